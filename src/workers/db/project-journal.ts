import type { Crc32c } from '../../lib/core/journal/crc32c.ts';
import {
	decodeHeader,
	FORMAT_VERSION,
	HEADER_BYTES,
	type JournalHeader,
	wasSealed
} from '../../lib/core/journal/header.ts';
import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';
import { type Frame, scanFrames, type ScanReport } from '../../lib/core/journal/scan.ts';
import { beginJournal, JournalWriter } from '../../lib/core/journal/writer.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Folder } from './disk.ts';
import { toStorageError } from './storage-error.ts';
import { encodeTrackFrame, type Track, TRACK_KIND, TRACK_PAYLOAD } from './track-frames.ts';

const NAME_PATTERN = /^journal-(\d{1,9})\.retort$/;

export function journalName(generation: number): string {
	return `journal-${generation}.retort`;
}

/** Generations in a folder, by the names of its files, newest first. */
export async function generationsIn(folder: Folder): Promise<number[]> {
	const files = await folder.files();
	return files
		.map((file) => Number(NAME_PATTERN.exec(file.name)?.[1] ?? NaN))
		.filter((generation) => !Number.isNaN(generation))
		.sort((a, b) => b - a);
}

export function readHeader(file: RandomAccessFile, crc32c: Crc32c): JournalHeader | null {
	return decodeHeader(headerBytes(file), crc32c);
}

function headerBytes(file: RandomAccessFile): Uint8Array {
	const bytes = new Uint8Array(HEADER_BYTES);
	return bytes.subarray(0, file.read(bytes, 0));
}

/** @throws AppError 'project-newer' */
export function assertReadable(header: JournalHeader | null): void {
	if (!header || header.formatVersion <= FORMAT_VERSION) return;
	throw new AppError(
		'project-newer',
		'This project was written by a newer version of Retort. Nothing was changed. ' +
			'Reload the page to get the newest version, then open it again.',
		{ detail: `format ${header.formatVersion}, known ${FORMAT_VERSION}` }
	);
}

/** Writes everything a new journal is to hold. */
export type WriteRows = (writer: JournalWriter) => Promise<void>;

/** The journal of an open project: one file, or during compaction two. */
export class ProjectJournal {
	readonly #folder: Folder;
	readonly #crc32c: Crc32c;
	#file: RandomAccessFile;
	#generation: number;
	#writer: JournalWriter | null = null;

	private constructor(folder: Folder, crc32c: Crc32c, file: RandomAccessFile, generation: number) {
		this.#folder = folder;
		this.#crc32c = crc32c;
		this.#file = file;
		this.#generation = generation;
	}

	/**
	 * A new journal in a folder that has none, with what `fill` writes; it is sealed last.
	 * @throws AppError 'storage-full', 'storage-failed'; what `fill` throws
	 */
	static async create<T>(
		folder: Folder,
		crc32c: Crc32c,
		fill: (journal: ProjectJournal) => Promise<T>
	): Promise<T> {
		const file = await folder.open(journalName(1));
		const journal = new ProjectJournal(folder, crc32c, file, 1);
		try {
			const writer = beginJournal(file, crc32c);
			journal.#writer = writer;
			const result = await fill(journal);
			writer.seal(1);
			return result;
		} catch (error) {
			throw toStorageError(error);
		} finally {
			journal.close();
		}
	}

	/** Whether a new journal was written to its end. */
	static async isSealed(folder: Folder): Promise<boolean> {
		const start = (await folder.read(journalName(1))).slice(0, HEADER_BYTES);
		return wasSealed(new Uint8Array(await start.arrayBuffer()));
	}

	/**
	 * The newest journal that was sealed, even where the disk damaged its header since. Where none was, the
	 * oldest: a journal without a header was still being written by a compaction.
	 * @throws AppError 'project-missing', 'project-newer', 'project-locked', 'storage-failed'
	 */
	static async open(folder: Folder, crc32c: Crc32c): Promise<ProjectJournal> {
		const generations = await generationsIn(folder);
		for (const [i, generation] of generations.entries()) {
			const file = await folder.open(journalName(generation));
			try {
				assertReadable(readHeader(file, crc32c));
				if (wasSealed(headerBytes(file)) || i === generations.length - 1) {
					return new ProjectJournal(folder, crc32c, file, generation);
				}
			} catch (error) {
				file.close();
				throw toStorageError(error);
			}
			file.close();
		}
		throw new AppError(
			'project-missing',
			'This project has no data any more. Nothing was changed.'
		);
	}

