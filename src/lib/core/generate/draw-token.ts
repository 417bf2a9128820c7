import type { Random } from '../stats/random.ts';
import type { Logits } from './measure-logits.ts';
import type { Sampling } from './sampling.ts';

type Filters = Pick<Sampling, 'temperature' | 'topK' | 'topP' | 'minP'>;

/** A token that may be drawn, and exp((logit - max) / temperature). */
interface Candidate {
	readonly token: number;
	readonly weight: number;
}

/** Weights above the first of these are looked at first: sorting a whole vocabulary is rarely needed. */
const THRESHOLDS = [1e-2, 1e-4, 1e-8, 0] as const;

/**
 * Draws one token from a row of logits; the order of the filters stands in sampling.ts. Ties go to the
 * smaller id, so that the same logits and the same random number give the same token everywhere.
 * Uses exactly one random number, whatever the settings.
 *
 * @param offset where the row begins in `logits`
 * @param max the largest logit of the row
 */
export function drawToken(
	logits: Logits,
	offset: number,
	size: number,
	max: number,
	filters: Filters,
	random: Random
): number {
	const draw = random.next();
	if (filters.temperature === 0) return argmax(logits, offset, size);
	const isFiltered = filters.topK > 0 || filters.topP < 1 || filters.minP > 0;
	if (!isFiltered) return drawFromAll(logits, offset, size, max, filters.temperature, draw);
	const row = { logits, offset, size, max };
	return drawFrom(filterCandidates(row, filters), draw);
}

interface LogitRow {
	readonly logits: Logits;
	readonly offset: number;
	readonly size: number;
	readonly max: number;
}

function argmax(logits: Logits, offset: number, size: number): number {
	let best = 0;
	for (let i = 1; i < size; i++) if (logits[offset + i]! > logits[offset + best]!) best = i;
	return best;
}

function drawFromAll(
	logits: Logits,
	offset: number,
	size: number,
	max: number,
	temperature: number,
	draw: number
): number {
	const weights = weightScratch(size);
	let total = 0;
	for (let i = 0; i < size; i++) {
		const weight = Math.exp((logits[offset + i]! - max) / temperature);
		weights[i] = weight;
		total += weight;
	}
	let left = draw * total;
	let last = 0;
	for (let i = 0; i < size; i++) {
		const weight = weights[i]!;
		if (weight === 0) continue;
		left -= weight;
		last = i;
		if (left < 0) return i;
	}
	return last; // Rounding may leave a rest after the last token.
}

let scratch = new Float64Array(0);

/** Room for one row's weights, kept: a large vocabulary's are a megabyte at every token. */
function weightScratch(size: number): Float64Array {
	if (scratch.length < size) scratch = new Float64Array(size);
	return scratch;
}

/** Most probable first. Never empty: the most probable token passes every filter. */
function filterCandidates(row: LogitRow, filters: Filters): readonly Candidate[] {
	const topK = filters.topK > 0 ? filters.topK : row.size;
	// Top-p is a share of what top-k left, so the total is that of all tokens only where top-k keeps all.
	const total = topK < row.size ? null : totalWeight(row, filters.temperature);
	for (const threshold of THRESHOLDS) {
		const found = candidatesAbove(row, filters.temperature, threshold);
		const isWhole = threshold === 0;
		const hasTopK = found.length >= topK;
		const hasTopP = total !== null && filters.topP < 1 && sumOf(found) >= filters.topP * total;
		const hasMinP = filters.minP > 0 && threshold <= filters.minP && total !== null;
		if (!(isWhole || hasTopK || hasTopP || (hasMinP && filters.topP >= 1))) continue;
		const kept = found.slice(0, topK);
		return keepMinP(keepTopP(kept, filters.topP, total ?? sumOf(kept)), filters.minP);
	}
	return [];
}

function totalWeight({ logits, offset, size, max }: LogitRow, temperature: number): number {
	let total = 0;
	for (let i = 0; i < size; i++) total += Math.exp((logits[offset + i]! - max) / temperature);
	return total;
}

function candidatesAbove(
	{ logits, offset, size, max }: LogitRow,
	temperature: number,
	threshold: number
): Candidate[] {
	const found: Candidate[] = [];
	for (let token = 0; token < size; token++) {
		const weight = Math.exp((logits[offset + token]! - max) / temperature);
		if (weight > threshold) found.push({ token, weight });
	}
	return found.sort((a, b) => b.weight - a.weight || a.token - b.token);
}

/** The smallest head of the list whose weights reach the share, at least one. */
function keepTopP(sorted: readonly Candidate[], topP: number, total: number): readonly Candidate[] {
	if (topP >= 1) return sorted;
	let mass = 0;
	const cut = sorted.findIndex(({ weight }) => {
		mass += weight;
		return mass >= topP * total;
	});
	return cut < 0 ? sorted : sorted.slice(0, cut + 1);
}

function keepMinP(sorted: readonly Candidate[], minP: number): readonly Candidate[] {
	if (minP <= 0) return sorted;
	const best = sorted[0]?.weight ?? 0;
	return sorted.filter(({ weight }) => weight >= minP * best);
}

function sumOf(candidates: readonly Candidate[]): number {
	return candidates.reduce((sum, { weight }) => sum + weight, 0);
}

function drawFrom(candidates: readonly Candidate[], draw: number): number {
	let left = draw * sumOf(candidates);
	for (const { token, weight } of candidates) {
		left -= weight;
		if (left < 0) return token;
	}
	return candidates.at(-1)?.token ?? 0;
}

/**
 * The row with the logits of `seen` tokens made less likely (CTRL, arXiv 1909.05858): positive ones are
 * divided by the penalty, negative ones multiplied. Writes into `scratch` and returns its maximum.
 */
export function penaliseRepetition(
	logits: Logits,
	offset: number,
	size: number,
	seen: ReadonlySet<number>,
	penalty: number,
	scratch: Float32Array
): number {
	scratch.set(logits.subarray(offset, offset + size));
	for (const token of seen) {
		const logit = scratch[token];
		if (logit !== undefined) scratch[token] = logit > 0 ? logit / penalty : logit * penalty;
	}
	let max = -Infinity;
	for (let i = 0; i < size; i++) if (scratch[i]! > max) max = scratch[i]!;
	return max;
}
