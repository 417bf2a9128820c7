import { AppError } from '../model/errors.ts';
import { splitCells } from './csv-splitter.ts';
import { decodeText } from './decode-record.ts';
import { EXCERPT_CHARS, type RawRecord, type SourceRecord } from './source-record.ts';

const MAX_COLUMNS = 10_000;

/**
 * Rows of a CSV file under the names of its first record. A row with more or fewer cells is
 * rejected: nobody can know which cell is missing. A cell that holds a JSON list of objects, as
 * `messages` does, becomes that list; an empty cell is null.
 */
export async function* readCsvRecords(
	records: AsyncIterable<RawRecord>,
	delimiter: string
): AsyncGenerator<SourceRecord> {
	let header: readonly string[] | null = null;
	for await (const record of records) {
		const decoded = decodeText(record);
		if ('error' in decoded) {
			if (header === null) throw unreadableHeader(decoded.error);
			yield decoded;
			continue;
		}
		const { line, text } = decoded;
		const { cells, error } = splitCells(text, delimiter);
		if (header === null) {
			if (error !== '') throw unreadableHeader(error);
			header = uniqueNames(cells);
		} else if (error !== '') {
			yield { line, error, excerpt: text.slice(0, EXCERPT_CHARS) };
		} else if (cells.length !== header.length) {
			const counts = `${String(cells.length)} cells where the header has ${String(header.length)}`;
			yield { line, error: counts, excerpt: text.slice(0, EXCERPT_CHARS) };
		} else {
			yield { line, value: toRow(header, cells) };
		}
	}
}

function unreadableHeader(reason: string): AppError {
	return new AppError(
		'file-unreadable',
		`The first line of this CSV file cannot be read: ${reason}. It must hold the names of the columns.`
	);
}

/** Trimmed; an empty name becomes its position, a repeated one gets a number. */
function uniqueNames(cells: readonly string[]): readonly string[] {
	if (cells.length > MAX_COLUMNS) throw unreadableHeader('it has more than 10,000 columns');
	const seen = new Map<string, number>();
	return cells.map((cell, index) => {
		const name = cell.trim() === '' ? `column ${String(index + 1)}` : cell.trim();
		const count = (seen.get(name) ?? 0) + 1;
		seen.set(name, count);
		return count === 1 ? name : `${name} (${String(count)})`;
	});
}

/** Without a prototype, so that a column may be called `__proto__`. */
function toRow(header: readonly string[], cells: readonly string[]): unknown {
	const row = Object.create(null) as Record<string, unknown>;
	header.forEach((name, index) => (row[name] = cellValue(cells[index]!)));
	return row;
}

function cellValue(cell: string): unknown {
	if (cell === '') return null;
	const start = cell.trimStart();
	if (!start.startsWith('[') || !start.slice(1).trimStart().startsWith('{')) return cell;
	try {
		return JSON.parse(cell) as unknown;
	} catch {
		return cell;
	}
}
