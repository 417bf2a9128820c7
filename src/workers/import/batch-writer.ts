import { mergeQuestion, type KnownQuestion } from '../../lib/core/import/merge-question.ts';
import type { RowBatch } from '../../lib/core/import/row-collector.ts';
import type { Row, TableName } from '../../lib/core/model/tables.ts';
import type { EncodedRows } from '../../lib/core/tables/arrow.ts';

/** What an import needs of the database: rows in, and what is known about some questions. */
export interface ImportDatabase {
	/** Resolves when the rows are in the journal, flushed. */
	append<T extends TableName>(table: T, rows: readonly Row<T>[]): Promise<void>;
	/** The same; the bytes are the caller's no longer. */
	appendEncoded(table: TableName, encoded: EncodedRows): Promise<void>;
	knownQuestions(ids: readonly string[]): Promise<readonly KnownQuestion[]>;
}

type RejectedRow = Omit<Row<'rejects'>, 'import_id'>;

const REPORTED_REJECTS = 1_000;

/** Saves batches one after another; the next one is read while one is being saved, never more. */
export class BatchWriter {
	readonly #db: ImportDatabase;
	readonly #onSaved: () => void;
	readonly #questionIds = new Set<string>();
	readonly #rejected: RejectedRow[] = [];
	#inFlight: Promise<void> = Promise.resolve();
	#trajectoriesSaved = 0;
	#goldConflicts = 0;

	constructor(db: ImportDatabase, onSaved: () => void) {
		this.#db = db;
		this.#onSaved = onSaved;
	}

	get trajectoriesSaved(): number {
		return this.#trajectoriesSaved;
	}

	get questionsSaved(): number {
		return this.#questionIds.size;
	}

	/** Questions whose gold in the project differs from the one in the file. */
	get goldConflicts(): number {
		return this.#goldConflicts;
	}

	/** The first 1,000. */
	get rejected(): readonly RejectedRow[] {
		return this.#rejected;
	}

	/** Waits for the batch before this one. Throws what saving it threw. */
	async write(batch: RowBatch): Promise<void> {
		await this.#inFlight;
		this.#inFlight = this.#save(batch);
		this.#inFlight.catch(() => undefined);
	}

	async finish(): Promise<void> {
		await this.#inFlight;
	}

	async #save(batch: RowBatch): Promise<void> {
		await this.#saveQuestions(batch.questions);
		await this.#db.append('teachers', batch.teachers);
		await this.#db.appendEncoded('trajectories', batch.trajectories);
		this.#trajectoriesSaved += batch.trajectories.rows;
		await this.#db.append('verdicts', batch.verdicts);
		await this.#db.append('rejects', batch.rejects);
		for (const { line, part, reason, excerpt } of batch.rejects) {
			if (this.#rejected.length < REPORTED_REJECTS) {
				this.#rejected.push({ line, part, reason, excerpt });
			}
		}
		this.#onSaved();
	}

	async #saveQuestions(questions: readonly Row<'questions'>[]): Promise<void> {
		const known = await this.#db.knownQuestions(questions.map((question) => question.id));
		const byId = new Map(known.map((question) => [question.id, question]));
		const rows = new Map<string, Row<'questions'>>();
		for (const question of questions) {
			const { row, isConflict } = mergeQuestion(question, byId.get(question.id));
			if (isConflict) this.#goldConflicts += 1;
			if (row === null) continue;
			rows.set(row.id, row);
			byId.set(row.id, row);
		}
		await this.#db.append('questions', [...rows.values()]);
		for (const { id } of questions) this.#questionIds.add(id);
	}
}
