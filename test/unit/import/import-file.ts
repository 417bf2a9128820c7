import { compileMapping } from '../../../src/lib/core/import/apply-mapping.ts';
import type { ByteSource } from '../../../src/lib/core/import/byte-source.ts';
import { guessMapping } from '../../../src/lib/core/import/guess-mapping.ts';
import type { Mapping } from '../../../src/lib/core/import/mapping.ts';
import { firstRecords, openRecords } from '../../../src/lib/core/import/read-records.ts';
import { RowCollector, type RowBatch } from '../../../src/lib/core/import/row-collector.ts';
import type { SourceRecord } from '../../../src/lib/core/import/source-record.ts';
import { createIds } from '../../../src/lib/core/model/ids.ts';
import type { Row } from '../../../src/lib/core/model/tables.ts';
import { decodeRows } from '../../../src/lib/core/tables/arrow.ts';

export async function readAll(source: ByteSource): Promise<SourceRecord[]> {
	return collect((await openRecords(source)).records);
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const item of items) all.push(item);
	return all;
}

/** The good rows and the failure that ended the reading, if one did. */
export async function readUntilFailure(
	source: ByteSource
): Promise<{ records: SourceRecord[]; failure: unknown }> {
	const records: SourceRecord[] = [];
	try {
		const file = await openRecords(source);
		for await (const record of file.records) records.push(record);
	} catch (failure) {
		return { records, failure };
	}
	return { records, failure: null };
}

export function valuesOf(records: readonly SourceRecord[]): unknown[] {
	return records.flatMap((record) => ('value' in record ? [record.value] : []));
}

export async function guessFile(source: ByteSource): Promise<Mapping> {
	const sample = await firstRecords(await openRecords(source), 50);
	const { mapping, note } = guessMapping(valuesOf(sample), source.name);
	if (mapping === null) throw new Error(note);
	return mapping;
}

/** A batch whose rows can be looked at. */
export interface ReadBatch extends Omit<RowBatch, 'trajectories'> {
	readonly trajectories: readonly Row<'trajectories'>[];
}

export function readBatch(batch: RowBatch): ReadBatch {
	return { ...batch, trajectories: decodeRows('trajectories', batch.trajectories.ipc) };
}

/** Everything that an import without a database does, in one batch. */
export async function importFile(
	source: ByteSource,
	mapping?: Mapping
): Promise<{
	mapping: Mapping;
	/** The same twice. */
	batch: ReadBatch;
	encoded: RowBatch;
	collector: RowCollector;
}> {
	const used = mapping ?? (await guessFile(source));
	const apply = compileMapping(used);
	const collector = new RowCollector(await createIds(), {
		importId: 'import',
		sourceName: source.name
	});
	const { records } = await openRecords(source);
	for await (const record of records) {
		collector.add(record, 'value' in record ? apply(record.value) : null);
	}
	const encoded = collector.take();
	return { mapping: used, batch: readBatch(encoded), encoded, collector };
}
