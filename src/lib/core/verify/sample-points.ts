import { rational, type Rational } from './rational.ts';

export interface SamplePoint {
	readonly variables: ReadonlyMap<string, Rational>;
	readonly bareLogScale: Rational;
}

/** All positive, then of any sign, then whole numbers for factorials and the like. */
const POSITIVE_POINTS = 6;
const SIGNED_POINTS = 6;
const WHOLE_POINTS = 8;
const DENOMINATOR = 1009;

/**
 * The points at which expressions in these variables are compared: always the same ones, fractions
 * with a prime denominator between 0 and 3 in size, so that no answer's own constants lie on them.
 */
export function samplePoints(names: readonly string[]): SamplePoint[] {
	const random = generator(0x9e3779b9);
	const count = names.length === 0 ? 1 : POSITIVE_POINTS + SIGNED_POINTS + WHOLE_POINTS;
	return Array.from({ length: count }, (_, index) => ({
		bareLogScale: fraction(random()),
		variables: new Map(names.map((name) => [name, coordinate(index, random())]))
	}));
}

function coordinate(index: number, random: number): Rational {
	if (index < POSITIVE_POINTS) return fraction(random);
	if (index >= POSITIVE_POINTS + SIGNED_POINTS) return rational(BigInt(1 + (random % 11)), 1n);
	const { num, den } = fraction(random);
	// The first signed point is negative in all variables: that is where √(x²) ≠ x.
	const isNegative = index === POSITIVE_POINTS || random % 2 === 1;
	return { num: isNegative ? -num : num, den };
}

function fraction(random: number): Rational {
	return rational(BigInt(1 + (random % (3 * DENOMINATOR - 2))), BigInt(DENOMINATOR));
}

/** Mulberry32: 32 random bits at a time. */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let bits = Math.imul(state ^ (state >>> 15), 1 | state);
		bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
		return (bits ^ (bits >>> 14)) >>> 0;
	};
}
