import { markdownTable, markdownText } from '../export/markdown-text.ts';
import type { CardMetric, DecisionCard } from './decision-card.ts';
import { decimalText, estimateText, pluralText, shareText } from './value-text.ts';
import { weightShare, weightedMetrics } from './view.ts';

/** decision-card.md: the whole card to read. The same card gives the same bytes. */
export function decisionMarkdown(card: DecisionCard): string {
	return `# Decision card\n\n${decisionSections(card, '##')}\n`;
}

/** The card's sections under headings of this level, for a document of their own or inside another one. */
export function decisionSections(card: DecisionCard, level: string): string {
	const sections: (readonly [title: string, text: string])[] = [
		['View', viewText(card)],
		['What to know', warningsText(card)],
		['Why not the others', whyNotText(card)],
		['Metrics', metricsTable(card)],
		['Agreement', agreementText(card)]
	];
	return [
		markdownText(card.verdict),
		...(card.disagreement === '' ? [] : [markdownText(card.disagreement)]),
		basis(card),
		...sections
			.filter(([, text]) => text !== '')
			.map(([title, text]) => `${level} ${title}\n\n${text}`)
	].join('\n\n');
}

function basis({ commonQuestions, leftOutQuestions, seed }: DecisionCard): string {
	const leftOut = leftOutQuestions === 0 ? '' : `; ${leftOutQuestions} left out`;
	return `On ${pluralText(commonQuestions, 'question')} that all of these teachers answered${leftOut}. Intervals are 95 %, resamples are over questions, the seed is ${seed}.`;
}

function viewText({ view, metrics, teachers, standings }: DecisionCard): string {
	const weighted = weightedMetrics(view.weights);
	const labelOf = (metric: string): string =>
		metrics.find((other) => other.metric === metric)?.label ?? metric;
	const columns = weighted.map(
		(metric) => `P(best) by ${labelOf(metric)}, ${shareText(weightShare(view.weights, metric))}`
	);
	const rows = teachers.map(({ name }, teacher) => {
		const { place, score, parts } = standings[teacher]!;
		return [
			name,
			place === null ? 'not comparable' : `${place.isTied ? '=' : ''}${place.rank}`,
			score === null ? '–' : shareText(score),
			...parts.map(({ pBest }) => (pBest === null ? 'missing' : shareText(pBest)))
		];
	});
	const head = ['Teacher', 'Place', 'Score', ...columns.map(markdownText)];
	return `${markdownText(view.note)}\n\nThe score is the mean of P(best) by weight.\n\n${markdownTable(head, rows)}`;
}

function warningsText({ warnings }: DecisionCard): string {
	return warnings.map(({ sentence }) => `- ${markdownText(sentence)}`).join('\n');
}

function whyNotText({ whyNot, teachers }: DecisionCard): string {
	return whyNot
		.map(({ teacher, sentences }) => {
			const name = teachers.find(({ id }) => id === teacher)?.name ?? teacher;
			const lines = sentences.map((sentence) => `  - ${markdownText(sentence)}`);
			return [`- ${markdownText(name)}`, ...lines].join('\n');
		})
		.join('\n');
}

function metricsTable({ metrics, teachers }: DecisionCard): string {
	const head = ['Metric', 'Better', ...teachers.map(({ name }) => markdownText(name))];
	const rows = metrics.map((metric) => [
		metric.label,
		metric.better === 'none' ? 'not ranked' : metric.better,
		...metric.estimates.map((_, teacher) => cellText(metric, teacher))
	]);
	return markdownTable(head, rows);
}

function cellText(metric: CardMetric, teacher: number): string {
	const estimate = metric.estimates[teacher]!;
	if (estimate.value === null) return 'missing';
	const rank = metric.ranks[teacher];
	return [
		estimateText(metric.unit, estimate),
		...(rank ? [`rank ${rank.isTied ? '=' : ''}${rank.rank}`] : []),
		...(metric.better !== 'none' && estimate.pBest !== null
			? [`P(best) ${shareText(estimate.pBest)}`]
			: []),
		`n = ${estimate.n}`
	].join('; ');
}

function agreementText({ agreement, metrics }: DecisionCard): string {
	const labels = agreement.metrics.map(
		(metric) => metrics.find((other) => other.metric === metric)?.label ?? metric
	);
	if (labels.length < 2) return '';
	const head = ['Kendall τ\\-b', ...labels.map(markdownText)];
	const rows = agreement.matrix.map((row, at) => [
		labels[at]!,
		...row.map(({ tau }) => (tau === null ? '–' : decimalText(tau)))
	]);
	return `1 is the same order of the teachers, −1 the reverse.\n\n${markdownTable(head, rows)}`;
}
