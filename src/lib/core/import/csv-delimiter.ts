import { CsvSplitter, splitCells } from './csv-splitter.ts';

const CANDIDATES = [',', '\t', ';', '|'];
const SAMPLE_RECORDS = 20;

/**
 * The delimiter under which most of the first records have as many cells as the header; of equals
 * the one that gives more cells. ',' where nothing divides the header, i.e. a single column.
 * `head` is the beginning of the file; its last record may be cut off.
 */
export function guessDelimiter(head: Uint8Array): string {
	let best = { delimiter: ',', share: 0, columns: 1 };
	for (const delimiter of CANDIDATES) {
		const counts = cellCounts(head, delimiter);
		const columns = counts[0] ?? 1;
		if (columns < 2) continue;
		const share = counts.filter((count) => count === columns).length / counts.length;
		if (share > best.share || (share === best.share && columns > best.columns)) {
			best = { delimiter, share, columns };
		}
	}
	return best.delimiter;
}

/** Cells per record, 0 for a broken one. */
function cellCounts(head: Uint8Array, delimiter: string): number[] {
	const decoder = new TextDecoder();
	const counts: number[] = [];
	for (const record of new CsvSplitter(delimiter).push(head)) {
		if (counts.length >= SAMPLE_RECORDS) break;
		if ('error' in record) continue;
		const { cells, error } = splitCells(decoder.decode(record.bytes), delimiter);
		counts.push(error === '' ? cells.length : 0);
	}
	return counts;
}
