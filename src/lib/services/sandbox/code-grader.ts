import { CODE_GRADER_VERSION } from '../../core/code/code-verdict.ts';
import { Cancelled } from '../../core/model/errors.ts';
import type { QueueProgress } from '../../core/queue/run-queue.ts';
import type { DbApi } from '../../protocol/db-api.ts';
import type { GradedAnswer, gradeAnswer, RunCode } from './grade-answer.ts';

/** What was found out is saved after so many answers, or after so long. */
const SAVE_AFTER_ANSWERS = 32;
const SAVE_AFTER_MS = 2_000;
const READ_AT_ONCE = 32;

export type CodeDatabase = Pick<DbApi, 'query' | 'append'>;

/** What runs code is a part of the page that is loaded when there is code to run. */
export interface CodeParts {
	readonly runner: {
		run(...answer: [...Parameters<RunCode>, AbortSignal]): ReturnType<RunCode>;
		/** Ends all that is running or waiting. */
		close(): Promise<void>;
	};
	readonly grade: typeof gradeAnswer;
}

/**
 * Gives each answer to a code question its verdict. What is to do is what has no verdict of this version, so
 * it goes on after a cancellation or a reload where it was.
 */
export class CodeGrader {
	readonly #db: CodeDatabase;
	readonly #load: () => Promise<CodeParts>;

	constructor(db: CodeDatabase, load: () => Promise<CodeParts>) {
		this.#db = db;
		this.#load = load;
	}

	async isNeeded(): Promise<boolean> {
		return (await this.#pending()).length > 0;
	}

	/**
	 * Runs what was not run. Loads nothing where there is nothing to run.
	 * @throws Cancelled; AppError where the sandbox fails or nothing can be read or saved
	 */
	async gradeAll(
		signal: AbortSignal,
		onProgress: (progress: QueueProgress) => void
	): Promise<void> {
		const pending = await this.#pending();
		if (pending.length === 0) return;
		const { runner, grade } = await this.#load();
		const found = new Findings(this.#db);
		const from = performance.now();
		const tell = (done: number): void => {
			const each = (performance.now() - from) / Math.max(done, 1);
			const etaMs = done === 0 ? null : each * (pending.length - done);
			onProgress({ done, total: pending.length, failed: 0, etaMs });
		};
		try {
			tell(0);
			let done = 0;
			for (let at = 0; at < pending.length; at += READ_AT_ONCE) {
				const ids = pending.slice(at, at + READ_AT_ONCE).map(({ id }) => id);
				for (const input of await this.#db.query('analysis/inputs', { ids: ids.join('|') })) {
					if (signal.aborted) throw new Cancelled();
					await found.add(await grade(input, (code, tests) => runner.run(code, tests, signal)));
					tell(++done);
				}
			}
		} finally {
			await runner.close();
			await found.save();
		}
	}

	#pending(): Promise<readonly { readonly id: string }[]> {
		return this.#db.query('code/pending', { graderVersion: CODE_GRADER_VERSION });
	}
}

/** Not saved yet. */
class Findings {
	readonly #db: CodeDatabase;
	#answers: GradedAnswer[] = [];
	#savedAtMs = performance.now();

	constructor(db: CodeDatabase) {
		this.#db = db;
	}

	async add(answer: GradedAnswer): Promise<void> {
		this.#answers.push(answer);
		const isDue = performance.now() - this.#savedAtMs >= SAVE_AFTER_MS;
		if (isDue || this.#answers.length >= SAVE_AFTER_ANSWERS) await this.save();
	}

	/** The verdicts last: an answer that has one has its cases too. */
	async save(): Promise<void> {
		const answers = this.#answers;
		this.#answers = [];
		this.#savedAtMs = performance.now();
		const cases = answers.flatMap((answer) => answer.cases);
		if (cases.length > 0) await this.#db.append('case_results', cases);
		if (answers.length > 0) {
			await this.#db.append(
				'verdicts',
				answers.map(({ verdict }) => verdict)
			);
		}
	}
}
