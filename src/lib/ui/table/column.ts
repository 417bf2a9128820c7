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

/** Rows of a DataTable that can be chosen. */
export interface RowChoice<Row> {
	/** Of a row's checkbox. */
	readonly label: (row: Row) => string;
	readonly isChosen: (row: Row) => boolean;
	/** @param withShift from the row that was chosen last to this one */
	readonly choose: (row: Row, index: number, chosen: boolean, withShift: boolean) => void;
	readonly allChosen: boolean;
	readonly chooseAll: (chosen: boolean) => void;
}
