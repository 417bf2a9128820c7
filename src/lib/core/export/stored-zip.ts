/**
 * The frame of a ZIP archive whose files are stored, not compressed. Only the frame: the archive is these bytes
 * with the files as they lie on the disk between them, so none of them is read or written a second time.
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central header), 4.3.16 (end).
 */

export interface StoredEntry {
	/** Relative, '/' between folders. */
	readonly name: string;
	readonly bytes: number;
	/** Of the content, unsigned (ISO 3309, the polynomial 0xEDB88320). */
	readonly crc32: number;
}

export interface StoredZip {
	/** What stands before each file, in the order of the entries. */
	readonly headers: readonly Uint8Array<ArrayBuffer>[];
	/** What stands after the last one. */
	readonly directory: Uint8Array<ArrayBuffer>;
	/** Of the whole archive, its files included. */
	readonly bytes: number;
}

const LOCAL_HEADER = 0x0403_4b50;
const CENTRAL_HEADER = 0x0201_4b50;
const END = 0x0605_4b50;
const VERSION = 10;
/** Bit 11: names are UTF-8. */
const UTF8_NAMES = 0x0800;
/** 1980-01-01: ZIP keeps local time without a zone, and the archive has to be the same everywhere. */
const FIRST_DAY = 0x0021;
/** A larger number in a field of 32 bits means 'see ZIP64', which is not written here. */
const MAX_BYTES = 0xffff_fffe;
const MAX_ENTRIES = 0xfffe;

/** @returns null where the archive would need ZIP64: about 4 GiB, or 65,534 files. */
export function storedZip(entries: readonly StoredEntry[]): StoredZip | null {
	const headers: Uint8Array<ArrayBuffer>[] = [];
	const listed: Uint8Array<ArrayBuffer>[] = [];
	let offset = 0;
	for (const entry of entries) {
		const name = new TextEncoder().encode(entry.name);
		headers.push(joined([fields([LOCAL_HEADER, 4], ...described(entry, name)), name]));
		listed.push(joined([centralHeader(entry, name, offset), name]));
		offset += headers.at(-1)!.length + entry.bytes;
	}
	const directoryBytes = listed.reduce((sum, { length }) => sum + length, 0);
	if (offset > MAX_BYTES || directoryBytes > MAX_BYTES || entries.length > MAX_ENTRIES) return null;
	const end = fields(
		[END, 4],
		[0, 4], // Disks.
		[entries.length, 2],
		[entries.length, 2],
		[directoryBytes, 4],
		[offset, 4],
		[0, 2]
	);
	const directory = joined([...listed, end]);
	return { headers, directory, bytes: offset + directory.length };
}

function centralHeader(entry: StoredEntry, name: Uint8Array, offset: number): Uint8Array {
	return fields(
		[CENTRAL_HEADER, 4],
		[VERSION, 2],
		...described(entry, name),
		[0, 2], // Comment.
		[0, 2], // Disk.
		[0, 2], // Internal attributes.
		[0, 4], // External attributes.
		[offset, 4]
	);
}

/** A number and the bytes that it takes. */
type Field = readonly [value: number, bytes: 2 | 4];

/** What both headers say of a file. */
function described({ bytes, crc32 }: StoredEntry, name: Uint8Array): Field[] {
	return [
		[VERSION, 2],
		[UTF8_NAMES, 2],
		[0, 2], // Stored.
		[0, 2], // Midnight.
		[FIRST_DAY, 2],
		[crc32, 4],
		[bytes, 4],
		[bytes, 4],
		[name.length, 2],
		[0, 2] // Extra fields.
	];
}

/** Little-endian, one after the other. */
function fields(...all: readonly Field[]): Uint8Array {
	const view = new DataView(new ArrayBuffer(all.reduce((sum, [, bytes]) => sum + bytes, 0)));
	let at = 0;
	for (const [value, bytes] of all) {
		if (bytes === 2) view.setUint16(at, value, true);
		else view.setUint32(at, value, true);
		at += bytes;
	}
	return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
