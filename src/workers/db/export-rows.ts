import { isSoundLine } from '../../lib/core/export/checks.ts';
import type { LeftOutReason } from '../../lib/core/export/example.ts';
import { jsonLine } from '../../lib/core/export/json-text.ts';
import type { ExportOptions } from '../../lib/core/export/options.ts';
import { preferenceRecord } from '../../lib/core/export/preference.ts';
import { recordOf } from '../../lib/core/export/record.ts';
import type { PreparedRow } from './export-examples.ts';
import { incomplete, type SelectedRow, type Selection } from './export-selection.ts';
import type { ExportWriter } from './export-sink.ts';

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

	write({ row, examples }: PreparedRow): void {
		if (typeof examples === 'string') {
			this.#leftOut.set(examples, (this.#leftOut.get(examples) ?? 0) + 1);
			return;
		}
		const line = jsonLine(recordOfRow(examples, this.#options));
		if (!isSoundLine(line)) throw incomplete([`Trajectory ${row.id} does not fit on a line.`]);
		this.#rows += 1;
		this.#questions.add(row.question_id);
		this.#rowsByTeacher.set(row.teacher_id, this.rowsOf(row.teacher_id) + 1);
		this.#data.write(line);
		this.#provenance.write(jsonLine(this.#provenanceOf(row)));
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
			...labelsOf(row),
			...(rejected === undefined ? {} : { rejected })
		};
	}
}

/** Only those that there are: a set without labels has the bytes that it had before there were any. */
function labelsOf(row: SelectedRow): object {
	const { task_category, rated_difficulty, input_quality, response_quality } = row;
	const labels = { task_category, rated_difficulty, input_quality, response_quality };
	return Object.fromEntries(Object.entries(labels).filter(([, label]) => label !== null));
}

function recordOfRow(
	examples: Exclude<PreparedRow['examples'], string>,
	options: ExportOptions
): object {
	const [first, rejected] = examples;
	return options.format === 'preference'
		? preferenceRecord(first!, rejected!, options)
		: recordOf(options.format, first!, options);
}
