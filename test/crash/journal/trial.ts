import type { Crc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { MemoryFile } from '../../../src/lib/core/journal/memory-file.ts';
import { scanFrames } from '../../../src/lib/core/journal/scan.ts';
import { bytesLost, openNotices } from '../../../src/workers/db/open-notices.ts';
import { replay, type ReplayReport } from '../../../src/workers/db/replay.ts';
import type { Damaged } from './damages.ts';
import { rowsAsBytes, type SampleFrame, trackAsBytes } from './sample-journal.ts';

/** Damage of one kind, and how it was borne. */
export interface Trial {
	/** Journals that were damaged and opened. */
	tried: number;
	/** Whole frames whose rows or token track were not there, or not in their order. */
	lost: number;
	/** Frames that were read and that nobody wrote. */
	wrong: number;
	/** Journals with damage that was not reported byte for byte, or without damage that was. */
	unreported: number;
	/** What was done and what went wrong: the first few. */
	readonly failures: string[];
}

/** Reads each as the app does when it opens a project, up to DuckDB. */
export async function tryAll(damages: Iterable<Damaged>, crc32c: Crc32c): Promise<Trial> {
	const trial: Trial = { tried: 0, lost: 0, wrong: 0, unreported: 0, failures: [] };
	for (const damaged of damages) {
		trial.tried += 1;
		try {
			await tryOne(damaged, crc32c, trial);
		} catch (error) {
			fail(trial, damaged, String(error));
		}
	}
	return trial;
}

async function tryOne(damaged: Damaged, crc32c: Crc32c, trial: Trial): Promise<void> {
	const { found, report } = await readJournal(damaged.bytes, crc32c);
	const { missing, extra } = difference(damaged.kept, found);
	trial.lost += missing;
	trial.wrong += extra;
	const isTold = isToldRightly(damaged, report);
	if (!isTold) trial.unreported += 1;
	if (missing + extra > 0 || !isTold) {
		fail(trial, damaged, JSON.stringify({ missing, extra, report, expected: damaged.lostBytes }));
	}
}

/** The bytes that were cut are counted exactly, and a person is told of them, and only of them. */
function isToldRightly({ lostBytes }: Damaged, report: ReplayReport): boolean {
	const notices = openNotices(report, false, '');
	return (
		bytesLost(report, false) === lostBytes &&
		report.foreignFrames.length === 0 &&
		notices.length > 0 === lostBytes > 0
	);
}

const MOST_FAILURES = 20;

function fail(trial: Trial, { what }: Damaged, why: string): void {
	if (trial.failures.length < MOST_FAILURES) trial.failures.push(`${what}: ${why}`);
}

/** Everything that a reader gets out of these bytes, in order. */
async function readJournal(
	bytes: Uint8Array,
	crc32c: Crc32c
): Promise<{ found: Uint8Array[]; report: ReplayReport }> {
	const found: Uint8Array[] = [];
	const report = await replay(scanFrames(new MemoryFile(bytes), crc32c), {
		rows: async ({ table, ipc }) => void found.push(rowsAsBytes(table, ipc)),
		track: (track) => void found.push(trackAsBytes(track))
	});
	return { found, report };
}

/** Of frames, in order: a later row supersedes an earlier one. */
function difference(
	kept: readonly SampleFrame[],
	found: readonly Uint8Array[]
): { missing: number; extra: number } {
	let at = 0;
	let missing = 0;
	let extra = 0;
	for (const bytes of found) {
		const next = kept.findIndex(
			(frame, i) => i >= at && Buffer.compare(frame.content, bytes) === 0
		);
		if (next < 0) extra += 1;
		else {
			missing += next - at;
			at = next + 1;
		}
	}
	return { missing: missing + kept.length - at, extra };
}
