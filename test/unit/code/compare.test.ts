import { describe, expect, it } from 'vitest';
import { isSameOutput } from '../../../src/lib/core/code/compare-output.ts';
import { isJsonText, isSameResult } from '../../../src/lib/core/code/compare-results.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { mostMs } from '../../support/mutated.ts';

describe('outputs', () => {
	it.each([
		['3\n', '3'],
		['1 2\n3  \n\n', '1 2\n3'],
		['1 2', '1\n2'],
		['0.50', '0.5'],
		['1e-7', '0.0'],
		['1000000.4', '1000000.5'],
		['33.3333333', '33.33333333333333'],
		['', '\n'],
		['-0.0', '0.0'],
		['3', '3.0'],
		['0.000001', '0.0'],
		['+5.', '5.0']
	])('%j is %j', (written, expected) => {
		expect(isSameOutput(written, expected)).toBe(true);
	});

	it.each([
		['3', '4'],
		['3', '3 3'],
		['', '0'],
		['YES', 'Yes'],
		['10000000', '10000001'],
		['99999999999999999999', '99999999999999999998'],
		['0.51', '0.5'],
		['1_000', '1000'],
		['0x10', '16'],
		['nan', 'NaN'],
		['Infinity', '1e999'],
		['12', '1 2'],
		['5.0', '1e999'],
		['1e999', '5.0'],
		['0.0000011', '0.0'],
		['1.0', 'one']
	])('%j is not %j', (written, expected) => {
		expect(isSameOutput(written, expected)).toBe(false);
	});
});

describe('results', () => {
	it.each([
		['[1, 2]', '[1,2]'],
		['{"a": 1, "b": [null]}', '{"b":[null],"a":1}'],
		['0.30000000000000004', '0.3'],
		['2.0', '2'],
		['1267650600228229401496703205376', '1267650600228229401496703205376'],
		['NaN', 'NaN'],
		['[Infinity, -Infinity]', '[Infinity, -Infinity]'],
		['"\\u00e4"', '"ä"'],
		['"5 NaN"', '"5 NaN"'],
		['true', 'true'],
		['null', 'null'],
		['[]', '[ ]'],
		['{}', '{ }'],
		['-0', '0'],
		['1e999', 'Infinity'],
		['{"a": {"b": [1.0, "x"]}}', '{"a": {"b": [1, "x"]}}']
	])('%s is %s', (written, expected) => {
		expect(isSameResult(written, expected)).toBe(true);
	});

	it.each([
		['1', '2'],
		['"1"', '1'],
		['"n1"', '1'],
		['true', '1'],
		['null', '0'],
		['1', '"1"'],
		['1', '[1]'],
		['1', 'true'],
		['1', 'null'],
		['true', 'false'],
		['[1]', '1'],
		['[]', '{}'],
		['{}', '[]'],
		['{}', 'null'],
		['{}', 'true'],
		['{}', '"x"'],
		['[1, 2]', '[2, 1]'],
		['[1, 2]', '[1, 3]'],
		['[1]', '[1, 2]'],
		['[1, 2]', '[1]'],
		['{"a": 1, "b": 2}', '{"a": 1, "b": 3}'],
		['{"a": 1}', '{"b": 1}'],
		['{"a": null}', '{"b": null}'],
		['{"a": 1}', '{"a": 1, "b": 1}'],
		['{"__proto__": 1}', '{}'],
		['1267650600228229401496703205376', '1267650600228229401496703205377'],
		['', ''],
		['[', '['],
		['Infinity', '-Infinity'],
		['"a', '"a']
	])('%s is not %s', (written, expected) => {
		expect(isSameResult(written, expected)).toBe(false);
	});

	it('takes no longer than a moment, whatever is written', () => {
		const cpuMs = startCpuTimer();
		for (const text of [
			'"\\'.repeat(400_000),
			'\\"'.repeat(400_000),
			'['.repeat(800_000),
			'-'.repeat(800_000),
			'1'.repeat(800_000),
			'Infinity'.repeat(100_000)
		]) {
			isSameResult(text, text);
		}
		expect(cpuMs()).toBeLessThan(mostMs(3_000));
		expect(isJsonText('[1, NaN]')).toBe(true);
		expect(isJsonText('[1,')).toBe(false);
	});

	it('calls what is deeper than anybody’s result different', () => {
		const deep = '['.repeat(5_000) + ']'.repeat(5_000);
		expect(isSameResult(deep, deep)).toBe(false);
		const keys = '{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000);
		expect(isSameResult(keys, keys)).toBe(false);
		const lists = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
		expect(isSameResult(lists(200), lists(200))).toBe(true);
		expect(isSameResult(lists(201), lists(201))).toBe(false);
	});
});
