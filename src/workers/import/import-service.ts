import { wrap } from 'comlink';
import { readBenchmarkQuestions } from '../../lib/core/import/benchmark-questions.ts';
import type { ByteSource } from '../../lib/core/import/byte-source.ts';
import { describe } from '../../lib/core/import/describe.ts';
import { fieldExamples } from '../../lib/core/import/field-path.ts';
import { guessMapping } from '../../lib/core/import/guess-mapping.ts';
import type { Mapping } from '../../lib/core/import/mapping.ts';
import { parseMapping } from '../../lib/core/import/parse-mapping.ts';
import { firstRecords, openRecords } from '../../lib/core/import/read-records.ts';
import { previewMapping, SAMPLE_ROWS } from '../../lib/core/import/sample.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import { createIds } from '../../lib/core/model/ids.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import type { DbApi } from '../../lib/protocol/db-api.ts';
import type {
	ImportApi,
	ImportProgress,
	ImportReport,
	ImportSource,
	MappingPreview,
	SniffReport
} from '../../lib/protocol/import-api.ts';
import type { ImportDatabase } from './batch-writer.ts';
import { importDatabase } from './import-database.ts';
import { runImport } from './import-run.ts';
import { openSource, type DownloadCache, type NamedSource } from './web-source.ts';

const SHOWN_ROWS = 10;
const SHOWN_ROW_CHARS = 2_000;
const BENCHMARK_BATCH_ROWS = 2_048;

export class ImportService implements ImportApi {
	#db: ImportDatabase | null = null;
	#controller = new AbortController();
	readonly #downloads: DownloadCache = { url: '', blob: null };

	connect(dbPort: MessagePort): void {
		this.#db = importDatabase(wrap<DbApi>(dbPort));
	}

	async sniff(source: ImportSource): Promise<SniffReport> {
		const { bytes } = this.#open(source);
		const { format, records } = await sampleOf(bytes);
		const rows = records.flatMap((record) => ('value' in record ? [record.value] : []));
		const { mapping, note } = guessMapping(rows, bytes.name);
		const bad = records.length - rows.length;
		const warning =
			bad === 0
				? ''
				: ` ${String(bad)} of the first ${String(records.length)} rows cannot be read and will be rejected.`;
		return {
			name: bytes.name,
			format,
			sizeBytes: bytes.sizeBytes,
			fields: fieldExamples(rows),
			rows: rows.slice(0, SHOWN_ROWS).map((row) => describe(row, SHOWN_ROW_CHARS)),
			mapping,
			note: note + warning
		};
	}

	async preview(source: ImportSource, mapping: Mapping): Promise<MappingPreview> {
		const checked = parseMapping(mapping);
		const { records } = await sampleOf(this.#open(source).bytes);
		return previewMapping(records, checked);
	}

	async run(
		source: ImportSource,
		mapping: Mapping,
		onProgress: (progress: ImportProgress) => void
	): Promise<ImportReport> {
		const db = this.#database();
		const checked = parseMapping(mapping);
		const { bytes, label } = this.#open(source);
		const { signal } = this.#controller;
		return runImport({ source: bytes, label, mapping: checked, db, signal, onProgress });
	}

	async addBenchmark(source: ImportSource, list: string): Promise<number> {
		const db = this.#database();
		const ids = await createIds();
		const items = new Map<string, Row<'benchmark_items'>>();
		let saved = 0;
		const save = async () => {
			await db.append('benchmark_items', [...items.values()]);
			saved += items.size;
			items.clear();
		};
		for await (const text of readBenchmarkQuestions(this.#open(source).bytes)) {
			const id = ids.benchmarkItem(list, text);
			items.set(id, { id, list, text });
			if (items.size >= BENCHMARK_BATCH_ROWS) await save();
		}
		await save();
		return saved;
	}

	cancel(): void {
		this.#controller.abort();
	}

	#open(source: ImportSource): NamedSource {
		if (this.#controller.signal.aborted) this.#controller = new AbortController();
		return openSource(source, this.#controller.signal, this.#downloads);
	}

	#database(): ImportDatabase {
		if (this.#db === null) {
			throw new AppError(
				'internal',
				'The import has no connection to the project. Reload the page.'
			);
		}
		return this.#db;
	}
}

async function sampleOf(source: ByteSource) {
	const file = await openRecords(source);
	return { format: file.format, records: await firstRecords(file, SAMPLE_ROWS) };
}
