import { describe, expect, it } from 'vitest';
import { createVerifier } from '../../../src/lib/core/verify/verifier.ts';
import { INTERVALS, LISTS, MATRICES, SETS } from './cases/collections.ts';
import { ALGEBRA, EQUATIONS, RADICALS } from './cases/expressions.ts';
import { NEAR_MISSES } from './cases/near-misses.ts';
import { FRACTIONS, NUMBERS, ROUNDING, SCIENTIFIC } from './cases/numbers.ts';
import type { Case, CaseTable } from './cases/table.ts';
import { MONEY, PERCENT, UNITS } from './cases/units.ts';
import { CHOICES, WORDS } from './cases/words.ts';

const TABLES: Readonly<Record<string, CaseTable>> = {
	numbers: NUMBERS,
	fractions: FRACTIONS,
	rounding: ROUNDING,
	'scientific notation and powers': SCIENTIFIC,
	units: UNITS,
	money: MONEY,
	'per cent': PERCENT,
	'radicals and constants': RADICALS,
	algebra: ALGEBRA,
	'equations and inequalities': EQUATIONS,
	intervals: INTERVALS,
	sets: SETS,
	'lists and points': LISTS,
	matrices: MATRICES,
	choices: CHOICES,
	words: WORDS,
	'near misses': NEAR_MISSES
};

const verifier = await createVerifier();

async function verdictOf([gold, response, answerType = 'auto']: Case): Promise<string> {
	const { verdict } = await verifier.verify({ gold, response, answerType });
	return verdict;
}

for (const [name, table] of Object.entries(TABLES)) {
	describe(name, () => {
		for (const verdict of ['correct', 'wrong', 'unverifiable'] as const) {
			it.each(table[verdict].map((pair) => ({ pair, title: pair.join(' against ') })))(
				`$title is ${verdict}`,
				async ({ pair }) => {
					expect(await verdictOf(pair)).toBe(verdict);
				}
			);
		}
	});
}

describe('the tables', () => {
	const count = (verdict: keyof CaseTable): number =>
		Object.values(TABLES).reduce((sum, table) => sum + table[verdict].length, 0);

	it('hold at least 400 cases, and not fewer negatives than positives', () => {
		const positives = count('correct');
		const negatives = count('wrong') + count('unverifiable');
		expect(positives + negatives).toBeGreaterThanOrEqual(400);
		expect(negatives).toBeGreaterThanOrEqual(positives);
	});
});
