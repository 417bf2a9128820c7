import type { Crc32c } from '../../lib/core/journal/crc32c.ts';
import type { RandomAccessFile } from '../../lib/core/journal/random-access-file.ts';
import { scanFrames } from '../../lib/core/journal/scan.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import { TABLES } from '../../lib/core/model/tables.ts';
import { decodeRows, encodeRows } from '../../lib/core/tables/arrow.ts';
import { assertReadable, type ProjectJournal, readHeader } from './project-journal.ts';
import { stepsOf, takeMessages, UNWATCHED } from './project-work.ts';
import { type ReplayReport, replay } from './replay.ts';
import { MAX_FILE_ROW_BYTES } from './row-limit.ts';

/** So often somebody may say that it is enough. */
const LISTEN_EVERY_BYTES = 8 * 2 ** 20;

/**
 * Key of the `project` row that carries what an import lost to the next openings: two numbers, because a file
 * may hold anything here, and what a page says to a person must be its own words.
 */
export const IMPORT_NOTICE = 'import_notice';

/**
 * Copies every sound frame of a project file into a new journal. Frames that are damaged, or that
 * only claim to be rows, are left out and counted.
 * @returns what the file says about itself.
 * @throws AppError 'file-format', 'file-too-large', 'project-newer', or a storage error; Cancelled
 */
export async function importJournal(
	file: RandomAccessFile,
	journal: ProjectJournal,
	crc32c: Crc32c,
	work = UNWATCHED,
	maxRowBytes = MAX_FILE_ROW_BYTES
): Promise<{ name?: string; createdAt?: string }> {
	const header = readHeader(file, crc32c);
	assertReadable(header);
	const facts = new Map<string, string>();
	const step = stepsOf(work, file.size());
	let rowBytes = 0;
	const report = await copyFrames(scanFrames(file, crc32c), journal, facts, (at, bytes) => {
		step(at);
		rowBytes += bytes;
		if (rowBytes > maxRowBytes) throw tooLarge();
	});
	if (!header && report.frames === 0) throw notAProject();
	const loss = lossText(report);
	if (loss !== '') {
		const row: Row<'project'> = { key: IMPORT_NOTICE, value: loss };
		journal.append(TABLES.project.kind, encodeRows('project', [row]));
	}
	const name = facts.get('name');
	const createdAt = facts.get('created_at');
	return { ...(name !== undefined && { name }), ...(createdAt !== undefined && { createdAt }) };
}

async function copyFrames(
	frames: ReturnType<typeof scanFrames>,
	journal: ProjectJournal,
	facts: Map<string, string>,
	step: (at: number, bytes: number) => void
): Promise<ReplayReport> {
	let listenAt = LISTEN_EVERY_BYTES;
	return replay(frames, {
		rows: async ({ table, ipc, at }) => {
			if (at >= listenAt) {
				listenAt = at + LISTEN_EVERY_BYTES;
				await takeMessages();
			}
			step(at, ipc.length);
			journal.append(TABLES[table].kind, ipc);
			if (table !== 'project') return;
			for (const { key, value } of decodeRows('project', ipc)) facts.set(key, value);
		},
		track: (track) => journal.appendTracks([track])
	});
}

function lossText(report: ReplayReport): string {
	const bytes = report.skippedBytes + report.tornBytes;
	const frames = report.foreignFrames.length;
	return bytes === 0 && frames === 0 ? '' : `${bytes} ${frames}`;
}

/** What to say about a value of `IMPORT_NOTICE`; '' for one that Retort did not write. */
export function lossNotice(value: string): string {
	const numbers = /^(\d{1,15}) (\d{1,15})$/.exec(value);
	if (!numbers) return '';
	const [bytes, frames] = [Number(numbers[1]), Number(numbers[2])];
	const damage = bytes > 0 ? `${bytes.toLocaleString('en')} bytes of it were damaged. ` : '';
	const foreign = frames > 0 ? `${frames} records in it could not be read. ` : '';
	return `The file this project came from was not whole. ${damage}${foreign}Everything else is here.`;
}

function tooLarge(): AppError {
	return new AppError(
		'file-too-large',
		'This project file holds more than the database in this page can. Nothing was added. Export it anew from a project that was compacted, or bring in the data itself with Open my data.'
	);
}

function notAProject(): AppError {
	return new AppError(
		'file-format',
		'This file is not a Retort project. Nothing was added. To bring in your data, use Open my data.'
	);
}
