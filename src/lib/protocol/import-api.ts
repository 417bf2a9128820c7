import type { FileFormat, Mapping } from '../core/import/mapping.ts';

/** What to read. A URL is fetched by the worker; nothing is sent but the request for that URL. */
export type ImportSource =
	{ readonly kind: 'file'; readonly file: File } | { readonly kind: 'url'; readonly url: string };

/** What a look at the first rows tells. Nothing is stored yet. */
export interface SniffReport {
	readonly name: string;
	readonly format: FileFormat;
	/** Bytes; null where a server does not say. */
	readonly sizeBytes: number | null;
	/** Every field path seen in the sample, with an example of its value, cut to 120 characters. */
	readonly fields: readonly { readonly path: string; readonly example: string }[];
	/** The first rows as JSON text, cut for display. */
	readonly rows: readonly string[];
	/** The guess, or null where no shape fits; the reason is then in `note`. */
	readonly mapping: Mapping | null;
	readonly note: string;
}

/** What the mapping makes of the sample, so that a person sees the effect of a correction. */
export interface MappingPreview {
	readonly examples: readonly {
		readonly question: string;
		readonly gold: string | null;
		readonly teacher: string;
		readonly reasoning: string;
		readonly answer: string;
	}[];
	readonly rejected: readonly RejectedRow[];
}

export interface RejectedRow {
	/** 1-based line of a JSONL or CSV file, 1-based record of JSON and Parquet. */
	readonly line: number;
	/** Which part of the row, e.g. the model's name; '' for the whole row. */
	readonly part: string;
	readonly reason: string;
	readonly excerpt: string;
}

export interface ImportProgress {
	readonly bytesRead: number;
	readonly bytesTotal: number | null;
	readonly rowsRead: number;
	readonly rowsRejected: number;
	/** Trajectories that are in the journal, flushed to disk. */
	readonly trajectoriesSaved: number;
}

export interface ImportReport extends ImportProgress {
	readonly importId: string;
	/** False where the user cancelled or the file broke off; what was saved by then stays. */
	readonly complete: boolean;
	/** Why the reading ended before the end of the file, in sentences; null where it did not. */
	readonly failure: string | null;
	/** What else a person should know, in sentences, e.g. that reference answers differ. */
	readonly notes: readonly string[];
	readonly questionsSaved: number;
	/** The first 1,000; all are counted in `rowsRejected`. */
	readonly rejected: readonly RejectedRow[];
}

/** Reads files away from the page and hands batches straight to the database worker. */
export interface ImportApi {
	/** `dbPort` speaks DbApi. */
	connect(dbPort: MessagePort): void;
	sniff(source: ImportSource): Promise<SniffReport>;
	preview(source: ImportSource, mapping: Mapping): Promise<MappingPreview>;
	run(
		source: ImportSource,
		mapping: Mapping,
		onProgress: (progress: ImportProgress) => void
	): Promise<ImportReport>;
	/** Adds the questions of a file to a benchmark list (METRICS §6.4). Returns the number of items. */
	addBenchmark(source: ImportSource, list: string): Promise<number>;
	/** Ends the current `run` at the next batch. */
	cancel(): void;
}
