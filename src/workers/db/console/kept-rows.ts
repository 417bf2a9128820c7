import type { RecordBatch } from 'apache-arrow';
import { type Cell, cellText } from '../../../lib/core/tabular/cell.ts';
import type { ChartValue, ConsoleColumn, ConsoleRow } from '../../../lib/protocol/console-api.ts';
import { toCell } from './cell-values.ts';

/** The rows of an answer, as the Arrow batches in which they came: compact, read where they are shown. */
export class KeptRows {
	readonly columns: readonly ConsoleColumn[];
	readonly #batches: readonly RecordBatch[];
	readonly #rows: number;

	constructor(columns: readonly ConsoleColumn[], batches: readonly RecordBatch[]) {
		this.columns = columns;
		this.#batches = batches;
		this.#rows = batches.reduce((sum, batch) => sum + batch.numRows, 0);
	}

	get count(): number {
		return this.#rows;
	}

	/** Cells of the rows from `offset`, in the order of the columns. */
	*rows(offset = 0, limit = this.#rows): Generator<Cell[]> {
		let skip = offset;
		let left = limit;
		for (const batch of this.#batches) {
			for (
				let row = Math.min(skip, batch.numRows);
				row < batch.numRows && left > 0;
				row++, left--
			) {
				yield this.columns.map((_, column) => cellAt(batch, column, row));
			}
			skip = Math.max(0, skip - batch.numRows);
			if (left === 0) return;
		}
	}

	/** The cells of one column, at most `limit`. */
	column(at: number, limit = this.#rows): Cell[] {
		const cells: Cell[] = [];
		for (const batch of this.#batches) {
			for (let row = 0; row < batch.numRows && cells.length < limit; row++) {
				cells.push(cellAt(batch, at, row));
			}
		}
		return cells;
	}

	texts(offset: number, limit: number, chars: number): ConsoleRow[] {
		return Array.from(this.rows(offset, limit), (cells) => {
			return cells.map((cell) => {
				if (cell === null) return null;
				const isLong = typeof cell === 'string' || typeof cell === 'object';
				return isLong ? cut(cellText(cell), chars) : cellText(cell);
			});
		});
	}

	chartValues(at: number, limit: number): ChartValue[] {
		const isNumber = this.columns[at]?.kind === 'number';
		return this.column(at, limit).map((cell) => {
			if (cell === null) return null;
			return isNumber ? Number(cell) : cut(cellText(cell), LABEL_CHARS);
		});
	}
}

/** A text in a chart is a label. */
const LABEL_CHARS = 60;

function cellAt(batch: RecordBatch, column: number, row: number): Cell {
	const vector = batch.getChildAt(column);
	return vector ? toCell(vector.get(row), vector.type) : null;
}

function cut(text: string, chars: number): string {
	return text.length > chars ? `${text.slice(0, chars)}…` : text;
}
