import type { CardMetric, CardParts } from './decision-card.ts';
import { unsettledOrders } from './order-warnings.ts';
import {
	countText,
	decimalText,
	estimateText,
	listText,
	pluralText,
	shareText
} from './value-text.ts';
import { weightedMetrics } from './view.ts';

export type WarningCode =
	| 'few-questions'
	| 'many-left-out'
	| 'weight-on-missing'
	| 'missing-metric'
	| 'unsettled-order'
	| 'same-family'
	| 'length-confounded'
	| 'truncated'
	| 'examples-do-not-help';

/** Something to know before choosing (METRICS §7), as data and in words. */
export interface Warning {
	readonly code: WarningCode;
	readonly sentence: string;
	/** Ids of the teachers that it is about; empty for all. */
	readonly teachers: readonly string[];
	readonly metrics: readonly string[];
}

/** Fewer questions than this in common are few, whatever the intervals say. A choice of ours. */
export const FEW_QUESTIONS = 30;
export const TRUNCATED_FROM = 0.05;

/** Metrics under the student: they favour who writes as the student does. */
const STUDENT_METRICS = ['rsr', 'surprisal', 'local-surprisal', 'step-head-surprisal'];

export function findWarnings(parts: CardParts): Warning[] {
	return [
		...questionWarnings(parts),
		...weightsOnMissing(parts),
		...missingMetrics(parts),
		...unsettledOrders(parts),
		...sameFamily(parts),
		...lengthConfounded(parts),
		...truncated(parts),
		...examplesDoNotHelp(parts)
	];
}

function questionWarnings({ comparison }: CardParts): Warning[] {
	const { commonQuestions: common, leftOutQuestions: leftOut } = comparison;
	const others =
		leftOut === 0 ? '' : `; ${countText(leftOut)} that only some answered are left out`;
	const some = { teachers: [], metrics: [] };
	if (common < FEW_QUESTIONS) {
		const sentence = `All of these teachers answered only ${pluralText(common, 'question')}${others}. Fewer than ${FEW_QUESTIONS} tell little.`;
		return [{ code: 'few-questions', sentence, ...some }];
	}
	if (leftOut <= common) return [];
	const sentence = `Most questions are left out: ${countText(leftOut)} were answered by only some of these teachers, ${countText(common)} by all.`;
	return [{ code: 'many-left-out', sentence, ...some }];
}

function weightsOnMissing({ view, teachers, standings, labelOf }: CardParts): Warning[] {
	return weightedMetrics(view.weights).flatMap((metric): Warning[] => {
		const without = teachers.filter((_, teacher) => standings[teacher]!.missing.includes(metric));
		if (without.length === 0) return [];
		const label = labelOf(metric);
		const sentence =
			without.length === teachers.length
				? `This view puts weight on ${label}, which has not been measured for any of these teachers.`
				: `This view puts weight on ${label}, which ${listText(without.map(({ name }) => name))} ${without.length === 1 ? 'lacks' : 'lack'}: not comparable on this view.`;
		return [{ code: 'weight-on-missing', sentence, teachers: idsOf(without), metrics: [metric] }];
	});
}

/** Metrics that some teachers have and others lack, one warning for all that the same teachers lack. */
function missingMetrics({ metrics, teachers, view }: CardParts): Warning[] {
	const weighted = weightedMetrics(view.weights);
	const groups = new Map<string, { lacking: number[]; metrics: CardMetric[] }>();
	for (const metric of metrics) {
		const lacking = [...teachers.keys()].filter((at) => metric.estimates[at]!.value === null);
		const isToldElsewhere = weighted.includes(metric.metric);
		if (lacking.length === 0 || lacking.length === teachers.length || isToldElsewhere) continue;
		const group = groups.get(lacking.join()) ?? { lacking, metrics: [] };
		group.metrics.push(metric);
		groups.set(lacking.join(), group);
	}
	return [...groups.values()].map((group) => {
		const without = group.lacking.map((at) => teachers[at]!);
		const names = listText(without.map(({ name }) => name));
		const labels = listText(group.metrics.map(({ label }) => label));
		const verb = without.length === 1 ? 'has' : 'have';
		return {
			code: 'missing-metric',
			sentence: `${names} ${verb} no value for ${labels}; the others are compared without.`,
			teachers: idsOf(without),
			metrics: group.metrics.map(({ metric }) => metric)
		};
	});
}

function sameFamily({ teachers, studentFamily, metrics }: CardParts): Warning[] {
	const concerned = metrics.filter(({ metric }) => STUDENT_METRICS.includes(metric));
	const same = teachers.filter(({ family }) => family === studentFamily);
	if (same.length === 0 || concerned.length === 0 || studentFamily === null) return [];
	const names = listText(same.map(({ name }) => name));
	const labels = listText(concerned.map(({ label }) => label));
	const sentence = `${names} and the student are of one family (${studentFamily}), going by their names. ${labels} ${concerned.length === 1 ? 'favours' : 'favour'} who writes as the student does.`;
	return [
		{
			code: 'same-family',
			sentence,
			teachers: idsOf(same),
			metrics: concerned.map(({ metric }) => metric)
		}
	];
}

function lengthConfounded({ metrics }: CardParts): Warning[] {
	const found = metrics.filter(({ evidence }) => evidence?.length.isConfounded === true);
	if (found.length === 0) return [];
	const parts = found.map(
		({ label, evidence }) => `${label} (ρ = ${decimalText(evidence?.length.rho ?? 0)})`
	);
	const sentence = `Over the answers, ${found.length === 1 ? 'one metric goes' : 'these metrics go'} with length: ${listText(parts)}. A difference may be one of length alone.`;
	return [
		{
			code: 'length-confounded',
			sentence,
			teachers: [],
			metrics: found.map(({ metric }) => metric)
		}
	];
}

function truncated({ metrics, teachers }: CardParts): Warning[] {
	const shares = metrics.find(({ metric }) => metric === 'truncated')?.estimates ?? [];
	const over = [...teachers.keys()].filter((at) => (shares[at]?.value ?? 0) > TRUNCATED_FROM);
	if (over.length === 0) return [];
	const parts = over.map(
		(at) => `${shareText(shares[at]!.value ?? 0, 1)} of ${teachers[at]!.name}`
	);
	return [
		{
			code: 'truncated',
			sentence: `Responses were cut off: ${listText(parts)}. A higher token limit may change the order.`,
			teachers: idsOf(over.map((at) => teachers[at]!)),
			metrics: ['truncated']
		}
	];
}

/** A best smoke test is no good one where it is not above zero. */
function examplesDoNotHelp({ metrics, teachers }: CardParts): Warning[] {
	const smoke = metrics.find(({ metric }) => metric === 'smoke-test');
	const best = smoke?.ranks.findIndex((rank) => rank?.rank === 1) ?? -1;
	if (!smoke || best < 0 || smoke.estimates.some(({ low }) => low !== null && low > 0)) return [];
	const numbers = estimateText(smoke.unit, smoke.estimates[best]!);
	const sentence = `Worked examples of none of these teachers clearly help the student: the best difference is ${numbers}, with ${teachers[best]!.name}. They may still teach by training.`;
	return [{ code: 'examples-do-not-help', sentence, teachers: [], metrics: ['smoke-test'] }];
}

function idsOf(teachers: readonly { readonly id: string }[]): string[] {
	return teachers.map(({ id }) => id);
}
