import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Crc32c, createCrc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { MARKER, MAX_PAYLOAD_BYTES } from '../../../src/lib/core/journal/frame.ts';
import { decodeHeader, HEADER_BYTES } from '../../../src/lib/core/journal/header.ts';
import { MemoryFile } from '../../../src/lib/core/journal/memory-file.ts';
import type { RandomAccessFile } from '../../../src/lib/core/journal/random-access-file.ts';
import { scanFrames, type ScanReport } from '../../../src/lib/core/journal/scan.ts';
import {
	beginJournal,
	JournalWriter,
	ShortWriteError
} from '../../../src/lib/core/journal/writer.ts';
import { startCpuTimer } from '../../support/cpu-time.ts';
import { mostMs } from '../../support/mutated.ts';

let crc32c: Crc32c;
beforeAll(async () => {
	crc32c = await createCrc32c();
});

interface Record {
	readonly kind: number;
	readonly payload: Uint8Array;
}

const text = (value: string) => new TextEncoder().encode(value);
const records: readonly Record[] = [
	{ kind: 1, payload: text('first') },
	{ kind: 2, payload: text('') },
	{ kind: 6, payload: text('a longer payload, with ü and \u{1F600}') },
	{ kind: 14, payload: Uint8Array.from({ length: 40 }, (_, i) => i * 7) }
];

function journalOf(contents: readonly Record[]): Uint8Array {
	const file = new MemoryFile();
	const writer = beginJournal(file, crc32c);
	for (const { kind, payload } of contents) writer.append(kind, payload);
	writer.seal(3);
	return file.contents();
}

function scan(bytes: Uint8Array): {
	readonly found: readonly Record[];
	readonly report: ScanReport;
} {
	return scanFile(new MemoryFile(bytes));
}

function scanFile(file: RandomAccessFile): { found: readonly Record[]; report: ScanReport } {
	const frames = scanFrames(file, crc32c);
	const found: Record[] = [];
	for (let step = frames.next(); ; step = frames.next()) {
		if (step.done === true) return { found, report: step.value };
		found.push({ kind: step.value.kind, payload: new Uint8Array(step.value.payload) });
	}
}

/** Quick to compare. */
function asText({ kind, payload }: Record): string {
	return `${kind} ${new TextDecoder().decode(payload)}`;
}

/** Offsets at which the frames of `contents` begin, and the end. */
function boundaries(contents: readonly Record[]): number[] {
	const offsets = [HEADER_BYTES];
	for (const { payload } of contents) offsets.push(offsets.at(-1)! + 16 + payload.length);
	return offsets;
}

describe('CRC32C', () => {
	// RFC 3720, appendix B.4, and the customary check value.
	it.each([
		['123456789', text('123456789'), 0xe3069283],
		['32 zeros', new Uint8Array(32), 0x8a9136aa],
		['32 times 0xff', new Uint8Array(32).fill(0xff), 0x62a8ab43],
		['0 to 31', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e]
	])('of %s is the published one', (_, bytes, expected) => {
		expect(crc32c([bytes])).toBe(expected);
		expect(crc32c([bytes.subarray(0, 5), bytes.subarray(5)])).toBe(expected);
	});
});

