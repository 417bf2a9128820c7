import { unzipSync } from 'fflate';
import { createCRC32 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { storedZip, type StoredEntry } from '../../../src/lib/core/export/stored-zip.ts';
import { casesOf } from '../../support/mutated.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

async function entryOf(name: string, content: Uint8Array): Promise<StoredEntry> {
	const crc32 = (await createCRC32()).init().update(content).digest('hex');
	return { name, bytes: content.length, crc32: Number.parseInt(crc32, 16) };
}

async function archiveOf(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
	const entries = await Promise.all(
		Object.entries(files).map(([name, content]) => entryOf(name, content))
	);
	const zip = storedZip(entries)!;
	const parts = Object.values(files).flatMap((content, i) => [zip.headers[i]!, content]);
	const whole = new Uint8Array(Buffer.concat([...parts, zip.directory]));
	expect(whole.length).toBe(zip.bytes);
	return whole;
}

describe('storedZip', () => {
	it.each([
		['no file', {}],
		['an empty file', { 'a.txt': new Uint8Array(0) }],
		['names outside ASCII', { 'größe/数据.jsonl': utf8('{"a":1}\n'), 'b.txt': utf8('b') }],
		['bytes that look like headers', { 'pk.bin': utf8('PK\u0001\u0002PK\u0005\u0006'.repeat(9)) }],
		[
			'a megabyte',
			{ 'big.bin': new Uint8Array(casesOf(1 << 20)).fill(7), 'after.txt': utf8('end') }
		]
	])('frames %s so that another implementation reads the same bytes', async (_, files) => {
		expect(unzipSync(await archiveOf(files))).toEqual(files);
	});

	it('depends on nothing but the files', async () => {
		const files = { 'a.txt': utf8('a') };
		expect(await archiveOf(files)).toEqual(await archiveOf(files));
	});

	it('writes every field that the format has, to the byte', () => {
		const { headers, directory } = storedZip([
			{ name: 'a', bytes: 3, crc32: 0x8765_4321 },
			{ name: 'bc', bytes: 0, crc32: 0 }
		])!;
		const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
		// Version 1.0, UTF-8, stored, 1980-01-01, CRC, both sizes, length of the name, no extra fields.
		const first = '0a000008000000002100214365870300000003000000' + '0100' + '0000';
		const second = '0a000008000000002100000000000000000000000000' + '0200' + '0000';
		expect(headers.map(hex)).toEqual([`504b0304${first}61`, `504b0304${second}6263`]);
		// Made by version 1.0; no comment, disk 0, no attributes, where the local header begins.
		const rest = '0000'.repeat(3) + '00000000';
		expect(hex(directory)).toBe(
			`504b01020a00${first}${rest}0000000061` +
				`504b01020a00${second}${rest}220000006263` +
				// Disks, entries twice, bytes of the directory, its offset, no comment.
				'504b0506' +
				'00000000' +
				'0200'.repeat(2) +
				'5f000000' +
				'42000000' +
				'0000'
		);
	});

	it('writes no archive whose numbers would not fit', () => {
		const entry = (bytes: number): StoredEntry => ({ name: 'a', bytes, crc32: 0xffff_ffff });
		expect(storedZip([entry(0xffff_0000)])?.bytes).toBeGreaterThan(0xffff_0000);
		expect(storedZip([entry(0xffff_ffff)])).toBeNull();
		expect(storedZip([entry(0x8000_0000), entry(0x8000_0000)])).toBeNull();
		// The local header of 31 bytes is before it.
		expect(storedZip([entry(0xffff_fffe - 31)])).not.toBeNull();
		expect(storedZip([entry(0xffff_ffff - 31)])).toBeNull();
		const many = (count: number) => storedZip(Array.from({ length: count }, () => entry(1)));
		expect(many(65_534)).not.toBeNull();
		expect(many(65_535)).toBeNull();
	});
});
