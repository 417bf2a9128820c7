import { ARROW_PAYLOAD } from '../../lib/core/journal/frame.ts';
import type { Frame, ScanReport } from '../../lib/core/journal/scan.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import { type TableName, tableOfKind } from '../../lib/core/model/tables.ts';
import { recodeRows } from '../../lib/core/tables/arrow.ts';

/** Frames of one table that follow each other are merged together, up to this size. */
const GROUP_BYTES = 16 * 2 ** 20;

export interface ReplayReport extends ScanReport {
	/** Offsets of whole frames that this version does not understand. */
	readonly foreignFrames: readonly number[];
}

export type MergeGroup = (table: TableName, batches: readonly Uint8Array[]) => Promise<void>;

/**
 * Gives the rows of a journal to `merge`, in order and in groups.
 * @param onFrame offset of each frame, for progress.
 */
export async function replay(
	frames: Generator<Frame, ScanReport, undefined>,
	merge: MergeGroup,
	onFrame: (at: number) => void
): Promise<ReplayReport> {
	const foreignFrames: number[] = [];
	let group: Uint8Array[] = [];
	let groupTable: TableName | null = null;
	let groupBytes = 0;
	const flush = async (): Promise<void> => {
		if (groupTable && group.length > 0) await merge(groupTable, group);
		group = [];
		groupBytes = 0;
	};
	for (let step = frames.next(); ; step = frames.next()) {
		if (step.done === true) {
			await flush();
			return { ...step.value, foreignFrames };
		}
		const rows = rowsOfFrame(step.value);
		if (!rows) {
			foreignFrames.push(step.value.at);
			continue;
		}
		if (rows.table !== groupTable || groupBytes > GROUP_BYTES) await flush();
		groupTable = rows.table;
		group.push(rows.ipc);
		groupBytes += rows.ipc.length;
		onFrame(step.value.at);
	}
}

/** The checked rows of a frame, or null where it is of no table, encoding or shape known here. */
export function rowsOfFrame(
	frame: Pick<Frame, 'kind' | 'flags' | 'payload'>
): { readonly table: TableName; readonly ipc: Uint8Array<ArrayBuffer> } | null {
	const table = tableOfKind(frame.kind);
	if (!table || frame.flags !== ARROW_PAYLOAD) return null;
	try {
		return { table, ipc: recodeRows(table, frame.payload).ipc };
	} catch (error) {
		if (error instanceof AppError) return null;
		throw error;
	}
}
