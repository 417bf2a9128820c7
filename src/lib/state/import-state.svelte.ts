import type { Mapping } from '../core/import/mapping.ts';
import type {
	ImportProgress,
	ImportReport,
	ImportSource,
	MappingPreview,
	SniffReport
} from '../protocol/import-api.ts';
import { isCancelled } from '../core/model/errors.ts';

/** The client of the import worker, as far as this state needs it. */
export interface Importer {
	sniff(source: ImportSource): Promise<SniffReport>;
	preview(source: ImportSource, mapping: Mapping): Promise<MappingPreview>;
	run(
		source: ImportSource,
		mapping: Mapping,
		options: {
			readonly signal: AbortSignal;
			readonly onProgress: (progress: ImportProgress) => void;
		}
	): Promise<ImportReport>;
	addBenchmark(source: ImportSource, list: string): Promise<number>;
}

/** One file on its way: looked at, mapped, read. */
export interface ImportItem {
	readonly source: ImportSource;
	readonly name: string;
	readonly sniff: SniffReport | null;
	readonly mapping: Mapping | null;
	readonly preview: MappingPreview | null;
	readonly progress: ImportProgress | null;
	readonly report: ImportReport | null;
	/** A sentence where the file could not be looked at or read. */
	readonly failure: string;
}

/** The files being imported, one after another, each with its own mapping. */
export class ImportState {
	readonly #importer: Importer;
	#items = $state.raw<readonly ImportItem[]>([]);
	#running = $state.raw<AbortController | null>(null);
	#previews = 0;

	constructor(importer: Importer) {
		this.#importer = importer;
	}

	get items(): readonly ImportItem[] {
		return this.#items;
	}
	get running(): boolean {
		return this.#running !== null;
	}
	/** Files that have a mapping and were not read yet. */
	get ready(): readonly ImportItem[] {
		return this.#items.filter((item) => item.mapping && !item.report && item.failure === '');
	}

	/** Looks at files or URLs; nothing is stored. A file that cannot be read stands in the list with the reason. */
	async add(sources: readonly ImportSource[]): Promise<void> {
		const items = sources.map((source) => emptyItem(source));
		this.#items = [...this.#items, ...items];
		for (const { source } of items) await this.#look(source);
	}

	remove(index: number): void {
		this.#items = this.#items.filter((_, at) => at !== index);
	}

	clear(): void {
		this.#items = [];
	}

	/** A mapping corrected by hand; the preview follows. */
	async setMapping(index: number, mapping: Mapping): Promise<void> {
		const item = this.#items[index];
		if (item) await this.#map(item.source, mapping);
	}

	/** Reads every file that is ready. What was saved stays, whatever happens to the rest. */
	async run(): Promise<void> {
		if (this.#running) return;
		this.#running = new AbortController();
		const { signal } = this.#running;
		try {
			for (const item of this.#items) {
				if (signal.aborted) break;
				if (item.mapping && !item.report) await this.#read(item.source, item.mapping, signal);
			}
		} finally {
			this.#running = null;
		}
	}

	cancel(): void {
		this.#running?.abort();
	}

	addBenchmark(source: ImportSource, list: string): Promise<number> {
		return this.#importer.addBenchmark(source, list);
	}

	async #look(source: ImportSource): Promise<void> {
		try {
			const sniff = await this.#importer.sniff(source);
			this.#change(source, { sniff, mapping: sniff.mapping, name: sniff.name });
			if (sniff.mapping) await this.#map(source, sniff.mapping);
		} catch (error) {
			this.#change(source, { failure: sentence(error) });
		}
	}

	async #map(source: ImportSource, mapping: Mapping): Promise<void> {
		const turn = ++this.#previews;
		this.#change(source, { mapping });
		try {
			const preview = await this.#importer.preview(source, mapping);
			if (turn === this.#previews) this.#change(source, { preview });
		} catch (error) {
			if (turn === this.#previews) this.#change(source, { preview: null });
			throw error;
		}
	}

	async #read(source: ImportSource, mapping: Mapping, signal: AbortSignal): Promise<void> {
		try {
			const onProgress = (progress: ImportProgress): void => this.#change(source, { progress });
			const report = await this.#importer.run(source, mapping, { onProgress, signal });
			this.#change(source, { report, progress: report });
		} catch (error) {
			if (!isCancelled(error)) this.#change(source, { failure: sentence(error) });
		}
	}

	/** By its source: others may be added or removed while one is being looked at. */
	#change(source: ImportSource, changes: Partial<ImportItem>): void {
		this.#items = this.#items.map((item) =>
			item.source === source ? { ...item, ...changes } : item
		);
	}
}

function emptyItem(source: ImportSource): ImportItem {
	const name = source.kind === 'file' ? source.file.name : source.url;
	return {
		source,
		name,
		sniff: null,
		mapping: null,
		preview: null,
		progress: null,
		report: null,
		failure: ''
	};
}

function sentence(error: unknown): string {
	return error instanceof Error ? error.message : 'The file could not be read.';
}
