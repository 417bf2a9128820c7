import { describe, expect, it } from 'vitest';
import { createCrc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { corpus, QUICK_CORPUS } from '../../crash/journal/corpus.ts';
import { tryAll } from '../../crash/journal/trial.ts';

const SEED = 1;
const crc32c = await createCrc32c();

// All of it, with every bit of a journal of all tables, is `npm run test:long`.
describe('a journal with damage', () => {
	it.each(corpus(QUICK_CORPUS, SEED, crc32c))(
		'opens with its whole frames and nothing else, and says what was cut: $name',
		async ({ damages }) => {
			const { tried, lost, wrong, unreported, failures } = await tryAll(damages(), crc32c);
			expect(failures).toEqual([]);
			expect({ lost, wrong, unreported }).toEqual({ lost: 0, wrong: 0, unreported: 0 });
			expect(tried).toBeGreaterThan(9);
		}
	);
});
