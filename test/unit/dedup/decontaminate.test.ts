import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BenchmarkIndex } from '../../../src/lib/core/dedup/decontaminate.ts';
import { PlainTextKernel } from '../../../src/lib/core/dedup/text-kernel/plain-text-kernel.ts';
import { IS_MUTATED } from '../../support/mutated.ts';
import { simdTextKernel } from '../../support/text-kernel.ts';
import { expectedContamination } from './expected-contamination.ts';
import { mixedText } from './mixed-text.ts';

const sentence = (prefix: string, n: number): string =>
	Array.from({ length: n }, (_, i) => `${prefix}${i}`).join(' ');

describe('BenchmarkIndex', () => {
	const long = sentence('a', 30);
	const medium = sentence('b', 10);
	const index = new BenchmarkIndex([
		{ id: 'long', list: 'one', text: long },
		{ id: 'medium', list: 'one', text: medium },
		{ id: 'short', list: 'one', text: 'Compute 3 + 5.' },
		{ id: 'copy', list: 'two', text: `${long} more` }
	]);
	const ids = (question: string): string[] => index.find(question).map(({ itemId }) => itemId);

	it('finds 13 shared words between long texts, one finding per list', () => {
		const shared = sentence('a', 13);
		expect(index.find(`Before, ${shared.toUpperCase()}! after`)).toEqual([
			{ list: 'one', itemId: 'long', ngram: shared, n: 13 },
			{ list: 'two', itemId: 'copy', ngram: shared, n: 13 }
		]);
	});

	it('does not care about 12 shared words between long texts', () => {
		expect(ids(`x y ${sentence('a', 12)} z`)).toEqual([]);
	});

	it('finds 8 shared words where either text is short', () => {
		expect(ids(sentence('a', 8))).toEqual(['long', 'copy']);
		expect(ids(sentence('a', 7))).toEqual([]);
		expect(index.find(`${sentence('x', 40)} ${sentence('b', 8)}`)).toEqual([
			{ list: 'one', itemId: 'medium', ngram: sentence('b', 8), n: 8 }
		]);
		expect(ids(`${sentence('x', 40)} ${sentence('b', 7)}`)).toEqual([]);
	});

	it('wants the whole text where fewer than 8 words are there', () => {
		expect(ids('compute $3+5$')).toEqual(['short']);
		expect(ids('Compute 3 - 5.')).toEqual([]);
		expect(ids('Compute 3 + 5 + 7.')).toEqual([]);
		expect(ids(`Compute 3 + 5. ${sentence('x', 10)}`)).toEqual([]);
	});

	it('prefers a long item of a list over none when a short one does not apply', () => {
		const both = new BenchmarkIndex([
			{ id: 'first-long', list: 'l', text: `${medium} ${sentence('c', 10)}` },
			{ id: 'then-short', list: 'l', text: medium }
		]);
		expect(both.find(`${sentence('x', 20)} ${sentence('b', 8)}`)).toMatchObject([
			{ itemId: 'then-short', n: 8 }
		]);
	});

	it('handles emptiness and prototype keys', () => {
		expect(new BenchmarkIndex([]).find('anything at all')).toEqual([]);
		expect(ids('')).toEqual([]);
		const hostile = new BenchmarkIndex([{ id: 'x', list: '__proto__', text: 'constructor' }]);
		expect(hostile.find('Constructor!')).toEqual([
			{ list: '__proto__', itemId: 'x', ngram: 'constructor', n: 1 }
		]);
		expect(hostile.find('toString')).toEqual([]);
	});

	it('agrees with every n-gram compared as a string, on texts of any characters', () => {
		const kernels = [new PlainTextKernel(), simdTextKernel()];
		const item = fc.record({
			id: fc.constantFrom('1', '2', '3'),
			list: fc.constantFrom('a', 'b'),
			text: fc.oneof(mixedText(25), mixedText(8))
		});
		const kinds: number[] = [];
		fc.assert(
			fc.property(
				fc.array(item, { maxLength: 6 }),
				fc.array(mixedText(25), { maxLength: 6 }),
				(items, texts) => {
					const questions = [...texts, ...items.flatMap(({ text }) => [`Now ${text}`, `${text}.`])];
					const expected = questions.map((text) => expectedContamination(text, items));
					kinds.push(...expected.flat().map(({ n }) => n));
					for (const kernel of kernels) {
						const own = new BenchmarkIndex(items, kernel);
						expect(questions.map((text) => own.find(text))).toEqual(expected);
					}
				}
			),
			{ seed: 20251129, numRuns: 200 }
		);
		if (IS_MUTATED) return;
		expect(kinds.length).toBeGreaterThan(200);
		for (const n of [13, 8, 7, 6, 5, 4, 3, 2, 1]) expect(kinds).toContain(n);
	});
});
