import { isSoundLine } from '../../lib/core/export/checks.ts';
import { type Example, type LeftOutReason, toExample } from '../../lib/core/export/example.ts';
import { jsonLine } from '../../lib/core/export/json-text.ts';
import type { ExportOptions } from '../../lib/core/export/options.ts';
import { preferenceRecord } from '../../lib/core/export/preference.ts';
import { recordOf } from '../../lib/core/export/record.ts';
import type { ReasoningStyle } from '../../lib/core/model/reasoning.ts';
import type { Database } from './database.ts';
import { incomplete, type SelectedRow, type Selection } from './export-selection.ts';
import type { ExportWriter } from './export-sink.ts';
import textsSql from './sql/export/texts.sql?raw';

interface TextRow {
	readonly id: string;
	readonly question: string;
	readonly response: string;
	readonly reasoning: string | null;
	readonly reasoning_style: ReasoningStyle;
}
type Texts = ReadonlyMap<string, TextRow>;

/** Texts in memory at one time. */
const CHUNK_BYTES = 8 << 20;
const CHUNK_ROWS = 2_000;

/** Writes the data file and, line by line beside it, where each line came from. */
export class RowWriter {
	readonly #options: ExportOptions;
	readonly #selection: Selection;
	readonly #teacherNames: ReadonlyMap<string, string>;
	readonly #data: ExportWriter;
	readonly #provenance: ExportWriter;
	readonly #leftOut = new Map<LeftOutReason, number>();
	readonly #rowsByTeacher = new Map<string, number>();
	readonly #questions = new Set<string>();
	#rows = 0;

	constructor(
		options: ExportOptions,
		selection: Selection,
		data: ExportWriter,
		provenance: ExportWriter
	) {
		this.#options = options;
		this.#selection = selection;
		this.#teacherNames = new Map(selection.teachers.map(({ id, name }) => [id, name]));
		this.#data = data;
		this.#provenance = provenance;
	}

	get rows(): number {
		return this.#rows;
	}
	get questions(): number {
		return this.#questions.size;
	}
	/** The most frequent reason first. */
	get leftOut(): { reason: LeftOutReason; count: number }[] {
		return [...this.#leftOut]
			.map(([reason, count]) => ({ reason, count }))
			.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
	}
	rowsOf(teacherId: string): number {
		return this.#rowsByTeacher.get(teacherId) ?? 0;
	}

	/** Texts are fetched in pieces, so that memory stays flat however long the set is. */
	async writeAll(
		db: Database,
		signal: AbortSignal,
		onProgress: (share: number) => void
	): Promise<void> {
		const { rows, rejected } = this.#selection;
		let done = 0;
		for (const chunk of chunksOf(rows, rejected.size > 0 ? 2 : 1)) {
			signal.throwIfAborted();
			const ids = chunk.flatMap(({ id }) => [id, rejected.get(id) ?? []].flat());
			const texts = await db.rows<TextRow>(textsSql, [ids.join('|')]);
			const byId = new Map(texts.map((row) => [row.id, row]));
			for (const row of chunk) this.#write(row, byId);
			done += chunk.length;
			onProgress(done / rows.length);
		}
	}

	#write(row: SelectedRow, texts: Texts): void {
		const record = this.#recordOf(row, texts);
		if (typeof record === 'string') {
			this.#leftOut.set(record, (this.#leftOut.get(record) ?? 0) + 1);
			return;
		}
		const line = jsonLine(record);
		if (!isSoundLine(line)) throw incomplete([`Trajectory ${row.id} does not fit on a line.`]);
		this.#rows += 1;
		this.#questions.add(row.question_id);
		this.#rowsByTeacher.set(row.teacher_id, this.rowsOf(row.teacher_id) + 1);
		this.#data.write(line);
		this.#provenance.write(jsonLine(this.#provenanceOf(row)));
	}

	#recordOf(row: SelectedRow, texts: Texts): object | LeftOutReason {
		const { format } = this.#options;
		if (format !== 'preference') {
			const example = this.#exampleOf(row.id, texts);
			return typeof example === 'string' ? example : recordOf(format, example, this.#options);
		}
		if (row.verdict !== 'correct') return 'not verified correct';
		const rejectedId = this.#selection.rejected.get(row.id);
		if (rejectedId === undefined) return 'no wrong answer to the question';
		const chosen = this.#exampleOf(row.id, texts);
		if (typeof chosen === 'string') return chosen;
		const rejected = this.#exampleOf(rejectedId, texts);
		if (typeof rejected === 'string') return rejected;
		return preferenceRecord(chosen, rejected, this.#options);
	}

	#exampleOf(id: string, texts: Texts): Example | LeftOutReason {
		const text = texts.get(id);
		if (!text) throw incomplete([`The text of trajectory ${id} is missing.`]);
		const { response, reasoning, reasoning_style: style } = text;
		const withReasoning = this.#options.reasoning !== 'drop';
		return toExample(text.question, { response, reasoning, style }, withReasoning);
	}

	#provenanceOf(row: SelectedRow): object {
		const rejected = this.#selection.rejected.get(row.id);
		return {
			line: this.#rows,
			trajectory: row.id,
			question: row.question_id,
			teacher: this.#teacherNames.get(row.teacher_id) ?? '',
			sample: row.sample_index,
			verdict: row.verdict,
			graded_by: row.graded_by,
			kept_by_hand: row.override === 'keep',
			...(rejected === undefined ? {} : { rejected })
		};
	}
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
