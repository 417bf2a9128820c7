import { describe, expect, it } from 'vitest';
import { drawToken, penaliseRepetition } from '../../../src/lib/core/generate/draw-token.ts';
import { createRandom, type Random } from '../../../src/lib/core/stats/random.ts';
import { casesOf } from '../../support/mutated.ts';

interface Filters {
	temperature: number;
	topK: number;
	topP: number;
	minP: number;
}
const PLAIN: Filters = { temperature: 1, topK: 0, topP: 1, minP: 0 };

const always = (value: number): Random => ({ ...createRandom(0), next: () => value });
const draw = (logits: number[], filters: Partial<Filters>, u: number): number =>
	drawToken(
		Float64Array.from(logits),
		0,
		logits.length,
		Math.max(...logits),
		{ ...PLAIN, ...filters },
		always(u)
	);

/** The tokens that pass, by sorting everything: temperature, top-k, top-p, min-p. */
function passing(logits: readonly number[], { temperature, topK, topP, minP }: Filters): number[] {
	const max = Math.max(...logits);
	let kept = logits
		.map((logit, token) => ({ token, weight: Math.exp((logit - max) / temperature) }))
		.sort((a, b) => b.weight - a.weight || a.token - b.token);
	if (topK > 0) kept = kept.slice(0, topK);
	const total = kept.reduce((sum, { weight }) => sum + weight, 0);
	let mass = 0;
	if (topP < 1) {
		kept = kept.filter(({ weight }) => {
			const before = mass;
			mass += weight;
			return before < topP * total;
		});
	}
	return kept.filter(({ weight }) => weight >= minP * kept[0]!.weight).map(({ token }) => token);
}

describe('drawToken', () => {
	it('draws what a full sort would leave, for any mixture of filters', () => {
		const random = createRandom(7);
		for (let round = 0; round < casesOf(1500); round++) {
			const spread = [0.1, 3, 30][round % 3]!;
			const logits = Array.from(
				{ length: 1 + random.integer(60) },
				() => Math.round(random.next() * spread * 8) / 8
			);
			const filters = {
				temperature: [0.3, 0.8, 1, 2][random.integer(4)]!,
				topK: [0, 1, 3, 20, 100][random.integer(5)]!,
				topP: [0.01, 0.5, 0.9, 0.999, 1][random.integer(5)]!,
				minP: [0, 0.02, 0.5, 1][random.integer(4)]!
			};
			const expected = new Set(passing(logits, filters));
			const drawn = new Set(
				Array.from({ length: 400 }, (_, i) => draw(logits, filters, (i + 0.5) / 400))
			);
			expect([...drawn].filter((token) => !expected.has(token))).toEqual([]);
			// Everything that has more than two of the 400 shares of the mass is met.
			const max = Math.max(...logits);
			const weight = (token: number): number =>
				Math.exp((logits[token]! - max) / filters.temperature);
			const total = [...expected].reduce((sum, token) => sum + weight(token), 0);
			const missed = [...expected].filter(
				(token) => weight(token) / total > 2 / 400 && !drawn.has(token)
			);
			expect(missed).toEqual([]);
		}
	});

	it('gives each token that passes its exact share, however improbable it is', () => {
		const random = createRandom(8);
		for (let round = 0; round < casesOf(600); round++) {
			const spread = [3, 12, 30][round % 3]!;
			const logits = Array.from({ length: 2 + random.integer(40) }, () => random.next() * spread);
			const filters = {
				temperature: [0.8, 1, 1.5][random.integer(3)]!,
				topK: [0, 5, 100][random.integer(3)]!,
				topP: [0.9, 0.9999, 1 - 1e-9, 1][random.integer(4)]!,
				minP: [0, 1e-3, 1e-6][random.integer(3)]!
			};
			if (filters.topK === 0 && filters.topP === 1 && filters.minP === 0) continue;
			const max = Math.max(...logits);
			const expected = passing(logits, filters).map((token) => ({
				token,
				weight: Math.exp((logits[token]! - max) / filters.temperature)
			}));
			const total = expected.reduce((sum, { weight }) => sum + weight, 0);
			let before = 0;
			for (const { token, weight } of expected) {
				const middle = (before + weight / 2) / total;
				before += weight;
				// Narrower ones are lost in the rounding of what stands before them.
				if (weight / total > 1e-12) expect(draw(logits, filters, middle)).toBe(token);
			}
		}
	});

	it('draws in proportion to the probabilities at this temperature', () => {
		const logits = [0, 1, 2, 3];
		const random = createRandom(3);
		const counts = [0, 0, 0, 0];
		const draws = 40_000;
		for (let i = 0; i < draws; i++) {
			const filters = { ...PLAIN, temperature: 2 };
			counts[drawToken(Float64Array.from(logits), 0, 4, 3, filters, random)]!++;
		}
		const weights = logits.map((x) => Math.exp(x / 2));
		const total = weights.reduce((a, b) => a + b, 0);
		for (const [token, weight] of weights.entries()) {
			expect(counts[token]! / draws).toBeCloseTo(weight / total, 2);
		}
	});

	it('takes the first of the most probable at temperature 0', () => {
		expect(draw([1, 4, 4, 2], { temperature: 0 }, 0.99)).toBe(1);
	});

	it('uses one random number whatever the settings, so that a seed means the same path', () => {
		for (const filters of [PLAIN, { ...PLAIN, temperature: 0 }, { ...PLAIN, topK: 2, topP: 0.5 }]) {
			const random = createRandom(11);
			drawToken(Float64Array.of(1, 2, 3), 0, 3, 3, filters, random);
			const fresh = createRandom(11);
			fresh.next();
			expect(random.next()).toBe(fresh.next());
		}
	});

	it('never draws a masked token, even at the end of the range', () => {
		expect(draw([0, -Infinity], {}, 1 - 2 ** -53)).toBe(0);
		expect(draw([-Infinity, 0, -Infinity], { topP: 0.9 }, 1 - 2 ** -53)).toBe(1);
	});
});

describe('penaliseRepetition', () => {
	it('divides positive and multiplies negative logits of what was seen (CTRL)', () => {
		const scratch = new Float32Array(3);
		const logits = Float32Array.of(9, 4, -2, 1);
		const max = penaliseRepetition(logits, 1, 3, new Set([0, 1, 77]), 2, scratch);
		expect([...scratch]).toEqual([2, -4, 1]);
		expect(max).toBe(2);
		expect([...logits]).toEqual([9, 4, -2, 1]);
	});
});
