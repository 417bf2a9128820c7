import { describe, expect, it } from 'vitest';
import { CORPUS } from '../../hostile/corpus.ts';

describe('the corpus of hostile inputs', () => {
	it('has at least 300, each with a name of its own in its kind', () => {
		for (const { kind, inputs } of CORPUS) {
			const names = inputs.map(({ name }) => name);
			expect(new Set(names).size, kind).toBe(names.length);
			expect(inputs.length, kind).toBeGreaterThan(6);
		}
		const total = CORPUS.reduce((sum, { inputs }) => sum + inputs.length, 0);
		expect(total).toBeGreaterThanOrEqual(300);
	});

	it('says what must be true of each kind', () => {
		for (const { must } of CORPUS) expect(must).not.toBe('');
		expect(new Set(CORPUS.map(({ kind }) => kind)).size).toBe(CORPUS.length);
	});
});
