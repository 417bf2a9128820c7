import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import { stratifiedRate, type Stratum } from '../../../src/lib/core/stats/stratified-rate.ts';
import { wilsonInterval } from '../../../src/lib/core/stats/wilson.ts';
import { IS_MUTATED } from '../../support/mutated.ts';

describe('the rate of a whole whose parts were sampled unequally', () => {
	it('weighs each part by its size, as by hand', () => {
		// 10 of 100, all looked at: 10 errors. Of 900, 45 were: 1 error, so 20 of them. 30 of 1,000.
		const rate = stratifiedRate([
			{ size: 100, sampled: 100, hits: 10 },
			{ size: 900, sampled: 45, hits: 1 }
		])!;
		expect(rate.rate).toBeCloseTo(0.03, 12);
		expect(rate.sampled).toBe(145);
		expect(rate.size).toBe(1000);
		// Only the second part is open: 0.9 times how far its interval reaches.
		const effective = (45 * 899) / 855;
		const { low, high } = wilsonInterval(effective / 45, effective)!;
		expect(rate.low).toBeCloseTo(0.03 - 0.9 * (1 / 45 - low), 12);
		expect(rate.high).toBeCloseTo(0.03 + 0.9 * (high - 1 / 45), 12);
	});

	it("is Wilson's interval for one part that is so large that it does not end", () => {
		const { low, high } = stratifiedRate([{ size: 1e12, sampled: 50, hits: 7 }])!;
		const wilson = wilsonInterval(7, 50)!;
		expect(low).toBeCloseTo(wilson.low, 9);
		expect(high).toBeCloseTo(wilson.high, 9);
	});

	it('leaves nothing open where everything was looked at', () => {
		const rate = stratifiedRate([
			{ size: 3, sampled: 3, hits: 1 },
			{ size: 1, sampled: 1, hits: 0 }
		])!;
		expect([rate.rate, rate.low, rate.high]).toEqual([0.25, 0.25, 0.25]);
	});

	it('does not claim that there is no error where none was found', () => {
		const rate = stratifiedRate([{ size: 1000, sampled: 20, hits: 0 }])!;
		expect(rate.rate).toBe(0);
		expect(rate.low).toBe(0);
		expect(rate.high).toBeGreaterThan(0.1);
		expect(stratifiedRate([{ size: 1000, sampled: 20, hits: 20 }])!.high).toBe(1);
	});

	it('says nothing while a part has not been looked at', () => {
		expect(stratifiedRate([])).toBeNull();
		expect(stratifiedRate([{ size: 0, sampled: 0, hits: 0 }])).toBeNull();
		const seen: Stratum = { size: 10, sampled: 5, hits: 1 };
		expect(stratifiedRate([seen, { size: 1, sampled: 0, hits: 0 }])).toBeNull();
		expect(stratifiedRate([seen, { size: 0, sampled: 0, hits: 0 }])).toEqual(
			stratifiedRate([seen])
		);
	});

	it.each([
		{ size: 1, sampled: 2, hits: 0 },
		{ size: 5, sampled: 2, hits: 3 },
		{ size: 5, sampled: -1, hits: 0 },
		{ size: 5, sampled: 2, hits: -1 },
		{ size: NaN, sampled: 0, hits: 0 }
	])('refuses %j', (stratum) => {
		expect(() => stratifiedRate([stratum])).toThrow(RangeError);
	});

	it.skipIf(IS_MUTATED)('holds the truth in about 95 of 100 intervals', () => {
		const random = createRandom('coverage');
		const ROUNDS = 2_000;
		for (const shares of [
			[0.4, 0.02],
			[0.5, 0.2],
			[0.1, 0.05]
		]) {
			const sizes = [60, 940];
			const sampled = [30, 60];
			let held = 0;
			for (let round = 0; round < ROUNDS; round++) {
				const strata = shares.map((share, i) => {
					const items = Array.from({ length: sizes[i]! }, (_, at) => at < share * sizes[i]!);
					const drawn = random.shuffle(items).slice(0, sampled[i]);
					return { size: sizes[i]!, sampled: sampled[i]!, hits: drawn.filter(Boolean).length };
				});
				const truth = shares.reduce((sum, share, i) => sum + (share * sizes[i]!) / 1000, 0);
				const { low, high } = stratifiedRate(strata)!;
				if (low <= truth && truth <= high) held++;
			}
			expect(held / ROUNDS).toBeGreaterThan(0.925);
			expect(held / ROUNDS).toBeLessThan(0.99);
		}
	});
});
