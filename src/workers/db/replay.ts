import { ARROW_PAYLOAD } from '../../lib/core/journal/frame.ts';
import type { Frame, ScanReport } from '../../lib/core/journal/scan.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import { type TableName, tableOfKind } from '../../lib/core/model/tables.ts';
import { recodeRows } from '../../lib/core/tables/arrow.ts';
import { decodeTrackFrame, type Track } from './track-frames.ts';

export interface ReplayReport extends ScanReport {
	/** Offsets of whole frames that this version does not understand. */
	readonly foreignFrames: readonly number[];
}

/** Checked rows of one frame. */
export interface FrameRows {
	readonly table: TableName;
	readonly ipc: Uint8Array<ArrayBuffer>;
	readonly rows: number;
	/** Offset of the frame. */
	readonly at: number;
}

export interface FrameTakers {
	readonly rows: (frame: FrameRows) => Promise<void>;
	/** `at` is the offset of its frame. */
	readonly track: (track: Track, at: number) => void;
}

/** Gives the rows and token tracks of a journal to `take`, frame by frame and in order. */
export async function replay(
	frames: Generator<Frame, ScanReport, undefined>,
	take: FrameTakers
): Promise<ReplayReport> {
	const foreignFrames: number[] = [];
	for (let step = frames.next(); ; step = frames.next()) {
		if (step.done === true) return { ...step.value, foreignFrames };
		const rows = rowsOf(step.value);
		const track = rows ? null : decodeTrackFrame(step.value);
		if (rows) await take.rows(rows);
		else if (track) take.track(track, step.value.at);
		else foreignFrames.push(step.value.at);
	}
}

/** null where the frame is of no table, encoding or shape known here. */
function rowsOf(frame: Frame): FrameRows | null {
	const table = tableOfKind(frame.kind);
	if (!table || frame.flags !== ARROW_PAYLOAD) return null;
	try {
		return { table, at: frame.at, ...recodeRows(table, frame.payload) };
	} catch (error) {
		if (error instanceof AppError) return null;
		throw error;
	}
}
