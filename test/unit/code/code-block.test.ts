import { describe, expect, it } from 'vitest';
import { extractCode } from '../../../src/lib/core/code/code-block.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { mostMs } from '../../support/mutated.ts';

const fence = (tag: string, code: string): string => `\`\`\`${tag}\n${code}\n\`\`\``;

describe('the code of an answer', () => {
	it.each(['python', 'py', 'Python3', 'python {linenos=true}'])('is marked %s', (tag) => {
		expect(extractCode(`Text.\n${fence(tag, 'x = 1')}\nMore.`, 'python')).toEqual({
			code: 'x = 1'
		});
	});

	it.each(['js', 'javascript', 'node'])('is marked %s', (tag) => {
		expect(extractCode(fence(tag, 'x'), 'javascript')).toEqual({ code: 'x' });
	});

	it('is the last block of its language, whatever comes after in another', () => {
		const answer = [
			fence('python', 'one'),
			fence('python', 'two'),
			fence('text', 'output'),
			fence('', '3')
		].join('\n');
		expect(extractCode(answer, 'python')).toEqual({ code: 'two' });
	});

	it('is the last block without a mark where none has it', () => {
		expect(extractCode(`${fence('', 'one')}\n${fence('js', 'x')}`, 'python')).toEqual({
			code: 'one'
		});
		expect(extractCode(fence('cpp', 'int x;'), 'python')).toEqual({
			missing: 'The answer has no block of Python code.'
		});
	});

	it('keeps shorter fences inside, and knows tildes, indented fences and other ends of lines', () => {
		expect(extractCode('````python\n```\ninside\n```\n````', 'python')).toEqual({
			code: '```\ninside\n```'
		});
		expect(extractCode('~~~py\nx\n~~~', 'python')).toEqual({ code: 'x' });
		expect(extractCode('1. So:\r\n   ```python\r\nx\r\n   ```\r\n', 'python')).toEqual({
			code: 'x'
		});
	});

	it('was cut off where the last block does not end', () => {
		const answer = `${fence('python', 'one')}\n\`\`\`python\ndef f(`;
		expect(extractCode(answer, 'python')).toEqual({
			missing: 'The answer ends inside its last block of code, so it was cut off.'
		});
	});

	it('needs no fence where it is plainly code', () => {
		expect(extractCode('def f(n):\n    return n', 'python', 'f')).toHaveProperty('code');
		expect(extractCode('\n    return n + 1\n', 'python', 'f')).toHaveProperty('code');
		expect(extractCode('import math\n\ndef f(n): pass', 'python', 'f')).toHaveProperty('code');
		expect(extractCode('\n \n\n    return n', 'python', 'f')).toHaveProperty('code');
		expect(extractCode('\treturn n', 'python', 'f')).toHaveProperty('code');
		expect(extractCode('So:\n    return n', 'python', 'f')).toHaveProperty('missing');
		expect(extractCode('Return n.', 'python', 'f')).toHaveProperty('missing');
		// A method is defined in its class.
		const solution = 'class Solution:\n  def add(self): pass';
		expect(extractCode(solution, 'python', 'Solution.add')).toHaveProperty('code');
		expect(extractCode('class Sol: pass', 'python', 'Solution.add')).toHaveProperty('missing');
		expect(extractCode('def g(n): pass', 'python', 'f')).toHaveProperty('missing');
		expect(extractCode('def f(n): pass', 'python')).toHaveProperty('missing');
		expect(extractCode('def f(n): pass', 'javascript', 'f')).toEqual({
			missing: 'The answer has no block of JavaScript code.'
		});
	});

	it('does not end where a fence begins with a language', () => {
		expect(extractCode('```python\nx = """\n```js\n"""\n```', 'python')).toEqual({
			code: 'x = """\n```js\n"""'
		});
	});

	it('is refused where it is empty or very long, in time linear in the answer', () => {
		expect(extractCode(fence('python', '  '), 'python')).toEqual({
			missing: expect.stringMatching(/is empty/) as string
		});
		expect(extractCode(fence('python', 'x'.repeat(100_000)), 'python')).toHaveProperty('code');
		expect(extractCode(fence('python', 'x'.repeat(100_001)), 'python')).toEqual({
			missing: expect.stringMatching(/longer than 100,000 characters/) as string
		});
		const cpuMs = startCpuTimer();
		extractCode('```x '.repeat(120_000), 'python');
		extractCode('```x\n'.repeat(120_000), 'python');
		extractCode(`${'`'.repeat(600_000)}\n`, 'python');
		extractCode(`    ${' '.repeat(600_000)}`, 'python', 'f');
		extractCode(' \n'.repeat(300_000), 'python', 'f');
		expect(cpuMs()).toBeLessThan(mostMs(2_000));
	});
});
