import { PERMUTATIONS } from './text-kernel/text-kernel.ts';

/** Share of the pairs at the threshold that an estimate may rule out. */
const RULED_OUT = 1e-9;

/**
 * MinHash signatures (Broder 1997): two agree in a position with a probability of their sets' Jaccard
 * similarity. What agrees in far too few positions need not be compared exactly.
 */
export class Signatures {
	readonly #values: Int32Array;
	readonly #least: number;

	constructor(count: number, minJaccard: number) {
		this.#values = new Int32Array(count * PERMUTATIONS);
		this.#least = leastAgreement(minJaccard);
	}

	set(item: number, signature: Int32Array): void {
		this.#values.set(signature, item * PERMUTATIONS);
	}

	mayBeAlike(one: number, other: number): boolean {
		const [a, b] = [one * PERMUTATIONS, other * PERMUTATIONS];
		let agreeing = 0;
		for (let i = 0; i < PERMUTATIONS; i++) {
			if (this.#values[a + i] === this.#values[b + i]) agreeing++;
		}
		return agreeing >= this.#least;
	}
}

/** Positions in which all but one in a thousand million pairs with this similarity agree. */
export function leastAgreement(jaccard: number): number {
	if (jaccard >= 1) return PERMUTATIONS;
	let term = (1 - jaccard) ** PERMUTATIONS;
	let fewer = 0;
	let agreeing = 0;
	while (fewer + term <= RULED_OUT) {
		fewer += term;
		term *= ((PERMUTATIONS - agreeing) / (agreeing + 1)) * (jaccard / (1 - jaccard));
		agreeing++;
	}
	return agreeing;
}
