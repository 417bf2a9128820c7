import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_STEP_CHARS, splitIntoSteps } from '../../../src/lib/core/reading/steps.ts';

const steps = (text: string): string[] =>
	splitIntoSteps(text).map(({ from, to }) => text.slice(from, to));

describe('splitIntoSteps', () => {
	it('takes paragraphs where there are empty lines', () => {
		expect(steps('\n\nFirst,\nstill first.\n \t\nSecond.\r\n\r\nThird.\n')).toEqual([
			'First,\nstill first.',
			'Second.\r',
			'Third.'
		]);
	});

	it('finds the sentences of one line wherever it stands', () => {
		expect(steps('\n\nShe has 3. He has 4.\n')).toEqual(['She has 3.', ' He has 4.']);
	});

	it('takes lines where there are none, and sentences where there is one line', () => {
		expect(steps('She has 3.\nHe has 4.\n#### 7')).toEqual(['She has 3.', 'He has 4.', '#### 7']);
		expect(steps('She has 3. He has four! Is it $3. 5$? Yes.')).toEqual([
			'She has 3.',
			' He has four!',
			' Is it $3. 5$?',
			' Yes.'
		]);
		expect(steps('')).toEqual([]);
		expect(steps(' \n\n ')).toEqual([]);
		expect(steps('42')).toEqual(['42']);
	});

	it('does not tear fenced code, whatever is in it', () => {
		const code = '```python\na = 1\n\n~~~\nb = 2\n\n```';
		expect(steps(`So:\n\n${code}\n\nDone.`)).toEqual(['So:', code, 'Done.']);
		expect(steps(`So:\n${code}\nDone.`)).toEqual(['So:', code, 'Done.']);
		expect(steps('Open:\n\n```\na\n\nb')).toEqual(['Open:', '```\na\n\nb']);
		expect(steps('````\n```\n\nx\n````\n\nNext')).toEqual(['````\n```\n\nx\n````', 'Next']);
	});

	it('takes for the end of fenced code only marks that stand alone, spaces aside', () => {
		const code = '```\n`a`\n\n```js\n\n  ```  ';
		expect(steps(`${code}\n\nNext`)).toEqual([code, 'Next']);
	});

	it('does not tear displayed formulas and tables where lines are steps', () => {
		expect(steps('We have\n\\[\nx = 1 \\\\\ny = 2\n\\]\nso 3.')).toEqual([
			'We have\n\\[\nx = 1 \\\\\ny = 2\n\\]',
			'so 3.'
		]);
		expect(steps('A:\n| a | b |\n|---|---|\n| 1 | 2 |\nB')).toEqual([
			'A:',
			'| a | b |\n|---|---|\n| 1 | 2 |',
			'B'
		]);
	});

	it('takes a line for part of neither because there is a bar or a formula in it', () => {
		expect(steps('P(A|B) = 1\nP(B|A) = 2\na|b\nc|d')).toEqual([
			'P(A|B) = 1',
			'P(B|A) = 2',
			'a|b',
			'c|d'
		]);
		expect(steps('A is.\nB is.\n$x$ is one.\nSo $y$ is two.\nEnd.')).toHaveLength(5);
		const table = '  | a | b |\n  |---|---|';
		expect(steps(`A:\n${table}\nB`)).toEqual(['A:', table, 'B']);
	});

	it('joins a formula to what led to it and a heading to what it heads', () => {
		expect(steps('So we get\n\n$$x = 4$$\n\nand\n\n---\n\nend $x$')).toEqual([
			'So we get\n\n$$x = 4$$',
			'and\n\n---',
			'end $x$'
		]);
		expect(steps('## Step 1\n\nAdd.\n\n**Step 2**\n\nDouble.')).toEqual([
			'## Step 1\n\nAdd.',
			'**Step 2**\n\nDouble.'
		]);
		expect(steps('Then\n\n$x$')).toEqual(['Then', '$x$']);
	});

	it('joins neither code without words to what stands before, nor much bold text to what follows', () => {
		for (const code of ['```\n+++\n```', '  ```\n+++\n  ```']) {
			expect(steps(`So:\n\n${code}\n\nB`)).toEqual(['So:', code, 'B']);
		}
		const bold = `**${'x'.repeat(200)}**`;
		expect(steps(`${bold}\n\nNext`)).toEqual([bold, 'Next']);
	});

	it('joins as much as a step may hold, and no more', () => {
		const formula = '$$x$$';
		const most = 'y'.repeat(4_000 - 2 - formula.length);
		expect(steps(`${most}\n\n${formula}\n\nB`)).toEqual([`${most}\n\n${formula}`, 'B']);
		expect(steps(`${most}y\n\n${formula}\n\nB`)).toEqual([`${most}y`, formula, 'B']);
		expect(steps(`${'y'.repeat(4_000)}\n\nB`)).toEqual(['y'.repeat(4_000), 'B']);
	});

	it('keeps indentation, which lists need', () => {
		expect(steps('- a\n\n  - b\n  - c')).toEqual(['- a', '  - b\n  - c']);
	});

	it('cuts what is too long at lines, at sentences, at spaces, and never inside a character', () => {
		const lines = Array.from({ length: 300 }, (_, index) => `Line ${index} is here.`);
		const sentences = lines.join(' ');
		for (const text of [lines.join('\n'), `Short.\n\n${lines.join('\n')}`, sentences]) {
			expect(steps(text).every((step) => /^\s?(Line \d+ is here|Short)/.test(step))).toBe(true);
			expect(Math.max(...steps(text).map((step) => step.length))).toBeLessThanOrEqual(4_000);
		}
		// A long paragraph: as many of its lines in each piece as fit.
		const paragraph = lines.join('\n');
		expect(paragraph.length).toBeLessThan(2 * 4_000);
		expect(steps(`Short.\n\n${paragraph}`).length).toBe(3);
		// Line ends, which are in no step, are all that is left out.
		expect(steps(`Short.\n\n${paragraph}`).slice(1).join('\n')).toBe(paragraph);
		const two = lines.map((line) => `${line} It is.`);
		expect(steps(`Short.\n\n${two.join('\n')}`).every((step) => /^(Line|Short)/.test(step))).toBe(
			true
		);
		const words = steps('word '.repeat(2_000));
		expect(words.map((step) => step.length)).toEqual([4_000, 4_000, 2_000]);
		const long = steps(`a ${'x'.repeat(4_500)} b`);
		expect(long).toEqual(['a ', 'x'.repeat(4_000), `${'x'.repeat(500)} b`]);
		// A space right behind what fits is too late to cut at.
		const late = steps(`ab ${'x'.repeat(3_997)} ${'y'.repeat(100)}`);
		expect(late.map((step) => step.length)).toEqual([3, 3_998, 100]);
		const solid = steps(`x${'\u{1F600}'.repeat(5_000)}`);
		expect(solid.map((step) => step.length)).toEqual([3_999, 4_000, 2_002]);
		expect(solid.every((step) => !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(step))).toBe(true);
		const code = `\`\`\`\n${'x = 1\n'.repeat(2_000)}\`\`\``;
		expect(steps(`A\n\n${code}\n\nB`)).toEqual(['A', code, 'B']);
		const tildes = `  ~~~\n${'x = 1\n'.repeat(2_000)}  ~~~`;
		expect(steps(`A\n\n${tildes}\n\nB`)).toEqual(['A', tildes, 'B']);
		const marked = `x \`\`\` ${'y '.repeat(4_000)}`;
		expect(steps(`A\n\n${marked}\n\nB`)).toHaveLength(5);
	});

	it('loses nothing but empty lines and repeats nothing', () => {
		const piece = fc.constantFrom(
			'\n',
			'\n\n',
			'\r\n',
			'```',
			'~~~',
			'$$',
			'\\[',
			'\\]',
			'| a',
			'# b',
			'word. ',
			' ',
			'\u2028',
			'**c**',
			'\ud800'
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
				const text = pieces.join('');
				let at = 0;
				for (const { from, to } of splitIntoSteps(text)) {
					expect(from).toBeGreaterThanOrEqual(at);
					expect(to).toBeGreaterThan(from);
					expect(text.slice(at, from).trim()).toBe('');
					at = to;
				}
				expect(text.slice(at).trim()).toBe('');
			})
		);
	});

	it('takes a moment for 160,000 characters', () => {
		const text = 'Let me check $x_1 + 3$ again.\n\n\\[ x = 4 \\]\n\n'.repeat(3_600);
		const found = splitIntoSteps(text);
		expect(found.length).toBe(3_600);
		expect(found.every(({ from, to }) => to - from <= MAX_STEP_CHARS)).toBe(true);
	});
});