describe('a journal', () => {
	it('gives back what was written', () => {
		const { found, report } = scan(journalOf(records));
		expect(found).toEqual(records);
		expect(report).toEqual({
			frames: 4,
			end: boundaries(records).at(-1),
			skippedBytes: 0,
			tornBytes: 0
		});
	});

	it('may be empty', () => {
		expect(scan(journalOf([])).report).toEqual({
			frames: 0,
			end: HEADER_BYTES,
			skippedBytes: 0,
			tornBytes: 0
		});
	});

	it('has no header until it is sealed', () => {
		const file = new MemoryFile();
		const writer = beginJournal(file, crc32c);
		writer.append(1, text('x'));
		expect(decodeHeader(file.contents(), crc32c)).toBeNull();
		writer.seal(7);
		expect(decodeHeader(file.contents(), crc32c)).toEqual({ formatVersion: 1, generation: 7 });
	});

	it('keeps every whole frame wherever it is cut', () => {
		const whole = journalOf(records);
		const offsets = boundaries(records);
		for (let cut = HEADER_BYTES; cut <= whole.length; cut++) {
			const { found, report } = scan(whole.subarray(0, cut));
			const frames = offsets.findLastIndex((offset) => offset <= cut);
			expect(found).toEqual(records.slice(0, frames));
			expect(report.end).toBe(offsets[frames]);
			expect(report.tornBytes).toBe(cut - offsets[frames]!);
		}
	});

	it('is empty where even its header was cut', () => {
		const whole = journalOf(records);
		for (let cut = 0; cut < HEADER_BYTES; cut++) {
			expect(scan(whole.subarray(0, cut)).report).toMatchObject({ frames: 0, tornBytes: 0 });
			expect(decodeHeader(whole.subarray(0, cut), crc32c)).toBeNull();
		}
	});

	it('loses only the frame that a flipped bit hits, wherever it is', () => {
		const whole = journalOf(records);
		const offsets = boundaries(records);
		for (let at = 0; at < whole.length; at++) {
			for (let bit = 0; bit < 8; bit++) {
				const damaged = whole.slice();
				damaged[at]! ^= 1 << bit;
				const hit = offsets.findLastIndex((offset) => offset <= at);
				const { found, report } = scan(damaged);
				expect(found).toEqual(records.filter((_, i) => i !== hit));
				const lost = hit < 0 ? 0 : offsets[hit + 1]! - offsets[hit]!;
				expect(report.skippedBytes + report.tornBytes).toBe(lost);
				if (hit < 0) expect(decodeHeader(damaged, crc32c)).toBeNull();
			}
		}
	});

	it('finds the frames behind bytes that were inserted or removed', () => {
		const whole = journalOf(records);
		const [, second, third] = boundaries(records);
		const removed = Uint8Array.of(...whole.subarray(0, second! + 3), ...whole.subarray(third));
		expect(scan(removed).found).toEqual([records[0], ...records.slice(2)]);
		for (const more of [[0], [1, 2, 3], [...MARKER], [MARKER[0]!, ...MARKER]]) {
			const inserted = Uint8Array.of(
				...whole.subarray(0, third),
				...more,
				...whole.subarray(third)
			);
			expect(scan(inserted)).toMatchObject({
				found: records,
				report: { skippedBytes: more.length, tornBytes: 0 }
			});
		}
	});

	it('finds the frame behind damage wherever the edge of its window falls', () => {
		const [kept, next] = [text('kept'), text('next')];
		for (let beforeEdge = -2; beforeEdge <= 18; beforeEdge++) {
			// The window begins with the first frame.
			const junk = new Uint8Array(4 * 2 ** 20 - 16 - kept.length - beforeEdge);
			const damaged = Buffer.concat([
				journalOf([{ kind: 1, payload: kept }]),
				junk,
				journalOf([{ kind: 2, payload: next }]).subarray(HEADER_BYTES)
			]);
			const { found, report } = scan(new Uint8Array(damaged));
			expect(found.map(asText)).toEqual(['1 kept', '2 next']);
			expect(report.skippedBytes).toBe(junk.length);
		}
	});

	it('looks again behind a head whose length lied, however far it had read by then', () => {
		const large = { kind: 3, payload: new Uint8Array(9 * 2 ** 20).fill(3) };
		const bytes = journalOf([records[0]!, records[2]!, large]);
		new DataView(bytes.buffer).setUint32(HEADER_BYTES + 8, 6 * 2 ** 20, true);
		expect(scan(bytes).found.map(({ kind }) => kind)).toEqual([records[2]!.kind, 3]);
	});

	it('shows nothing wrong after random damage to a large file', () => {
		const many = Array.from({ length: 300 }, (_, i) => ({
			kind: (i % 14) + 1,
			payload: text(`row ${i} `.repeat(i))
		}));
		const whole = journalOf(many);
		const offsets = boundaries(many);
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.nat(whole.length - 1), { maxLength: 40 }),
				fc.integer({ min: 1, max: 255 }),
				(places, mask) => {
					const damaged = whole.slice();
					for (const at of places) damaged[at]! ^= mask;
					const hit = new Set(places.map((at) => offsets.findLastIndex((start) => start <= at)));
					const kept = many.filter((_, i) => !hit.has(i));
					expect(scan(damaged).found.map(asText)).toEqual(kept.map(asText));
				}
			),
			{ numRuns: 60 }
		);
	});

	it('gives back any records', () => {
		const record = fc.record({
			kind: fc.integer({ min: 0, max: 65535 }),
			payload: fc.uint8Array()
		});
		fc.assert(
			fc.property(fc.array(record), (contents) => {
				expect(scan(journalOf(contents)).found).toEqual(contents);
			})
		);
	});

	it('reads frames larger than its window, and across its edge', () => {
		const large = [1, 4_194_288, 9_000_000, 5].map((bytes, i) => ({
			kind: i + 1,
			payload: new Uint8Array(bytes).fill(i + 1)
		}));
		const { found, report } = scan(journalOf(large));
		expect(found.map(({ kind, payload }) => [kind, payload.length, payload.at(-1)])).toEqual(
			large.map(({ kind, payload }) => [kind, payload.length, kind])
		);
		expect(report.skippedBytes + report.tornBytes).toBe(0);
	});

	it('passes over bytes that are all markers with lying lengths in linear time', () => {
		const bytes = new Uint8Array(8 * 2 ** 20);
		for (let at = HEADER_BYTES; at + 16 <= bytes.length; at += 16) {
			bytes.set(MARKER, at);
			new DataView(bytes.buffer).setUint32(at + 8, bytes.length / 2, true);
		}
		const cpuMs = startCpuTimer();
		expect(scan(bytes).report.frames).toBe(0);
		expect(cpuMs()).toBeLessThan(mostMs(10_000));
	});

	it('never asks for more memory than the file is long', () => {
		const bytes = journalOf(records);
		new DataView(bytes.buffer).setUint32(HEADER_BYTES + 8, 0xffffffff, true);
		const file = new MemoryFile(bytes);
		const asked: number[] = [];
		const spy: RandomAccessFile = {
			size: () => file.size(),
			read: (into, at) => {
				asked.push(into.length);
				return file.read(into, at);
			},
			write: () => 0,
			truncate: () => undefined,
			flush: () => undefined,
			close: () => undefined
		};
		expect(scanFile(spy).found).toEqual(records.slice(1));
		expect(Math.max(...asked)).toBeLessThanOrEqual(4 * 2 ** 20);
	});
});

