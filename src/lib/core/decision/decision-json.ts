import { jsonText } from '../export/json-text.ts';
import type { CardMetric, DecisionCard } from './decision-card.ts';
import type { Standing } from './standing.ts';

/** decision-card.json: everything on the card as data. No time, no machine: the same card, the same bytes. */
export function decisionJson(card: DecisionCard): string {
	const { view, seed, teachers, standings, leaders, agreement, warnings, whyNot, verdict } = card;
	const document = {
		format: 'retort-decision-card',
		version: 1,
		verdict,
		disagreement: card.disagreement,
		view: { preset: view.preset, note: view.note, weights: sortedByKey(view.weights) },
		seed,
		common_questions: card.commonQuestions,
		left_out_questions: card.leftOutQuestions,
		student_family: card.studentFamily,
		teachers: teachers.map(({ id, name, family }, teacher) => ({
			id,
			name,
			family,
			standing: standingFields(standings[teacher]!)
		})),
		first: leaders.map((teacher) => teachers[teacher]!.id),
		metrics: card.metrics.map((metric) => metricFields(metric, teachers)),
		agreement: {
			metrics: agreement.metrics,
			kendall_tau_b: agreement.matrix.map((row) => row.map(({ tau }) => tau)),
			without_order: agreement.withoutOrder
		},
		warnings,
		why_not: whyNot
	};
	return `${jsonText(document, '\t')}\n`;
}

function standingFields({ score, place, parts, missing }: Standing): object {
	return {
		score,
		place: place?.rank ?? null,
		tied: place?.isTied ?? false,
		parts: parts.map(({ metric, share, pBest }) => ({ metric, share, p_best: pBest })),
		missing
	};
}

function metricFields(metric: CardMetric, teachers: DecisionCard['teachers']): object {
	const { evidence } = metric;
	return {
		metric: metric.metric,
		label: metric.label,
		unit: metric.unit,
		better: metric.better,
		estimates: metric.estimates.map((estimate, teacher) => ({
			teacher: teachers[teacher]!.id,
			value: estimate.value,
			low: estimate.low,
			high: estimate.high,
			p_best: estimate.pBest,
			n: estimate.n,
			rank: metric.ranks[teacher]?.rank ?? null
		})),
		stability: evidence && {
			verdict: evidence.stability.verdict,
			p_order: evidence.stability.pOrder,
			p_best: evidence.stability.pBest,
			more_questions: evidence.stability.moreQuestions
		},
		length: evidence && { spearman: evidence.length.rho, answers: evidence.length.n },
		differences: evidence?.differences ?? null
	};
}

function sortedByKey(record: Readonly<Record<string, number>>): Record<string, number> {
	return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