	get bytes(): number {
		return this.#writer?.end ?? this.#file.size();
	}

	frames(): Generator<Frame, ScanReport, undefined> {
		return scanFrames(this.#file, this.#crc32c);
	}

	/**
	 * After a scan, for the tab that holds the lock: cuts the torn tail, repairs a damaged header and
	 * deletes what an interrupted compaction left.
	 */
	async beginWriting(report: ScanReport): Promise<void> {
		try {
			if (report.tornBytes > 0) this.#file.truncate(report.end);
			const writer = new JournalWriter(this.#file, this.#crc32c, report.end);
			if (!readHeader(this.#file, this.#crc32c)) writer.seal(this.#generation);
			this.#writer = writer;
		} catch (error) {
			throw toStorageError(error);
		}
		for (const other of await generationsIn(this.#folder)) {
			if (other !== this.#generation) await this.#removeUnlessRead(other);
		}
	}

	/** The frame at `at`, byte for byte. @throws RangeError where there is none. */
	frameAt(at: number): Frame {
		const frame = scanFrames(this.#file, this.#crc32c, at).next().value;
		if (frame && 'payload' in frame && frame.at === at) return frame;
		throw new RangeError(`no frame at ${at}`);
	}

	/** @throws AppError 'read-only' */
	assertWritable(): void {
		this.#requireWriter();
	}

	/**
	 * Returns when the frame is on the disk.
	 * @throws AppError 'storage-full' or 'storage-failed'; the journal is then as it was.
	 */
	append(kind: number, payload: Uint8Array): void {
		this.#write((writer) => writer.append(kind, payload));
	}

	/**
	 * All of the tracks, or none of them. @returns the offsets of their frames.
	 * @throws as `append`
	 */
	appendTracks(tracks: readonly Track[]): number[] {
		return this.#write((writer) =>
			tracks.map((track) => {
				const at = writer.end;
				writer.append(TRACK_KIND, encodeTrackFrame(track), TRACK_PAYLOAD);
				return at;
			})
		);
	}

	/** Takes back every frame after the first `bytes` bytes. */
	truncateTo(bytes: number): void {
		this.#requireWriter().truncateTo(bytes);
	}

	/**
	 * Writes the next generation and switches to it. A crash at any point leaves one journal that
	 * counts; a failure leaves this one.
	 * @returns bytes freed; negative where it grew.
	 */
	async compact(write: WriteRows): Promise<number> {
		const before = this.#requireWriter().end;
		const next = this.#generation + 1;
		const file = await this.#folder.open(journalName(next));
		const writer = await this.#writeOrDiscard(file, next, write);
		const old = this.#generation;
		this.#file.close();
		this.#file = file;
		this.#generation = next;
		this.#writer = writer;
		// It counts no more, and the next opening tries again.
		await this.#removeUnlessRead(old).catch(() => undefined);
		return before - writer.end;
	}

	async #writeOrDiscard(
		file: RandomAccessFile,
		generation: number,
		write: WriteRows
	): Promise<JournalWriter> {
		try {
			const writer = beginJournal(file, this.#crc32c);
			await write(writer);
			writer.seal(generation);
			return writer;
		} catch (error) {
			file.close();
			await this.#removeUnlessRead(generation);
			throw toStorageError(error);
		}
	}

	close(): void {
		this.#writer = null;
		this.#file.close();
	}

	/** Returns when what `write` wrote is on the disk; takes it back where it fails. */
	#write<T>(write: (writer: JournalWriter) => T): T {
		const writer = this.#requireWriter();
		const before = writer.end;
		try {
			const result = write(writer);
			writer.flush();
			return result;
		} catch (error) {
			writer.truncateTo(before);
			throw toStorageError(error);
		}
	}

	/** A tab that reads the file keeps it from being removed; the next opening tries again. */
	async #removeUnlessRead(generation: number): Promise<void> {
		try {
			await this.#folder.remove(journalName(generation));
		} catch (error) {
			const known = toStorageError(error);
			if (!(known instanceof AppError && known.code === 'project-locked')) throw error;
		}
	}

	#requireWriter(): JournalWriter {
		if (this.#writer) return this.#writer;
		throw new AppError(
			'read-only',
			'This project is open in another tab, so nothing can be changed here. Close the other tab, then reload.'
		);
	}
}
