import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts } from '../../../src/lib/core/verify/verifier.ts';

const SETTINGS = { seed: 20250814, numRuns: 300 };

/** 'equal', 'different' or 'unclear'. */
async function compared(gold: string, response: string): Promise<string> {
	return (await compareTexts(gold, response, 'auto')).kind;
}

/** Few values in many notations, so that two answers are often the same number. */
const small = fc.integer({ min: -4, max: 4 });
const part = fc.integer({ min: 1, max: 4 });
const number = fc.oneof(
	small.map(String),
	fc.tuple(small, part).map(([n, d]) => `\\frac{${n}}{${d}}`),
	fc.tuple(small, part).map(([n, d]) => `${n}/${d}`),
	fc.tuple(small, fc.constantFrom('0', '5', '25', '50')).map(([n, tail]) => `${n}.${tail}`),
	fc.tuple(small, part).map(([n, d]) => `${n}\\sqrt{${d}}`),
	fc.tuple(small, part).map(([n, d]) => `\\frac{${n}\\pi}{${d}}`),
	fc.tuple(part, part).map(([n, d]) => `${n}^{${d}}`)
);
const numbers = fc.array(number, { minLength: 2, maxLength: 4 });
const set = numbers.map((items) => `\\{${items.join(', ')}\\}`);
const answer = fc.oneof(
	{ weight: 3, arbitrary: number },
	set,
	numbers.map((items) => `(${items.join(', ')})`),
	fc
		.tuple(small, part, fc.constantFrom('()', '[]', '(]', '[)'))
		.map(([from, length, [open, close]]) => `${open}${from}, ${from + length}${close}`),
	number.map((value) => `x = ${value}`),
	fc.tuple(small, number).map(([a, b]) => `${a}x + ${b}`),
	fc.tuple(part, part).map(([a, b]) => `${a}:${b}`)
);

/** A number of halves in notations that are all exact. */
const NOTATIONS: readonly ((halves: number) => string)[] = [
	(h) => `\\frac{${h}}{2}`,
	(h) => `${3 * h}/6`,
	(h) => (h / 2).toFixed(1),
	(h) => `-\\dfrac{${-2 * h}}{4}`,
	(h) => `${h} \\cdot 2^{-1}`,
	(h) => `\\frac{${h}\\sqrt{9}}{6}`,
	(h) => `${h + 5}/2 - 2.5`
];
const notation = fc.constantFrom(...NOTATIONS);
/** The same numbers twice, each time written in another way. */
const sameNumbers = fc
	.array(fc.tuple(fc.integer({ min: -9, max: 9 }), notation, notation), {
		minLength: 1,
		maxLength: 3
	})
	.map(
		(parts) => [parts.map(([h, one]) => one(h)), parts.map(([h, , other]) => other(h))] as const
	);
const sameAnswers = fc
	.tuple(sameNumbers, fc.constantFrom('()', '\\{\\}', '[]'))
	.map(([[one, other], frame]) => {
		const half = frame.length / 2;
		const written = (items: readonly string[]): string =>
			items.length === 1
				? items[0]!
				: `${frame.slice(0, half)}${items.join(', ')}${frame.slice(half)}`;
		return [written(one), written(other)] as const;
	});

describe('equality of answers', () => {
	it('goes both ways: a = b where b = a, and a is not b where b is not a', async () => {
		let equal = 0;
		await fc.assert(
			fc.asyncProperty(fc.oneof(fc.tuple(answer, answer), sameAnswers), async ([a, b]) => {
				const [there, back] = [await compared(a, b), await compared(b, a)];
				if (there === 'equal') equal++;
				expect([b, a, back]).toEqual([b, a, there]);
			}),
			{ ...SETTINGS, numRuns: 1_500 }
		);
		// Otherwise this would be about differences alone.
		expect(equal).toBeGreaterThan(300);
	});

	it('is true of an answer and itself, and of the same numbers in other notations', async () => {
		await fc.assert(
			fc.asyncProperty(answer, sameAnswers, async (a, [one, other]) => {
				expect([a, await compared(a, a)]).toEqual([a, 'equal']);
				expect([one, other, await compared(one, other)]).toEqual([one, other, 'equal']);
			}),
			SETTINGS
		);
	});

	it('goes on: a = c where a = b and b = c', async () => {
		const few = fc.integer({ min: 0, max: 1 });
		const written = fc.tuple(few, notation).map(([halves, write]) => write(halves));
		let chains = 0;
		await fc.assert(
			fc.asyncProperty(written, written, written, async (a, b, c) => {
				if ((await compared(a, b)) !== 'equal' || (await compared(b, c)) !== 'equal') return;
				chains++;
				expect([a, c, await compared(a, c)]).toEqual([a, c, 'equal']);
			}),
			SETTINGS
		);
		expect(chains).toBeGreaterThan(50);
	});
});

describe('what changes nothing', () => {
	const same = async (a: string, b: string): Promise<void> => {
		expect([a, b, await compared(a, b)]).toEqual([a, b, 'equal']);
		expect([b, a, await compared(b, a)]).toEqual([b, a, 'equal']);
	};

	it('is adding zero, and multiplying by one', async () => {
		await fc.assert(
			fc.asyncProperty(number, async (a) => {
				for (const b of [
					`${a} + 0`,
					`0 + ${a}`,
					`${a} - 0`,
					`1 \\cdot (${a})`,
					`(${a}) \\cdot 1`
				]) {
					await same(a, b);
				}
			}),
			SETTINGS
		);
	});

	it('is a zero at the end of a decimal, or before it', async () => {
		const decimal = fc.tuple(fc.nat(9_999), fc.nat(999));
		await fc.assert(
			fc.asyncProperty(decimal, fc.integer({ min: 1, max: 5 }), async ([n, tail], zeros) => {
				await same(`${n}.${tail}`, `${n}.${tail}${'0'.repeat(zeros)}`);
				await same(`0.${tail}`, `.${tail}`);
				await same(String(n), `${n}.${'0'.repeat(zeros)}`);
			}),
			SETTINGS
		);
	});

	it('is any order of a set', async () => {
		const shuffled = numbers.chain((items) =>
			fc.tuple(
				fc.constant(items),
				fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length })
			)
		);
		await fc.assert(
			fc.asyncProperty(shuffled, async ([items, moved]) => {
				await same(`\\{${items.join(', ')}\\}`, `\\{${moved.join(', ')}\\}`);
			}),
			SETTINGS
		);
	});

	it('is white space around the parts, and marks that only typeset', async () => {
		const space = fc.constantFrom('', ' ', '  ', '\\,', '\\;', '\\ ', '~', '\n', '\t', '\u00a0');
		const frame = fc.constantFrom(
			(text: string) => text,
			(text: string) => `$${text}$`,
			(text: string) => `\\(${text}\\)`,
			(text: string) => `\\[${text}\\]`,
			(text: string) => `\\displaystyle ${text}`,
			(text: string) => text.replaceAll('\\frac', '\\dfrac'),
			(text: string) => text.replaceAll('\\frac', '\\tfrac'),
			(text: string) => text.replace(/^\(/, '\\left(').replace(/\)$/, '\\right)')
		);
		await fc.assert(
			fc.asyncProperty(answer, frame, space, space, async (a, framed, before, after) => {
				await same(a, `${before}${framed(a)}${after}`);
				await same(a, framed(a.replaceAll(', ', `${before},${after}`)));
			}),
			SETTINGS
		);
	});
});
