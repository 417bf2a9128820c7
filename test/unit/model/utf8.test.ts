import { describe, expect, it } from 'vitest';
import { Utf8Buffer } from '../../../src/lib/core/model/utf8.ts';

describe('a buffer for UTF-8', () => {
	it('encodes as TextEncoder does, short texts after long ones and the other way round', () => {
		const buffer = new Utf8Buffer();
		for (const text of [
			'',
			'a',
			'数学 🧮',
			'ü'.repeat(70_000),
			'x',
			'学'.repeat(70_000),
			'\ud800',
			''
		]) {
			expect(buffer.encode(text)).toEqual(new TextEncoder().encode(text));
		}
	});
});