/** A disk that is full after `capacity` bytes: it throws, or writes what fits. */
class FullDisk extends MemoryFile {
	readonly capacity: number;
	readonly throws: boolean;

	constructor(capacity: number, throws: boolean) {
		super();
		this.capacity = capacity;
		this.throws = throws;
	}

	override write(bytes: Uint8Array, at: number): number {
		const room = Math.max(0, this.capacity - at);
		const written = super.write(bytes.subarray(0, room), at);
		if (this.throws && written < bytes.length) throw new Error('QuotaExceededError');
		return written;
	}
}

describe('a full disk', () => {
	it.each([true, false])('takes the failed frame back and goes on (throws: %s)', (throws) => {
		for (let capacity = 2 * HEADER_BYTES; capacity < 160; capacity++) {
			const file = new FullDisk(capacity, throws);
			const writer = beginJournal(file, crc32c);
			writer.append(1, text('kept'));
			const end = writer.end;
			expect(() => {
				writer.append(2, new Uint8Array(200));
			}).toThrow(throws ? 'QuotaExceededError' : /^\d+ of (16|200) bytes were written$/);
			expect(writer.end).toBe(end);
			expect(file.size()).toBe(end);
			expect(scan(file.contents())).toMatchObject({
				found: [{ kind: 1, payload: text('kept') }],
				report: { end, skippedBytes: 0, tornBytes: 0 }
			});
		}
	});

	it('is told apart from other failures where it wrote less than it was given', () => {
		const writer = beginJournal(new FullDisk(2 * HEADER_BYTES, false), crc32c);
		const append = () => {
			writer.append(1, new Uint8Array(200));
		};
		expect(append).toThrow(ShortWriteError);
		expect(append).toThrow(expect.objectContaining({ name: 'ShortWriteError' }) as Error);
	});

	it('can be written to again once there is room', () => {
		const file = new MemoryFile(journalOf(records));
		const writer = new JournalWriter(file, crc32c, file.size());
		const before = writer.end;
		writer.append(9, text('taken back'));
		writer.truncateTo(before);
		writer.append(9, text('new'));
		expect(scan(file.contents()).found).toEqual([...records, { kind: 9, payload: text('new') }]);
	});
});

describe('what is written to a disk', () => {
	/** What it was told to do, in order. */
	class LoggedFile extends MemoryFile {
		readonly log: string[] = [];

		override write(bytes: Uint8Array, at: number): number {
			this.log.push(`write ${bytes.length} at ${at}`);
			return super.write(bytes, at);
		}

		override flush(): void {
			this.log.push('flush');
		}
	}

	it('is there before the header says so, and the header before the journal counts', () => {
		const file = new LoggedFile();
		const writer = beginJournal(file, crc32c);
		writer.append(1, text('x'));
		file.log.length = 0;
		writer.seal(1);
		expect(file.log).toEqual(['flush', 'write 32 at 0', 'flush']);
		writer.flush();
		expect(file.log.at(-1)).toBe('flush');
		expect(file.log).toHaveLength(4);
	});

	it('is no frame that a reader would refuse for its length', () => {
		const file = new LoggedFile();
		const writer = beginJournal(file, crc32c);
		file.log.length = 0;
		expect(() => {
			writer.append(1, new Uint8Array(MAX_PAYLOAD_BYTES + 1));
		}).toThrow(`${MAX_PAYLOAD_BYTES + 1} bytes is above ${MAX_PAYLOAD_BYTES}`);
		expect(file.log).toEqual([]);
	});
});
