import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CORPUS, corpusTable } from '../../hostile/corpus.ts';

const root = new URL('../../../', import.meta.url);
const document = readFileSync(new URL('docs/security.md', root), 'utf8');

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

describe('docs/security.md', () => {
	it('counts the corpus as it is', () => {
		expect(document).toContain(corpusTable());
	});

	it('names files that exist', () => {
		const paths = [...document.matchAll(/`((?:src|test|tools|docs|static)\/[^`*]+)`/g)];
		expect(paths.length).toBeGreaterThan(20);
		for (const [, path] of paths) expect(existsSync(new URL(path!, root)), path).toBe(true);
	});
});
