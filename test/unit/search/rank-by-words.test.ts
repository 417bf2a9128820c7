import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, rankByWords } from '../../../src/lib/core/search/rank-by-words.ts';

const names = (items: readonly { name: string }[]): string[] => items.map(({ name }) => name);
const found = (
	query: string,
	...items: (string | { name: string; keywords: string })[]
): string[] =>
	names(
		rankByWords(
			items.map((item) => (typeof item === 'string' ? { name: item } : item)),
			query
		)
	);

describe('rankByWords', () => {
	it('finds everything in its own order where nothing is asked for', () => {
		expect(found('', 'b', 'a')).toEqual(['b', 'a']);
		expect(found('  – ', 'b', 'a')).toEqual(['b', 'a']);
	});

	it('takes words in any order and wants all of them', () => {
		const items = ['Run the demo teachers', 'Teachers', 'Plan a run'];
		expect(found('teachers demo', ...items)).toEqual(['Run the demo teachers']);
		expect(found('run teach', ...items)).toEqual(['Run the demo teachers']);
		expect(found('teachers export', ...items)).toEqual([]);
	});

	it('puts how a name begins before words inside it, and those before keywords', () => {
		expect(
			found(
				'exp',
				{ name: 'Write the files', keywords: 'export' },
				{ name: 'Recent exports', keywords: '' },
				{ name: 'Export', keywords: '' }
			)
		).toEqual(['Export', 'Recent exports', 'Write the files']);
	});

	it('puts a whole word before its beginning, and that before a part of it', () => {
		expect(found('art', 'Party', 'Artist', 'Art')).toEqual(['Art', 'Artist', 'Party']);
	});

	it('puts a word’s beginning before a part, where equals would stand the other way round', () => {
		expect(found('art', 'Party', 'New artist', 'New art')).toEqual([
			'New art',
			'New artist',
			'Party'
		]);
	});

	it('takes signs between the words of a query for spaces', () => {
		expect(found('new--art!', 'Art, a new', 'New art')).toEqual(['New art', 'Art, a new']);
	});

	it('knows no word for what has no keywords', () => {
		expect(found('here', 'Export')).toEqual([]);
	});

	it('finds letters in order, from three letters on and from the beginning of a word', () => {
		expect(found('trj', 'Trajectories', 'Export')).toEqual(['Trajectories']);
		expect(found('tj', 'Trajectories')).toEqual([]);
		expect(found('jec', 'Trajectories')).toEqual(['Trajectories']);
		expect(found('rjs', 'Trajectories')).toEqual([]);
		expect(found('tjr', 'Trajectories')).toEqual(['Trajectories']);
		expect(found('tsr', 'Trajectories')).toEqual([]);
		expect(found('trx', 'Trajectories')).toEqual([]);
		expect(found('tries', 'Tries', 'Trie')).toEqual(['Tries']);
	});

	it('folds case and accents, in any script', () => {
		expect(found('uber', 'Überblick')).toEqual(['Überblick']);
		expect(found('ÜBER', 'uberblick')).toEqual(['uberblick']);
		expect(found('ελλαδα', 'Ελλάδα')).toEqual(['Ελλάδα']);
		expect(found('数学', '数学の問題')).toEqual(['数学の問題']);
		expect(found('🦊', 'fox')).toEqual(['fox']);
		expect(fold('ﬁn')).toBe('fin');
	});

	it('keeps equals in their own order', () => {
		expect(found('open', 'Open b', 'Open a', 'Open c')).toEqual(['Open b', 'Open a', 'Open c']);
	});

	it('takes any text for a query, and finds every name by itself', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.string({ unit: 'grapheme' }),
				(name, query) => {
					expect(found(name, name)).toEqual([name]);
					expect(found(query, name).length).toBeLessThanOrEqual(1);
				}
			)
		);
	});
});
