import { beforeAll, describe, expect, it } from 'vitest';
import { type Crc32c, createCrc32c } from '../../../src/lib/core/journal/crc32c.ts';
import {
	decodeHeader,
	encodeHeader,
	HEADER_BYTES,
	wasSealed
} from '../../../src/lib/core/journal/header.ts';

let crc32c: Crc32c;
beforeAll(async () => {
	crc32c = await createCrc32c();
});

/** With a checksum that holds, so that nothing but what was changed tells it from a header. */
function changed(change: (bytes: Uint8Array) => void): Uint8Array {
	const bytes = encodeHeader(7, crc32c);
	change(bytes);
	new DataView(bytes.buffer).setUint32(28, crc32c([bytes.subarray(0, 28)]), true);
	return bytes;
}

describe('the header of a journal', () => {
	it('begins with what no text file begins with, and tells version and generation', () => {
		const bytes = encodeHeader(7, crc32c);
		expect([...bytes.subarray(0, 16)]).toEqual([
			...[0x89, ...new TextEncoder().encode('RTJ\r\n\x1a\n')],
			...[1, 0, 0, 0, 7, 0, 0, 0]
		]);
		expect(bytes).toHaveLength(HEADER_BYTES);
		expect(decodeHeader(bytes, crc32c)).toEqual({ formatVersion: 1, generation: 7 });
		expect(decodeHeader(Uint8Array.of(...bytes, 1, 2), crc32c)).not.toBeNull();
	});

	it('is of another file where any byte of its beginning is another, whatever the checksum says', () => {
		for (let at = 0; at < 8; at++) {
			const other = changed((bytes) => (bytes[at]! ^= 0x20));
			expect(decodeHeader(other, crc32c)).toBeNull();
		}
	});

	it('may be of a later version', () => {
		const later = changed((bytes) => (bytes[8] = 2));
		expect(decodeHeader(later, crc32c)).toEqual({ formatVersion: 2, generation: 7 });
	});

	it('was written once where half of its beginning is there, and never where there are zeros', () => {
		const damaged = (bytes: number) => changed((header) => header.fill(0xee, 0, bytes));
		expect(wasSealed(damaged(0))).toBe(true);
		expect(wasSealed(damaged(4))).toBe(true);
		expect(wasSealed(damaged(5))).toBe(false);
		expect(wasSealed(damaged(8))).toBe(false);
		expect(wasSealed(new Uint8Array(HEADER_BYTES))).toBe(false);
		expect(wasSealed(new Uint8Array(0))).toBe(false);
		expect(wasSealed(encodeHeader(1, crc32c).subarray(0, 4))).toBe(true);
	});
});
