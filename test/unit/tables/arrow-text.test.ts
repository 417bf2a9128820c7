import { describe, expect, it } from 'vitest';
import { assertText } from '../../../src/lib/core/tables/arrow-text.ts';

const bytes = new TextEncoder().encode('aü€\u{1F600}');
const check = (...offsets: number[]) => {
	assertText('c', Int32Array.from(offsets), bytes);
};

describe('assertText', () => {
	it('takes values that are whole characters each, empty ones and the whole too', () => {
		check(0, 1, 3, 6, 10);
		check(0, 0, 10, 10);
		check(3, 6);
		check(0);
	});

	it.each([2, 4, 5, 7, 8, 9])('refuses a value that ends within a character, at byte %i', (end) => {
		expect(() => {
			check(0, end, 10);
		}).toThrow(`column c has text from 0 to ${end}`);
	});

	it('refuses a first value that begins within a character', () => {
		expect(() => {
			check(2, 3);
		}).toThrow('column c has text from 0 to 2');
	});

	it('refuses offsets that fall, are negative, or lie beyond the bytes', () => {
		for (const offsets of [
			[0, 3, 1],
			[-1, 3],
			[0, 11],
			[0, 11, 10]
		]) {
			expect(() => {
				check(...offsets);
			}).toThrow(RangeError);
		}
	});

	it('refuses bytes that are no UTF-8, and names the column', () => {
		for (const wrong of [[0x61, 0xff], [0xc3], [0xed, 0xa0, 0x80]]) {
			const from = Uint8Array.from(wrong);
			expect(() => {
				assertText('gold', Int32Array.of(0, from.length), from);
			}).toThrow(/column gold (is not UTF-8|has text)/);
		}
	});

	it('does not look at bytes that belong to no value', () => {
		assertText('c', Int32Array.of(1, 2), Uint8Array.of(0xff, 0x61, 0xff));
	});

	it('reads long texts in pieces without tearing their characters', () => {
		// Three bytes each: a piece of a power of two ends within one.
		const long = new TextEncoder().encode('€'.repeat(800_000));
		assertText('c', Int32Array.of(0, long.length), long);
		long[long.length - 1] = 0x20;
		expect(() => {
			assertText('c', Int32Array.of(0, long.length), long);
		}).toThrow('column c is not UTF-8');
	});
});
