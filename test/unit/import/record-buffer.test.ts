import { describe, expect, it } from 'vitest';
import { RecordBuffer } from '../../../src/lib/core/import/record-buffer.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function bufferOf(maxBytes: number, ...parts: readonly string[]): RecordBuffer {
	const buffer = new RecordBuffer(maxBytes);
	for (const part of parts) buffer.add(utf8(part));
	return buffer;
}

describe('a record', () => {
	it('is joined of its parts, and leaves nothing for the next one', () => {
		const buffer = bufferOf(10, 'ab', '', 'cd', 'e');
		expect(buffer.isEmpty).toBe(false);
		expect(buffer.take(3)).toEqual({ line: 3, bytes: utf8('abcde') });
		expect(buffer.isEmpty).toBe(true);
		expect(buffer.take(4)).toEqual({ line: 4, bytes: new Uint8Array() });
	});

	it('of one part is that part, without a copy', () => {
		const buffer = new RecordBuffer(10);
		const part = utf8('abc');
		buffer.add(new Uint8Array());
		buffer.add(part);
		const record = buffer.take(1);
		expect('bytes' in record && record.bytes).toBe(part);
	});

	it('may be as long as the cap, and no longer', () => {
		expect(bufferOf(4, 'ab', 'cd').take(1)).toEqual({ line: 1, bytes: utf8('abcd') });
		expect(bufferOf(4, 'ab', 'cde').take(1)).toMatchObject({ line: 1, excerpt: 'ab' });
	});

	it('above the cap is told of with its beginning and the cap in whole megabytes', () => {
		const buffer = new RecordBuffer(2.5 * 1_048_576);
		buffer.add(new Uint8Array(3 * 1_048_576).fill(0x78));
		const record = buffer.take(7);
		if (!('error' in record)) throw new Error('It was kept.');
		expect(record.error).toBe('longer than 2 MB');
		expect(record.excerpt).toMatch(/^x+$/);
		expect(record.excerpt.length).toBeLessThan(10_000);
	});

	it('above the cap is counted and not kept', () => {
		const buffer = bufferOf(1, 'ab');
		const late = utf8('cd');
		buffer.add(late);
		expect(buffer.take(1)).toMatchObject({ excerpt: 'ab' });
	});
});
