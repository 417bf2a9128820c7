import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstStop, StopFilter, TextStream } from '../../../src/lib/core/generate/text-stream.ts';

/** A tokenizer whose tokens are bytes: every character outside ASCII takes several. */
const decodeBytes = (ids: Int32Array): string =>
	new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(ids));

/** One whose tokens are words, and which, as sentencepiece does, drops the first space. */
const WORDS = [' the', ' cat', 's', ' ', ' sat', '.', '\n'];
const decodeWords = (ids: Int32Array): string =>
	[...ids]
		.map((id) => WORDS[id])
		.join('')
		.replace(/^ /, '');

function streamed(ids: readonly number[], decode: (ids: Int32Array) => string): string {
	const stream = new TextStream(decode);
	const all = Int32Array.from(ids);
	return ids.map((_, i) => stream.push(all.subarray(0, i + 1))).join('');
}

describe('TextStream', () => {
	it('tells whole characters only, and all of them in the end', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				fc.pre(!text.includes('\ufffd'));
				expect(streamed([...new TextEncoder().encode(text)], decodeBytes)).toBe(text);
			})
		);
	});

	it('keeps the spaces of a tokenizer that drops them at the beginning', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(WORDS.length - 1), { minLength: 1 }), (ids) => {
				expect(streamed(ids, decodeWords)).toBe(decodeWords(Int32Array.from(ids)));
			})
		);
	});

	it('holds back a character until it is complete', () => {
		const stream = new TextStream(decodeBytes);
		const ids = Int32Array.from(new TextEncoder().encode('a\u{1F600}b'));
		const told = Array.from(ids, (_, i) => stream.push(ids.subarray(0, i + 1)));
		expect(told).toEqual(['a', '', '', '', '\u{1F600}', 'b']);
	});
});

describe('StopFilter', () => {
	it('passes on what stands before the first stop text, in pieces of any size', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('a', 'b', '\n') }),
				fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 4 })),
				fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
				(text, stops, sizes) => {
					const filter = new StopFilter(stops);
					let told = '';
					let held = text;
					for (let i = 0; held !== ''; i++) {
						const size = sizes[i % sizes.length]!;
						told += filter.push(held.slice(0, size));
						held = held.slice(size);
					}
					const at = firstStop(text, stops);
					expect(filter.stopped).toBe(at >= 0);
					if (at >= 0) expect(told).toBe(text.slice(0, at));
					else expect(text.startsWith(told)).toBe(true);
				}
			)
		);
	});

	it('holds back only what may become a stop text', () => {
		const filter = new StopFilter(['\n\nQ:', 'END']);
		expect(filter.push('sum\n')).toBe('sum');
		expect(filter.push('\nis EN')).toBe('\n\nis ');
		expect(filter.push('OUGH')).toBe('ENOUGH');
		expect(filter.push('\n\nQ: next')).toBe('');
		expect(filter.stopped).toBe(true);
	});
});
