import { describe, expect, it } from 'vitest';
import { createVerifier } from '../../../src/lib/core/verify/verifier.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { casesOf, mostMs } from '../../support/mutated.ts';

const LENGTH = casesOf(160_000);
const verifier = await createVerifier();
// The engine is loaded once; its download is not what is measured here.
await verifier.verify({ gold: '\\sqrt{2}', response: '2^{1/2}', answerType: 'auto' });

function filled(unit: string): string {
	return unit.repeat(Math.ceil(LENGTH / unit.length));
}

async function timed(gold: string, response: string): Promise<{ verdict: string; ms: number }> {
	const cpuMs = startCpuTimer();
	const { verdict } = await verifier.verify({ gold, response, answerType: 'auto' });
	return { verdict, ms: cpuMs() };
}

const LONG_TEXTS = [
	'a ',
	'1',
	'1,',
	'1 ',
	' ',
	'\n',
	'{',
	'}',
	'(',
	'\\{',
	'$',
	'$$ ',
	'\\',
	'\\boxed',
	'\\boxed{',
	'\\boxed{1',
	'\\boxed{1} ',
	'\\boxed{1} or ',
	'answer ',
	'the answer is ',
	'the answer is 5. ',
	'answer to the the the ',
	'final answer ',
	'if the answer is ',
	'####',
	'#### 5\n',
	'A: 5\n',
	'**',
	'*',
	'\\frac{',
	'\\text{',
	'\\mathbf{',
	'|',
	'[',
	'x^',
	'^2',
	'1/',
	'±',
	'\\pm ',
	'=',
	'x=',
	'<',
	'\\cup',
	'é',
	'\u0000',
	'\ud800',
	'\\begin{pmatrix}',
	'1&2\\\\',
	'10^',
	'5 apples and ',
	'. ',
	'-',
	'√'
];

describe('responses of 160,000 characters', () => {
	it.each(LONG_TEXTS)('made of %j take less than two seconds', async (unit) => {
		const { ms } = await timed('5', filled(unit));
		expect(ms).toBeLessThan(mostMs(2_000));
	});

	it.each(LONG_TEXTS)('with an answer after %j are still read', async (unit) => {
		const { verdict, ms } = await timed('5', `${filled(unit)}\n\nSo it is \\boxed{5}.`);
		expect(ms).toBeLessThan(mostMs(2_000));
		expect(['correct', 'unverifiable']).toContain(verdict);
	});

	it.each(LONG_TEXTS)('as gold made of %j take less than two seconds', async (unit) => {
		const { ms } = await timed(filled(unit), '5');
		expect(ms).toBeLessThan(mostMs(2_000));
	});
});

/** Short texts that ask for endless work. */
const EXPLOSIVE = [
	'9^{9^{9^9}}',
	'10^{10^{10}}',
	'10^10^10^10',
	'2^{99999999999999999999}',
	'(1/3)^{1000000000}',
	'(\\sqrt{2})^{1000000000}',
	'x^{1000000000}',
	'(x+y)^{100000}',
	'100000!',
	'1000!!!!!!',
	'((((5!)!)!)!)!',
	'\\binom{1000000}{500000}',
	'e^{e^{e^{e^{10}}}}',
	'\\exp(10^{300})',
	'\\sin(10^{4000})',
	'\\sqrt[1000000]{2}',
	'\\gcd(10^{4000},3^{4000})',
	'1e4000000',
	'1e-4000000',
	'1e99999999999999999999',
	`${'9'.repeat(3_900)}`,
	`0.${'3'.repeat(3_900)}`,
	`0.\\overline{${'123'.repeat(1_000)}}`,
	`${'('.repeat(1_900)}1${')'.repeat(1_900)}`,
	`${'['.repeat(1_900)}1${']'.repeat(1_900)}`,
	`${'\\{'.repeat(900)}1${'\\}'.repeat(900)}`,
	`${'|'.repeat(60)}x`,
	`${'|x'.repeat(60)}|`,
	`${'\\left|'.repeat(60)}x${'\\right|'.repeat(60)}`,
	`${'\\sqrt{1+'.repeat(300)}1${'}'.repeat(300)}`,
	`${'\\frac{1}{1+'.repeat(300)}1${'}'.repeat(300)}`,
	`${'-'.repeat(900)}1`,
	`${'1+'.repeat(1_900)}1`,
	`${'\\sin '.repeat(150)}x`,
	`${'x^'.repeat(900)}x`,
	`${'1,'.repeat(1_900)}1`,
	`\\{${'x,'.repeat(400)}y\\}`,
	`\\{${Array.from({ length: 60 }, (_, n) => `\\sqrt{${n}}`).join(',')}\\}`,
	`${'(1,2)\\cup'.repeat(300)}(3,4)`,
	`\\begin{pmatrix}${'1&'.repeat(900)}1\\end{pmatrix}`,
	`${'abcdefgh'.split('').join('+')}+${'a_1b_2'.repeat(100)}`,
	'\\begin{pmatrix}\\begin{pmatrix}1\\end{pmatrix}\\end{pmatrix}'
];

describe('expressions that ask for endless work', () => {
	it.each(EXPLOSIVE)('%s ends in time, in both places', async (text) => {
		for (const [gold, response] of [
			['5', `\\boxed{${text}}`],
			[text, '\\boxed{x+1}'],
			[text, `\\boxed{${text}+1}`]
		] as const) {
			const { ms, verdict } = await timed(gold, response);
			expect(ms).toBeLessThan(mostMs(2_500));
			expect(verdict).not.toBe('correct');
		}
	});

	it('gives up at the time limit and says so', async () => {
		const hurried = await createVerifier({ timeLimitMs: 0 });
		const result = await hurried.verify({
			gold: '(x+y+z)^{40}',
			response: '\\boxed{(z+y+x)^{41}}',
			answerType: 'auto'
		});
		expect(result.verdict).toBe('unverifiable');
		expect(result.reason).toContain('took too long');
	});
});

describe('names that mean something to JavaScript', () => {
	it.each([
		'__proto__',
		'constructor',
		'toString',
		'hasOwnProperty',
		'5 __proto__',
		'5 constructor',
		'5 toString'
	])('%s is a word like any other', async (text) => {
		const same = await timed(text, text);
		expect(same.verdict).toBe('correct');
		const other = await timed(text, '\\boxed{6}');
		expect(other.verdict).not.toBe('correct');
	});

	it('takes any answer type', async () => {
		const result = await verifier.verify({ gold: '5', response: '5', answerType: '__proto__' });
		expect(result.verdict).toBe('correct');
	});
});
