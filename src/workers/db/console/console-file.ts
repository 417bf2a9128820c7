import { cellJson } from '../../../lib/core/tabular/cell.ts';
import { csvRecord } from '../../../lib/core/tabular/csv.ts';
import { jsonText } from '../../../lib/core/export/json-text.ts';
import { parquetFile } from '../../../lib/core/tabular/parquet.ts';
import type { ConsoleFormat } from '../../../lib/protocol/console-api.ts';
import type { KeptRows } from './kept-rows.ts';

/** Characters of text in one piece of a file. */
const PIECE_CHARS = 1 << 20;

/** The kept rows as CSV, JSON Lines or Parquet. */
export async function writeFile(kept: KeptRows, format: ConsoleFormat): Promise<Blob> {
	switch (format) {
		case 'csv':
			return new Blob(inPieces(csvLines(kept)), { type: 'text/csv' });
		case 'jsonl':
			return new Blob(inPieces(jsonLines(kept)), { type: 'application/jsonl' });
		case 'parquet':
			return new Blob([await parquetFile(tabularColumns(kept))]);
	}
}

function* csvLines(kept: KeptRows): Generator<string> {
	const names = kept.columns.map(({ name }) => name);
	yield csvRecord(names, []);
	const isNumber = kept.columns.map(({ kind }) => kind === 'number');
	for (const cells of kept.rows()) yield csvRecord(cells, isNumber);
}

function* jsonLines(kept: KeptRows): Generator<string> {
	const names = kept.columns.map(({ name }) => jsonText(name));
	for (const cells of kept.rows()) {
		yield `{${cells.map((cell, i) => `${names[i]}:${cellJson(cell)}`).join(',')}}\n`;
	}
}

function tabularColumns(kept: KeptRows): Parameters<typeof parquetFile>[0] {
	return kept.columns.map(({ name, kind, type }, at) => ({
		name,
		isNumber: kind === 'number',
		isBoolean: kind === 'boolean',
		isNested: kind === 'other' && /[[(]/.test(type),
		cells: kept.column(at)
	}));
}

/** Few long strings: a Blob of a hundred thousand parts is slow. */
function inPieces(lines: Iterable<string>): string[] {
	const pieces: string[] = [];
	let piece = '';
	for (const line of lines) {
		piece += line;
		if (piece.length < PIECE_CHARS) continue;
		pieces.push(piece);
		piece = '';
	}
	pieces.push(piece);
	return pieces;
}
