import { expect, it } from 'vitest';
import { thisMachine } from '../../bench/harness/machine.ts';
import { createCrc32c } from '../../src/lib/core/journal/crc32c.ts';
import { corpus, LONG_CORPUS } from '../crash/journal/corpus.ts';
import { tryAll } from '../crash/journal/trial.ts';
import { type DamageResult, saveDamage } from '../crash/results.ts';

const SEED = 20_261_130;

it('a journal with any damage opens with its whole frames and nothing else', async () => {
	const crc32c = await createCrc32c();
	const parts: DamageResult[] = [];
	for (const { name, journalBytes, damages } of corpus(LONG_CORPUS, SEED, crc32c)) {
		const startedAt = performance.now();
		const { failures, ...trial } = await tryAll(damages(), crc32c);
		expect(failures).toEqual([]);
		const seconds = Math.round((performance.now() - startedAt) / 1000);
		parts.push({ name, journalBytes, ...trial, seconds });
	}
	const date = new Date().toISOString().slice(0, 10);
	saveDamage({ date, machine: thisMachine(), seed: SEED, parts });
});
