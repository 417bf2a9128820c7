import type { Ids } from '../model/ids.ts';
import type { Row } from '../model/tables.ts';
import { Utf8Buffer } from '../model/utf8.ts';
import { showHidden } from '../reading/hidden-characters.ts';
import { type EncodedRows, RowEncoder } from '../tables/arrow.ts';
import type { MappedQuestion, MappedRow } from './apply-mapping.ts';
import { describe } from './describe.ts';
import type { MappedTrajectory, Rejection } from './map-responses.ts';
import { EXCERPT_CHARS, type SourceRecord } from './source-record.ts';

/** Rows for the database, in the order in which they must be saved: what others refer to comes first. */
export interface RowBatch {
	readonly questions: Row<'questions'>[];
	readonly teachers: Row<'teachers'>[];
	readonly trajectories: EncodedRows;
	readonly verdicts: Row<'verdicts'>[];
	readonly rejects: Row<'rejects'>[];
}

export interface ImportOrigin {
	readonly importId: string;
	readonly sourceName: string;
}

const BATCH_ROWS = 4_096;
const BATCH_BYTES = 16 * 1024 * 1024;
/** All are counted; a file of nothing but bad lines does not fill the project with them. */
const MAX_STORED_REJECTS = 10_000;
/** Grader version of verdicts that came with a file: the file's format has none. */
const REFERENCE_VERSION = 1;
export const IMPORTED_SETTINGS = '{}';

/** Turns mapped rows into table rows with their ids, each question and teacher once per import. */
export class RowCollector {
	readonly #ids: Ids;
	readonly #origin: ImportOrigin;
	#batch = emptyBatch();
	/** Nearly all of a file: encoded as they come. */
	readonly #trajectories = new RowEncoder('trajectories');
	readonly #response = new Utf8Buffer();
	readonly #reasoning = new Utf8Buffer();
	/** Of trajectories; of questions about that. */
	#batchBytes = 0;
	/** Question id to whether its gold is known. */
	readonly #questions = new Map<string, boolean>();
	readonly #teachers = new Map<string, string>();
	/** Samples counted per question and teacher. */
	readonly #samples = new Map<string, number>();
	#rejected = 0;
	#rowsRead = 0;

	constructor(ids: Ids, origin: ImportOrigin) {
		this.#ids = ids;
		this.#origin = origin;
	}

	get rowsRead(): number {
		return this.#rowsRead;
	}

	/** Rows and parts of rows that could not be used. */
	get rejected(): number {
		return this.#rejected;
	}

	get isFull(): boolean {
		const { questions, rejects } = this.#batch;
		const rows = Math.max(this.#trajectories.rows, questions.length, rejects.length);
		return rows >= BATCH_ROWS || this.#batchBytes >= BATCH_BYTES;
	}

	add(record: SourceRecord, mapped: MappedRow | null): void {
		this.#rowsRead += 1;
		const { line } = record;
		if ('error' in record) {
			this.#reject(line, { part: '', reason: record.error, excerpt: record.excerpt }, null);
			return;
		}
		if (mapped === null) return;
		for (const rejection of mapped.rejections) this.#reject(line, rejection, record.value);
		if (mapped.question === null) return;
		const questionId = this.#addQuestion(mapped.question);
		for (const trajectory of mapped.trajectories) {
			this.#addTrajectory(line, questionId, trajectory);
		}
	}

	/** Notes where and why the reading of the file ended early. */
	addFailure(line: number, reason: string): void {
		this.#reject(line, { part: '', reason, excerpt: '' }, null);
	}

	/** The rows since the last call. */
	take(): RowBatch {
		const batch = { ...this.#batch, trajectories: this.#trajectories.take() };
		this.#batch = emptyBatch();
		this.#batchBytes = 0;
		return batch;
	}

	/** A question is given again where a later row brings the gold that an earlier one lacked. */
	#addQuestion({ text, gold, domain, answerType }: MappedQuestion): string {
		const id = this.#ids.question(text);
		const isKnown = this.#questions.get(id);
		if (isKnown === true || (isKnown === false && gold === null)) return id;
		this.#questions.set(id, gold !== null);
		this.#batch.questions.push({
			id,
			text,
			gold,
			answer_type: answerType,
			domain,
			source_name: this.#origin.sourceName
		});
		this.#batchBytes += text.length + (gold?.length ?? 0);
		return id;
	}

	#addTrajectory(line: number, questionId: string, trajectory: MappedTrajectory): void {
		const response = this.#response.encode(trajectory.response);
		const reasoning =
			trajectory.reasoning === null ? null : this.#reasoning.encode(trajectory.reasoning);
		const teacherId = this.#addTeacher(trajectory.teacher);
		const sampleIndex = trajectory.sampleIndex ?? this.#nextSample(questionId, teacherId);
		const id = this.#ids.trajectory({ questionId, teacherId, sampleIndex, response, reasoning });
		this.#trajectories.add({
			id,
			question_id: questionId,
			teacher_id: teacherId,
			sample_index: sampleIndex,
			response,
			reasoning,
			reasoning_style: trajectory.style,
			finish_reason: trajectory.finishReason,
			reported_tokens: trajectory.reportedTokens,
			import_id: this.#origin.importId,
			line
		});
		if (trajectory.correct !== null) this.#addVerdict(id, trajectory.correct);
		this.#batchBytes += response.length + (reasoning?.length ?? 0);
	}

	#addTeacher(name: string): string {
		const known = this.#teachers.get(name);
		if (known !== undefined) return known;
		const id = this.#ids.teacher(name, IMPORTED_SETTINGS);
		this.#teachers.set(name, id);
		this.#batch.teachers.push({
			id,
			// Shown everywhere, between words of our own.
			name: showHidden(name),
			origin: 'imported',
			settings: IMPORTED_SETTINGS
		});
		return id;
	}

	#nextSample(questionId: string, teacherId: string): number {
		const key = `${questionId} ${teacherId}`;
		const next = this.#samples.get(key) ?? 0;
		this.#samples.set(key, next + 1);
		return next;
	}

	#addVerdict(trajectoryId: string, isCorrect: boolean): void {
		this.#batch.verdicts.push({
			trajectory_id: trajectoryId,
			grader: 'reference',
			grader_version: REFERENCE_VERSION,
			verdict: isCorrect ? 'correct' : 'wrong',
			extracted: null,
			expected: null,
			reason: 'said by the file'
		});
	}

	#reject(line: number, { part, reason, excerpt }: Rejection, row: unknown): void {
		this.#rejected += 1;
		if (this.#rejected > MAX_STORED_REJECTS) return;
		this.#batch.rejects.push({
			import_id: this.#origin.importId,
			line,
			part,
			reason,
			excerpt: excerpt ?? describe(row, EXCERPT_CHARS)
		});
	}
}

function emptyBatch(): Omit<RowBatch, 'trajectories'> {
	return { questions: [], teachers: [], verdicts: [], rejects: [] };
}
