import type { CardMetric, CardParts, DecisionTeacher } from './decision-card.ts';
import type { Difference } from './paired-difference.ts';
import { differenceText, estimateText, listText } from './value-text.ts';
import { weightedMetrics } from './view.ts';

/** Why a teacher is not the one in first place, in sentences that hold their numbers. */
export interface WhyNot {
	readonly teacher: string;
	readonly sentences: readonly string[];
}

/** Every teacher against the first one in first place; nothing where nobody is placed. */
export function whyNotTheOthers(parts: CardParts): WhyNot[] {
	const { teachers, leaders } = parts;
	const [leader] = leaders;
	if (leader === undefined) return [];
	return [...teachers.keys()]
		.filter((other) => other !== leader)
		.map((other) => ({
			teacher: teachers[other]!.id,
			sentences: sentencesOf(parts, { leader, other })
		}));
}

/** Indexes of the two teachers. */
interface Pair {
	readonly leader: number;
	readonly other: number;
}
type Outcome = 'ahead' | 'behind' | 'same';

function sentencesOf(parts: CardParts, pair: Pair): string[] {
	const { view, metrics, teachers, standings, leaders } = parts;
	const leader = teachers[pair.leader]!;
	const weighted = weightedMetrics(view.weights);
	const compared = metrics.filter(({ metric }) => weighted.includes(metric));
	const missing = standings[pair.other]!.missing.map(parts.labelOf);
	return [
		...(missing.length > 0
			? [`Not comparable on this view: it has no value for ${listText(missing)}.`]
			: []),
		...(leaders.includes(pair.other) ? [`Shares first place with ${leader.name}.`] : []),
		...compared
			.filter((metric) => hasBoth(metric, pair))
			.map((metric) => metricSentence(metric, pair, leader)),
		...aheadElsewhere(metrics, weighted, pair)
	];
}

function metricSentence(metric: CardMetric, pair: Pair, leader: DecisionTeacher): string {
	const own = estimateText(metric.unit, metric.estimates[pair.other]!);
	const theirs = estimateText(metric.unit, metric.estimates[pair.leader]!);
	const outcome = outcomeOf(metric, pair);
	const numbers = `${own} against ${theirs} of ${leader.name}; ${distance(metric, pair)}`;
	if (outcome === 'same') return `${metric.label}: cannot be told apart. ${numbers}.`;
	return `${metric.label}: ${outcome === 'behind' ? 'worse' : 'better'}. ${numbers}.`;
}

/** The paired difference where it was measured, otherwise whether the two intervals meet. */
function distance(metric: CardMetric, pair: Pair): string {
	const difference = differenceOf(metric, pair);
	if (difference === null) {
		return outcomeOf(metric, pair) === 'same'
			? 'the intervals overlap'
			: 'the intervals do not overlap';
	}
	const [value, low, high] = [difference.value, difference.low, difference.high].map((amount) =>
		differenceText(metric.unit, amount)
	);
	return `the difference is ${value!} (${low!} to ${high!})`;
}

/** Whether the other one is ahead of the leader by this metric, as far as the intervals tell. */
function outcomeOf(metric: CardMetric, pair: Pair): Outcome {
	const difference = differenceOf(metric, pair) ?? marginalGap(metric, pair);
	if (difference === null || (difference.low <= 0 && difference.high >= 0)) return 'same';
	return difference.low > 0 === (metric.better === 'higher') ? 'ahead' : 'behind';
}

/** The other minus the leader. */
function differenceOf({ evidence }: CardMetric, { leader, other }: Pair): Difference | null {
	return evidence?.differences[other]?.[leader] ?? null;
}

/** What of the difference is certain from the two intervals alone: wider than the paired one. */
function marginalGap({ estimates }: CardMetric, pair: Pair): { low: number; high: number } | null {
	const [own, theirs] = [estimates[pair.other]!, estimates[pair.leader]!];
	if (own.low === null || own.high === null || theirs.low === null || theirs.high === null) {
		return null;
	}
	return { low: own.low - theirs.high, high: own.high - theirs.low };
}

function hasBoth({ estimates }: CardMetric, { leader, other }: Pair): boolean {
	return estimates[leader]!.value !== null && estimates[other]!.value !== null;
}

/** A view hides nothing: where the other one is better on what has no weight, that is said. */
function aheadElsewhere(
	metrics: readonly CardMetric[],
	weighted: readonly string[],
	pair: Pair
): string[] {
	const labels = metrics
		.filter(({ metric, better }) => better !== 'none' && !weighted.includes(metric))
		.filter((metric) => hasBoth(metric, pair) && outcomeOf(metric, pair) === 'ahead')
		.map(({ label }) => label);
	return labels.length === 0 ? [] : [`Better outside this view: ${listText(labels)}.`];
}
