import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVerifier } from '../../../src/lib/core/verify/verifier.ts';

const verifier = await createVerifier();
const SETTINGS = { seed: 20250813, numRuns: 150 };

async function verdictOf(gold: string, response: string, answerType = 'auto'): Promise<string> {
	const result = await verifier.verify({ gold, response: `\\boxed{${response}}`, answerType });
	return result.verdict;
}

const digits = fc.integer({ min: -1_000_000, max: 1_000_000 });
const denominator = fc.integer({ min: 1, max: 999 });

/** One fraction in several notations. */
const notations = fc.tuple(digits, denominator).map(([num, den]) => ({
	num,
	den,
	texts: [
		`${num}/${den}`,
		`\\frac{${num}}{${den}}`,
		`\\dfrac{${num * 3}}{${den * 3}}`,
		`-\\frac{${-num}}{${den}}`
	]
}));

/** A polynomial in x and y as LaTeX, from its terms. */
const term = fc.tuple(
	fc.integer({ min: -9, max: 9 }),
	fc.integer({ min: 0, max: 3 }),
	fc.integer({ min: 0, max: 2 })
);
const polynomial = fc.array(term, { minLength: 1, maxLength: 4 });

function latexOf(terms: readonly (readonly [number, number, number])[]): string {
	return terms.map(([c, n, m]) => `(${c})x^{${n}}y^{${m}}`).join('+');
}

/** Short texts of the characters that answers are made of. */
const answerText = fc
	.array(
		fc.constantFrom(
			...[
				'1',
				'2',
				'0',
				'.',
				',',
				'/',
				'-',
				'+',
				'(',
				')',
				'[',
				']',
				'\\{',
				'\\}',
				'x',
				'=',
				'<',
				'^',
				'_',
				'%',
				'$',
				' '
			],
			...[
				'\\frac',
				'\\sqrt',
				'\\pi',
				'{',
				'}',
				'\\pm',
				'\\cup',
				'\\text{cm}',
				' or ',
				'B',
				'°',
				'±',
				'|',
				'!',
				'\\le'
			]
		),
		{ minLength: 1, maxLength: 10 }
	)
	.map((parts) => parts.join(''));

describe('equivalence', () => {
	it('is reflexive: an answer is never wrong against itself', async () => {
		await fc.assert(
			fc.asyncProperty(answerText, async (text) => {
				expect(await verdictOf(text, text)).not.toBe('wrong');
			}),
			{ ...SETTINGS, numRuns: 1_000 }
		);
	});

	it('never finds an answer correct one way and wrong the other way', async () => {
		await fc.assert(
			fc.asyncProperty(answerText, answerText, async (a, b) => {
				const verdicts = [await verdictOf(a, b), await verdictOf(b, a)];
				expect(verdicts.includes('correct') && verdicts.includes('wrong')).toBe(false);
			}),
			{ ...SETTINGS, numRuns: 2_000 }
		);
	});

	it('knows a fraction in every notation', async () => {
		await fc.assert(
			fc.asyncProperty(notations, fc.nat(3), fc.nat(3), async ({ texts }, i, j) => {
				expect(await verdictOf(texts[i] ?? '', texts[j] ?? '')).toBe('correct');
			}),
			SETTINGS
		);
	});

	it('tells different fractions apart', async () => {
		await fc.assert(
			fc.asyncProperty(notations, notations, async (a, b) => {
				fc.pre(a.num * b.den !== b.num * a.den);
				expect(await verdictOf(a.texts[0] ?? '', b.texts[1] ?? '')).toBe('wrong');
			}),
			SETTINGS
		);
	});

	it('does not mind adding zero or multiplying by one', async () => {
		await fc.assert(
			fc.asyncProperty(polynomial, async (terms) => {
				const text = latexOf(terms);
				expect(await verdictOf(text, `${text}+0`)).toBe('correct');
				expect(await verdictOf(text, `1\\cdot(${text})`)).toBe('correct');
			}),
			SETTINGS
		);
	});

	it('does not mind the order of terms, and minds one more', async () => {
		await fc.assert(
			fc.asyncProperty(polynomial, fc.integer({ min: 1, max: 9 }), async (terms, extra) => {
				const text = latexOf(terms);
				expect(await verdictOf(text, latexOf([...terms].reverse()))).toBe('correct');
				expect(await verdictOf(text, `${text}+${extra}`)).toBe('wrong');
			}),
			SETTINGS
		);
	});

	it('does not mind the order of a set, and minds an element', async () => {
		const elements = fc.uniqueArray(fc.integer({ min: -99, max: 99 }), {
			minLength: 2,
			maxLength: 6
		});
		await fc.assert(
			fc.asyncProperty(elements, async (values) => {
				const set = (items: readonly number[]): string => `\\{${items.join(', ')}\\}`;
				expect(await verdictOf(set(values), set([...values].reverse()))).toBe('correct');
				expect(await verdictOf(set(values), set([...values.slice(1), 100]))).toBe('wrong');
				expect(await verdictOf(set(values), set(values.slice(1)))).toBe('wrong');
			}),
			SETTINGS
		);
	});

	it('minds the order of a tuple', async () => {
		await fc.assert(
			fc.asyncProperty(digits, digits, digits, async (a, b, c) => {
				fc.pre(a !== b);
				expect(await verdictOf(`(${a}, ${b}, ${c})`, `(${b}, ${a}, ${c})`)).toBe('wrong');
				expect(await verdictOf(`(${a}, ${b})`, `(${b}, ${a})`)).toBe('wrong');
			}),
			SETTINGS
		);
	});

	it('scales equations, and only equations that say something', async () => {
		const coefficient = fc.integer({ min: 1, max: 99 });
		await fc.assert(
			fc.asyncProperty(coefficient, coefficient, coefficient, coefficient, async (a, b, c, k) => {
				expect(await verdictOf(`${a}x+${b}y=${c}`, `${a * k}x+${b * k}y=${c * k}`)).toBe('correct');
				expect(await verdictOf(`${a}x+${b}y=${c}`, `${a}x+${b}y=${c + k}`)).toBe('wrong');
				expect(await verdictOf(`${a}x+${b}y=${c}`, `${k}x-${k}x=0`)).not.toBe('correct');
			}),
			SETTINGS
		);
	});

	it('separates numbers that differ far behind the point', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 17, max: 300 }), async (places) => {
				const tiny = `10^{-${places}}`;
				expect(await verdictOf(tiny, `2 \\cdot ${tiny}`)).toBe('wrong');
				expect(await verdictOf(tiny, '0')).toBe('wrong');
				expect(await verdictOf('1', `1+${tiny}`)).toBe('wrong');
			}),
			{ ...SETTINGS, numRuns: 40 }
		);
	});
});
