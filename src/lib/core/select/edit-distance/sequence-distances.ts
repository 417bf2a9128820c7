import { AppError } from '../../model/errors.ts';
import { MAX_LENGTH, type EditDistanceKernel } from './kernel.ts';
import { numberSymbols } from './symbols.ts';

/**
 * Half the width of the band of the upper bound, as a share of the longer length: between roll-outs of one
 * question it is rarely more than 1 % above the distance (docs/decisions/015).
 */
const BAND_SHARE = 0.02;
const MIN_HALF_WIDTH = 64;

/**
 * Edit distances among some sequences, such as the code points or the token ids of the answers to one
 * question, by their indexes. Keeps the sequences; of the kernel, only what it holds until the next call.
 */
export class SequenceDistances {
	readonly #kernel: EditDistanceKernel;
	readonly #sequences: readonly Uint32Array[];
	readonly #symbolCount: number;

	/**
	 * @param sequences integers from 0 to `MAX_SYMBOL`
	 * @throws RangeError where one is outside of that
	 */
	constructor(kernel: EditDistanceKernel, sequences: readonly Int32Array[]) {
		this.#kernel = kernel;
		({ sequences: this.#sequences, symbolCount: this.#symbolCount } = numberSymbols(sequences));
	}

	/** Length of the longer one: the largest distance that two such sequences can have. */
	longest(i: number, j: number): number {
		return Math.max(this.#sequences[i]!.length, this.#sequences[j]!.length);
	}

	/** Exact, unit costs. @throws AppError 'not-supported' where one is too long, or memory does not suffice */
	distance(i: number, j: number): number {
		const known = this.#load(i, j);
		if (known !== null) return known;
		return this.#kernel.within(this.#kernel.alongDiagonal(this.#halfWidth(i, j)));
	}

	/** At least the distance, and mostly little more, in about a tenth of its time. @throws as `distance` */
	upperBound(i: number, j: number): number {
		return this.#load(i, j) ?? this.#kernel.alongDiagonal(this.#halfWidth(i, j));
	}

	#halfWidth(i: number, j: number): number {
		return Math.max(MIN_HALF_WIDTH, Math.ceil(this.longest(i, j) * BAND_SHARE));
	}

	/** Gives the pair to the kernel; or the distance, where there is nothing to compute. */
	#load(i: number, j: number): number | null {
		const [a, b] = trimCommonEnds(this.#sequences[i]!, this.#sequences[j]!);
		if (a.length === 0 || b.length === 0) return Math.max(a.length, b.length);
		if (Math.max(a.length, b.length) > MAX_LENGTH) throw tooLong(a.length, b.length);
		const [rows, columns] = a.length <= b.length ? [a, b] : [b, a];
		this.#kernel.load(rows, columns, this.#symbolCount);
		return null;
	}
}

/** What both begin or end with costs nothing in an optimal alignment. */
function trimCommonEnds(a: Uint32Array, b: Uint32Array): [Uint32Array, Uint32Array] {
	const shorter = Math.min(a.length, b.length);
	let start = 0;
	while (start < shorter && a[start] === b[start]) start++;
	let end = 0;
	while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
	return [a.subarray(start, a.length - end), b.subarray(start, b.length - end)];
}

function tooLong(a: number, b: number): AppError {
	return new AppError(
		'not-supported',
		`Texts of ${a} and ${b} characters are too long to be compared: ${MAX_LENGTH} is the limit.`
	);
}
