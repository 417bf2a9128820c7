/** Symbols of a sequence that can be compared at all: the kernels keep about 24 bytes for each. */
export const MAX_LENGTH = 0x40_0000;

/**
 * What computes the edit distance of two sequences: unit costs, exact (METRICS §5). There are two, which
 * agree in every number: WebAssembly with SIMD (kernels/edit-distance), and plain JavaScript.
 */
export interface EditDistanceKernel {
	readonly kind: 'simd' | 'plain';
	/**
	 * Takes two sequences of dense symbols; what follows is about these two.
	 *
	 * @param rows, columns 1 to `MAX_LENGTH` symbols each, numbers from 0 up to below `symbolCount`
	 * @throws AppError 'not-supported' where memory does not suffice
	 */
	load(rows: Uint32Array, columns: Uint32Array, symbolCount: number): void;
	/** The distance, where it is at most `limit`; otherwise some greater number. */
	within(limit: number): number;
	/**
	 * Length of the best alignment that stays within `halfWidth` columns of the straight line from corner to
	 * corner of the matrix: an upper bound of the distance.
	 */
	alongDiagonal(halfWidth: number): number;
}
