import { describe, expect, it } from 'vitest';
import {
	logprobOf,
	rankOf,
	summariseLogits
} from '../../../src/lib/core/generate/measure-logits.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';

/** By the definitions of METRICS §1, term by term. */
function byDefinition(logits: readonly number[]): { p: number[]; entropy: number } {
	const max = Math.max(...logits);
	const weights = logits.map((x) => Math.exp(x - max));
	const total = weights.reduce((a, b) => a + b, 0);
	const p = weights.map((w) => w / total);
	const entropy = -p.reduce((sum, q) => sum + (q > 0 ? q * Math.log(q) : 0), 0);
	return { p, entropy };
}

describe('summariseLogits', () => {
	it('agrees with the definitions on random rows, at any offset', () => {
		const random = createRandom(1);
		for (let size = 1; size < 400; size = size * 2 + 1) {
			const row = Array.from({ length: size }, () => (random.next() - 0.5) * 40);
			const logits = Float64Array.from([9, 9, 9, ...row, 99]);
			const summary = summariseLogits(logits, 3, size);
			const { p, entropy } = byDefinition(row);
			expect(summary.entropy).toBeCloseTo(entropy, 10);
			for (const [token, probability] of p.entries()) {
				expect(logprobOf(logits, 3, token, summary)).toBeCloseTo(Math.log(probability), 9);
			}
		}
	});

	it('knows the ends: one token, equal tokens, one certain token', () => {
		expect(summariseLogits(Float32Array.of(7), 0, 1)).toEqual({ max: 7, logSum: 0, entropy: 0 });
		const equal = summariseLogits(new Float32Array(151_936), 0, 151_936);
		expect(equal.entropy).toBeCloseTo(Math.log(151_936), 9);
		expect(summariseLogits(Float32Array.of(500, 0, 0), 0, 3).entropy).toBeCloseTo(0, 100);
	});

	it('gives masked tokens no probability, and takes logits of any size', () => {
		const masked = Float32Array.of(-Infinity, 1, 1, -Infinity);
		const summary = summariseLogits(masked, 0, 4);
		expect(summary.entropy).toBeCloseTo(Math.log(2), 12);
		expect(logprobOf(masked, 0, 0, summary)).toBe(-Infinity);
		const huge = Float32Array.of(3e38, -3e38);
		expect(summariseLogits(huge, 0, 2)).toEqual({ max: huge[0], logSum: 0, entropy: 0 });
	});
});

describe('rankOf', () => {
	it('counts strictly larger logits, so that ties share the better rank', () => {
		const logits = Float32Array.of(0, 5, 2, 2, 2, -1);
		expect([1, 2, 3, 4, 5].map((token) => rankOf(logits, 0, 6, token))).toEqual([1, 2, 2, 2, 6]);
		expect(rankOf(logits, 1, 3, 2)).toBe(2);
	});
});
