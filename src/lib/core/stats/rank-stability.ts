import type { RatioMetric } from './bootstrap.ts';
import { createRandom } from './random.ts';

export interface StabilityOptions {
	readonly questions: number;
	readonly teachers: number;
	readonly seed: number;
	/** Subsamples per size. */
	readonly subsamples?: number;
	/** The order is settled when it comes out the same with this probability. */
	readonly settledFrom?: number;
}

export interface StabilityPoint {
	/** Questions that this point speaks of; beyond those at hand it is an extrapolation. */
	readonly questions: number;
	/** Probability that this many questions put all teachers in the order of all questions at hand. */
	readonly pOrder: number;
	/** The same of the best teacher alone. */
	readonly pBest: number;
}

/**
 * - `settled`: the questions at hand are enough.
 * - `more-questions`: so many more would do.
 * - `too-close`: not even twice the questions would do, so nothing can be said.
 * - `tied`: two teachers have exactly the same value: there is no order to be settled.
 * - `too-few-questions`, `too-few-teachers`: nothing to judge by.
 */
export type StabilityVerdict =
	'settled' | 'more-questions' | 'too-close' | 'tied' | 'too-few-questions' | 'too-few-teachers';

export interface RankStability {
	/** Best first; teachers without a value are left out. */
	readonly order: readonly number[];
	/** Ascending; empty for 'too few' and 'tied'. */
	readonly curve: readonly StabilityPoint[];
	/** Of the questions at hand; null where the curve is empty. */
	readonly pOrder: number | null;
	readonly pBest: number | null;
	readonly verdict: StabilityVerdict;
	/** 0 where settled; null where it cannot be told. */
	readonly moreQuestions: number | null;
}

export const DEFAULT_SUBSAMPLES = 1000;
export const DEFAULT_SETTLED_FROM = 0.95;
/** Subsamples of fewer questions are too alike. */
export const MIN_STABILITY_QUESTIONS = 10;
/** Sizes that are looked at, as multiples of the questions at hand. */
const MULTIPLES = [0.25, 0.5, 0.75, 1, 1.1, 1.25, 1.5, 1.75, 2];

/**
 * Would other questions put the teachers in another order (METRICS §7)? By subsampling without
 * replacement: a mean over m of n questions strays from the mean over all n with variance
 * σ² (1/m - 1/n), which is how far a mean over N = m n / (n - m) new questions strays from the truth.
 * So halves tell what the n questions at hand are worth, and larger parts what more would be worth.
 * (Delete-d jackknife, as in half-sampling.ts; exact for means, approximate for ratios.)
 *
 * It takes the differences found so far for the true ones, and small ones that arose by chance look as
 * if a few more questions would confirm them. Therefore there is no answer beyond twice the questions
 * at hand: of two teachers, differences below 1.16 standard errors are called too close. Of two teachers
 * without any difference, one pair in ten is still called settled, and one in seven gets a number.
 */
export function rankStability(metric: RatioMetric, options: StabilityOptions): RankStability {
	const { questions, settledFrom = DEFAULT_SETTLED_FROM } = options;
	const all = Int32Array.from({ length: questions }, (_, question) => question);
	const merits = meritsOf(metric, all, options);
	const order = [...merits.keys()]
		.filter((teacher) => !Number.isNaN(merits[teacher]!))
		.sort((a, b) => merits[b]! - merits[a]!);
	const silence = reasonForSilence(metric, merits, order, questions);
	if (silence !== null) {
		return { order, curve: [], pOrder: null, pBest: null, verdict: silence, moreQuestions: null };
	}
	const curve = stabilityCurve(metric, order, options);
	const now = curve.find((point) => point.questions === questions)!;
	const settled = curve.find(
		(point) => point.questions >= questions && point.pOrder >= settledFrom
	);
	const moreQuestions = settled === undefined ? null : settled.questions - questions;
	const verdict =
		moreQuestions === null ? 'too-close' : moreQuestions === 0 ? 'settled' : 'more-questions';
	return { order, curve, pOrder: now.pOrder, pBest: now.pBest, verdict, moreQuestions };
}

function reasonForSilence(
	{ better }: RatioMetric,
	merits: readonly number[],
	order: readonly number[],
	questions: number
): StabilityVerdict | null {
	if (better === 'none') throw new RangeError('Without a direction there is no order of teachers.');
	if (order.length < 2) return 'too-few-teachers';
	if (questions < MIN_STABILITY_QUESTIONS) return 'too-few-questions';
	const isTied = order.some((teacher, i) => i > 0 && merits[teacher] === merits[order[i - 1]!]);
	return isTied ? 'tied' : null;
}

function stabilityCurve(
	metric: RatioMetric,
	order: readonly number[],
	options: StabilityOptions
): StabilityPoint[] {
	const { questions, subsamples = DEFAULT_SUBSAMPLES } = options;
	const random = createRandom(options.seed);
	const all = Array.from({ length: questions }, (_, question) => question);
	const points = MULTIPLES.map((multiple) => {
		const size = Math.round((questions * multiple) / (1 + multiple));
		return { questions: Math.round(questions * multiple), size, sameOrder: 0, sameBest: 0 };
	});
	for (let subsample = 0; subsample < subsamples; subsample++) {
		// The sizes are parts of one shuffled list: differences between them are less noisy that way.
		const shuffled = Int32Array.from(random.shuffle(all));
		for (const point of points) {
			const merits = meritsOf(metric, shuffled.subarray(0, point.size), options);
			point.sameOrder += isInOrder(merits, order) ? 1 : 0;
			point.sameBest += isBest(merits, order) ? 1 : 0;
		}
	}
	return points.map((point) => ({
		questions: point.questions,
		pOrder: point.sameOrder / subsamples,
		pBest: point.sameBest / subsamples
	}));
}

/** By teacher, so that more is better; NaN where the questions say nothing about a teacher. */
function meritsOf(
	{ numerators, denominators, better }: RatioMetric,
	chosen: Int32Array,
	{ questions, teachers }: StabilityOptions
): number[] {
	return Array.from({ length: teachers }, (_, teacher) => {
		let numerator = 0;
		let denominator = 0;
		for (const question of chosen) {
			numerator += numerators[teacher * questions + question]!;
			denominator += denominators[teacher * questions + question]!;
		}
		const value = denominator === 0 ? NaN : numerator / denominator;
		return better === 'lower' ? -value : value;
	});
}

/** Strictly: a tie, or a teacher without a value, is not the same order. */
function isInOrder(merits: readonly number[], order: readonly number[]): boolean {
	return order.every((teacher, i) => i === 0 || merits[order[i - 1]!]! > merits[teacher]!);
}

function isBest(merits: readonly number[], [best, ...others]: readonly number[]): boolean {
	return others.every((teacher) => merits[best!]! > merits[teacher]!);
}
