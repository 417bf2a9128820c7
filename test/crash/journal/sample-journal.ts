import { type Crc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { MemoryFile } from '../../../src/lib/core/journal/memory-file.ts';
import { beginJournal } from '../../../src/lib/core/journal/writer.ts';
import type { Column } from '../../../src/lib/core/model/table-spec.ts';
import { type Row, type TableName, TABLES } from '../../../src/lib/core/model/tables.ts';
import { createRandom, type Random } from '../../../src/lib/core/stats/random.ts';
import { decodeRows, encodeRows, recodeRows } from '../../../src/lib/core/tables/arrow.ts';
import {
	encodeTrackFrame,
	type Track,
	TRACK_KIND,
	TRACK_PAYLOAD
} from '../../../src/workers/db/track-frames.ts';

/** What one frame of a sample holds, and where it stands. */
export type SampleFrame = FrameContent & {
	readonly start: number;
	readonly end: number;
	/** `rowsAsBytes` or `trackAsBytes`: quick to compare. */
	readonly content: Uint8Array;
};

export type FrameContent =
	| {
			readonly table: TableName;
			readonly rows: readonly Row<TableName>[];
			readonly ipc: Uint8Array;
	  }
	| { readonly track: Track };

/** A journal as the app writes it, and what is in it. */
export interface SampleJournal {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly frames: readonly SampleFrame[];
}

export interface SampleSize {
	readonly tables: readonly TableName[];
	/** Every table once, a token track, and again. */
	readonly rounds: number;
	readonly rowsPerFrame: number;
	/** The longest text, in UTF-16 units. */
	readonly textChars: number;
}

/** Keys repeat in every second round, so that rows supersede each other. */
export function sampleJournal(size: SampleSize, seed: number, crc32c: Crc32c): SampleJournal {
	const random = createRandom(seed);
	const file = new MemoryFile();
	const writer = beginJournal(file, crc32c);
	const frames: SampleFrame[] = [];
	const add = (content: FrameContent): void => {
		const start = writer.end;
		if ('track' in content) {
			writer.append(TRACK_KIND, encodeTrackFrame(content.track), TRACK_PAYLOAD);
			frames.push({ ...content, start, end: writer.end, content: trackAsBytes(content.track) });
		} else {
			const { table, ipc } = content;
			writer.append(TABLES[table].kind, ipc);
			frames.push({ ...content, start, end: writer.end, content: rowsAsBytes(table, ipc) });
		}
	};
	for (let round = 0; round < size.rounds; round++) {
		for (const table of size.tables) add(rowsFrame(table, Math.floor(round / 2), size, random));
		add({ track: { key: `${round}/teacher`, bytes: someBytes(random, size.textChars) } });
	}
	writer.seal(1);
	return { bytes: file.contents(), frames };
}

function rowsFrame(
	table: TableName,
	keyRound: number,
	{ rowsPerFrame, textChars }: SampleSize,
	random: Random
): FrameContent {
	const rows = Array.from({ length: rowsPerFrame }, (_, i) =>
		someRow(table, `${keyRound}-${i}`, textChars, random)
	);
	const { ipc } = recodeRows(table, encodeRows(table, rows));
	return { table, rows: decodeRows(table, ipc), ipc };
}

function someRow(table: TableName, key: string, chars: number, random: Random): Row<TableName> {
	const { columns, key: keys } = TABLES[table];
	const entries = Object.entries<Column>(columns).map(([name, column]) => {
		const isKey = (keys as readonly string[]).includes(name);
		return [name, isKey ? keyValue(column, key) : someValue(column, chars, random)];
	});
	return Object.fromEntries(entries) as Row<TableName>;
}

function keyValue({ type }: Column, key: string): string | number {
	return type === 'utf8' ? `key ${key}` : Number(key.replace('-', ''));
}

/** Letters of one to four bytes: a flip in a text has to be found too. */
const LETTERS = ['a', 'e', ' ', '0', '\n', 'ü', '∑', '\u{1F600}'];

function someValue(
	column: Column,
	chars: number,
	random: Random
): string | number | boolean | null {
	if (column.nullable && random.integer(4) === 0) return null;
	if (column.type === 'bool') return random.integer(2) === 1;
	if (column.type === 'int32') return random.integer(2 ** 31);
	if (column.type === 'float64') return random.next() * 1000;
	const length = random.integer(chars + 1);
	return Array.from({ length }, () => LETTERS[random.integer(LETTERS.length)]!).join('');
}

export function someBytes(random: Random, length: number): Uint8Array<ArrayBuffer> {
	return Uint8Array.from({ length }, () => random.integer(256));
}

export function rowsAsBytes(table: TableName, ipc: Uint8Array): Uint8Array {
	return Buffer.concat([Buffer.from(`${table}\n`), ipc]);
}

export function trackAsBytes({ key, bytes }: Track): Uint8Array {
	return Buffer.concat([Buffer.from(`track ${key}\n`), bytes]);
}
