import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSoundLine } from '../../../src/lib/core/export/checks.ts';
import { jsonLine, jsonText, wellFormed } from '../../../src/lib/core/export/json-text.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { casesOf } from '../../support/mutated.ts';

describe('jsonLine', () => {
	it('is one sound line that says what the record says, for any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				const line = jsonLine({ value });
				expect(JSON.parse(line)).toEqual({ value });
				expect(isSoundLine(line)).toBe(true);
				expect(line.slice(0, -1)).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
			})
		);
	});

	it.each([
		['\ud800', '\ufffd'],
		['a\udc00b', 'a\ufffdb'],
		['\ud83d\ude00\ud83d', '\u{1F600}\ufffd'],
		['\u{1F600}', '\u{1F600}']
	])('replaces lone surrogates only: %j', (given, expected) => {
		expect(wellFormed(given)).toBe(expected);
		expect(JSON.parse(jsonLine({ given }))).toEqual({ given: expected });
	});

	it('takes a long text in linear time', () => {
		const long = '\ud800\u2028'.repeat(casesOf(80_000));
		const cpuMs = startCpuTimer();
		expect(jsonText(long)).toHaveLength(2 + casesOf(80_000) * 7);
		expect(cpuMs()).toBeLessThan(2_000);
	});

	it('keeps a key named __proto__ as a key', () => {
		expect(jsonText(JSON.parse('{"__proto__": 1}'))).toBe('{"__proto__":1}');
	});
});

describe('isSoundLine', () => {
	it.each(['{}', '{}\n{}\n', '{\n}\n', '{"a":}\n', '1\n', 'null\n', '\n', ''])(
		'refuses %j',
		(line) => {
			expect(isSoundLine(line)).toBe(false);
		}
	);
});
