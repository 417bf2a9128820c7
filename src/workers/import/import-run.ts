import { compileMapping, mappingPaths } from '../../lib/core/import/apply-mapping.ts';
import { countBytes, type ByteSource } from '../../lib/core/import/byte-source.ts';
import { topLevelColumns } from '../../lib/core/import/field-path.ts';
import type { Mapping } from '../../lib/core/import/mapping.ts';
import { openRecords, type OpenedFile } from '../../lib/core/import/read-records.ts';
import { RowCollector } from '../../lib/core/import/row-collector.ts';
import { isCancelled, toAppError } from '../../lib/core/model/errors.ts';
import { createIds } from '../../lib/core/model/ids.ts';
import type { ImportProgress, ImportReport } from '../../lib/protocol/import-api.ts';
import { BatchWriter, type ImportDatabase } from './batch-writer.ts';
import { throttle } from './throttle.ts';

const PROGRESS_INTERVAL_MS = 100;

export interface ImportJob {
	readonly source: ByteSource;
	readonly label: string;
	readonly mapping: Mapping;
	readonly db: ImportDatabase;
	readonly signal: AbortSignal;
	readonly onProgress: (progress: ImportProgress) => void;
}

type State = 'running' | 'complete' | 'cancelled' | 'failed';
interface Outcome {
	readonly state: State;
	readonly failure: string | null;
}

/**
 * Reads a file into the project. Nothing is stored where the file cannot be opened at all. A file
 * that breaks off keeps what came before; the report says where. Throws an AppError where the
 * database cannot save; what was saved before stays.
 */
export async function runImport(job: ImportJob): Promise<ImportReport> {
	return new ImportRun(job, await importIdOf(job)).run();
}

async function importIdOf({ source, label, mapping }: ImportJob): Promise<{
	collector: RowCollector;
	importId: string;
}> {
	const ids = await createIds();
	const importId = ids.import({
		sourceName: label,
		sizeBytes: source.sizeBytes,
		modifiedAtMs: source.modifiedAtMs,
		mapping: JSON.stringify(mapping)
	});
	return { importId, collector: new RowCollector(ids, { importId, sourceName: label }) };
}

class ImportRun {
	readonly #job: ImportJob;
	readonly #importId: string;
	readonly #collector: RowCollector;
	readonly #writer: BatchWriter;
	readonly #report: () => void;
	readonly #startedAt = new Date().toISOString();
	#bytesRead = 0;

	constructor(job: ImportJob, start: { collector: RowCollector; importId: string }) {
		this.#job = job;
		this.#importId = start.importId;
		this.#collector = start.collector;
		this.#report = throttle(() => job.onProgress(this.#progress()), PROGRESS_INTERVAL_MS);
		this.#writer = new BatchWriter(job.db, this.#report);
	}

	async run(): Promise<ImportReport> {
		const { source, mapping } = this.#job;
		const counted = countBytes(source, (bytes) => {
			this.#bytesRead += bytes;
			this.#report();
		});
		const file = await openRecords(counted, topLevelColumns(mappingPaths(mapping)));
		await this.#saveState('running');
		try {
			const outcome = await this.#readAndSave(file);
			await this.#saveState(outcome.state);
			this.#job.onProgress(this.#progress());
			return this.#finalReport(outcome);
		} catch (error) {
			await this.#saveState('failed').catch(() => undefined);
			throw error;
		}
	}

	async #readAndSave(file: OpenedFile): Promise<Outcome> {
		const outcome = await this.#read(file);
		if (outcome.state !== 'cancelled') await this.#writer.write(this.#collector.take());
		await this.#writer.finish();
		return outcome;
	}

	async #read({ records }: OpenedFile): Promise<Outcome> {
		const { mapping, signal } = this.#job;
		const apply = compileMapping(mapping);
		const iterator = records[Symbol.asyncIterator]();
		let line = 0;
		try {
			for (;;) {
				const next = await this.#next(iterator, line);
				if (signal.aborted) return { state: 'cancelled', failure: null };
				if ('failure' in next) return { state: 'failed', failure: next.failure };
				if (next.done === true) return { state: 'complete', failure: null };
				const record = next.value;
				line = record.line;
				this.#collector.add(record, 'value' in record ? apply(record.value) : null);
				if (this.#collector.isFull) await this.#writer.write(this.#collector.take());
			}
		} finally {
			await iterator.return?.();
		}
	}

	/** The next record, or why there will be none. Only the file's failures end here, not the database's. */
	async #next<T>(
		iterator: AsyncIterator<T>,
		lastLine: number
	): Promise<IteratorResult<T> | { readonly failure: string }> {
		try {
			return await iterator.next();
		} catch (error) {
			if (isCancelled(error)) return { failure: 'Cancelled.' };
			const { message } = toAppError(
				error,
				'file-unreadable',
				'The file could not be read to its end. The rows before that place are good.'
			);
			this.#collector.addFailure(lastLine + 1, message);
			return { failure: message };
		}
	}

	async #saveState(state: State): Promise<void> {
		const { db, label, mapping } = this.#job;
		await db.append('imports', [
			{
				id: this.#importId,
				source_name: label,
				mapping: JSON.stringify(mapping),
				started_at: this.#startedAt,
				state,
				rows_read: this.#collector.rowsRead,
				rows_rejected: this.#collector.rejected
			}
		]);
	}

	#progress(): ImportProgress {
		const total = this.#job.source.sizeBytes;
		return {
			bytesRead: this.#bytesRead,
			bytesTotal: total !== null && this.#bytesRead > total ? null : total,
			rowsRead: this.#collector.rowsRead,
			rowsRejected: this.#collector.rejected,
			trajectoriesSaved: this.#writer.trajectoriesSaved
		};
	}

	#finalReport({ state, failure }: Outcome): ImportReport {
		const conflicts = this.#writer.goldConflicts;
		const note =
			`${String(conflicts)} questions were in the project already with another reference answer. ` +
			'The one that came first is kept.';
		return {
			...this.#progress(),
			importId: this.#importId,
			complete: state === 'complete',
			failure,
			notes: conflicts === 0 ? [] : [note],
			questionsSaved: this.#writer.questionsSaved,
			rejected: this.#writer.rejected
		};
	}
}
