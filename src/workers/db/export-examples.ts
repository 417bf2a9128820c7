import { type Example, type LeftOutReason, toExample } from '../../lib/core/export/example.ts';
import type { ExportOptions } from '../../lib/core/export/options.ts';
import type { ReasoningStyle } from '../../lib/core/model/reasoning.ts';
import type { Database } from './database.ts';
import { incomplete, type SelectedRow, type Selection } from './export-selection.ts';
import textsSql from './sql/export/texts.sql?raw';

interface TextRow {
	readonly id: string;
	readonly question: string;
	readonly response: string;
	readonly reasoning: string | null;
	readonly reasoning_style: ReasoningStyle;
}
type Texts = ReadonlyMap<string, TextRow>;

/** A selected trajectory with what becomes of it. */
export interface PreparedRow {
	readonly row: SelectedRow;
	/** One, or the chosen and the rejected of a pair; or why the format cannot hold it. */
	readonly examples: readonly Example[] | LeftOutReason;
}

/** Texts in memory at one time. */
const CHUNK_BYTES = 16 << 20;
const CHUNK_ROWS = 4_000;

/** Texts are fetched in pieces, so that memory stays flat however long the set is. */
export async function* readExamples(
	db: Database,
	selection: Selection,
	options: ExportOptions,
	signal: AbortSignal
): AsyncGenerator<readonly PreparedRow[]> {
	const { rows, rejected } = selection;
	const readTexts = async (chunk: readonly SelectedRow[]): Promise<Texts> => {
		const ids = chunk.flatMap(({ id }) => [id, rejected.get(id) ?? []].flat());
		const texts = await db.rows<TextRow>(textsSql, [ids.join('|')]);
		return new Map(texts.map((row) => [row.id, row]));
	};
	const chunks = chunksOf(rows, rejected.size > 0 ? 2 : 1);
	for await (const { item: chunk, result: texts } of oneAhead(chunks, readTexts)) {
		signal.throwIfAborted();
		yield chunk.map((row) => ({
			row,
			examples: examplesOf(row, rejected.get(row.id), texts, options)
		}));
	}
}

/** Starts the work for the next item before the result for this one is used: the database reads while rows are written. */
async function* oneAhead<T, R>(
	items: Iterable<T>,
	work: (item: T) => Promise<R>
): AsyncGenerator<{ item: T; result: R }> {
	let current: { item: T; result: Promise<R> } | null = null;
	for (const item of items) {
		const next = { item, result: work(item) };
		// Whoever stops early never waits for it.
		next.result.catch(() => undefined);
		if (current) yield { item: current.item, result: await current.result };
		current = next;
	}
	if (current) yield { item: current.item, result: await current.result };
}

function examplesOf(
	row: SelectedRow,
	rejectedId: string | undefined,
	texts: Texts,
	options: ExportOptions
): readonly Example[] | LeftOutReason {
	if (options.format !== 'preference') {
		const example = exampleOf(row.id, texts, options);
		return typeof example === 'string' ? example : [example];
	}
	if (row.verdict !== 'correct') return 'not verified correct';
	if (rejectedId === undefined) return 'no wrong answer to the question';
	const chosen = exampleOf(row.id, texts, options);
	if (typeof chosen === 'string') return chosen;
	const rejected = exampleOf(rejectedId, texts, options);
	return typeof rejected === 'string' ? rejected : [chosen, rejected];
}

function exampleOf(id: string, texts: Texts, options: ExportOptions): Example | LeftOutReason {
	const text = texts.get(id);
	if (!text) throw incomplete([`The text of trajectory ${id} is missing.`]);
	const { response, reasoning, reasoning_style: style } = text;
	const withReasoning = options.reasoning !== 'drop';
	return toExample(text.question, { response, reasoning, style }, withReasoning);
}

function* chunksOf(rows: readonly SelectedRow[], textsPerRow: number): Generator<SelectedRow[]> {
	let chunk: SelectedRow[] = [];
	let bytes = 0;
	for (const row of rows) {
		chunk.push(row);
		bytes += row.bytes * textsPerRow;
		if (bytes < CHUNK_BYTES && chunk.length < CHUNK_ROWS) continue;
		yield chunk;
		chunk = [];
		bytes = 0;
	}
	if (chunk.length > 0) yield chunk;
}
