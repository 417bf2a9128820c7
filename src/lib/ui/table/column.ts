import type { Snippet } from 'svelte';

/** One column of a DataTable. */
export interface Column<Row> {
	readonly key: string;
	readonly label: string;
	/** Small, under the label. */
	readonly note?: string;
	/** A CSS grid track, e.g. '6rem' or 'minmax(12rem, 3fr)'. */
	readonly width: string;
	readonly numeric?: boolean;
	/** The name under which the query sorts by this column; absent where it cannot. */
	readonly sort?: string;
	/** Plain text of a cell; a snippet of the same key replaces it. */
	readonly text: (row: Row) => string;
	readonly cell?: Snippet<[Row]>;
}
