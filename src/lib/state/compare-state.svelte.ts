import type { PageDb } from '../services/remote-db.ts';
import type { QueryRow } from '../protocol/queries.ts';

export const COMPARE_FILTERS = [
	'all',
	'disagree',
	'only-one-right',
	'grader-differs',
	'unverifiable'
] as const;
export type CompareFilter = (typeof COMPARE_FILTERS)[number];

export type CompareQuestion = QueryRow<'compare/questions'>;
export type CompareTrajectory = QueryRow<'compare/question'>;

/** One question at a time, all teachers beside each other. */
export class CompareState {
	readonly #db: PageDb;
	#questions = $state.raw<readonly CompareQuestion[]>([]);
	#trajectories = $state.raw<readonly CompareTrajectory[]>([]);
	#questionId = $state('');
	#loaded = $state(false);
	#turn = 0;

	constructor(db: PageDb) {
		this.#db = db;
	}

	get questions(): readonly CompareQuestion[] {
		return this.#questions;
	}
	get trajectories(): readonly CompareTrajectory[] {
		return this.#trajectories;
	}
	get questionId(): string {
		return this.#questionId;
	}
	/** False until the first list is there. */
	get loaded(): boolean {
		return this.#loaded;
	}
	get position(): number {
		return this.#questions.findIndex((question) => question.id === this.#questionId);
	}

	/** The id of the question `steps` further in the filtered list, staying inside it. */
	neighbour(steps: number): string {
		const last = this.#questions.length - 1;
		const at = Math.min(Math.max(this.position + steps, 0), Math.max(last, 0));
		return this.#questions[at]?.id ?? '';
	}

	/** Loads the filtered list and one question of it: the wanted one where it exists, otherwise the first. */
	async show(filter: CompareFilter, wanted: string): Promise<void> {
		const turn = ++this.#turn;
		const questions = await this.#db.query('compare/questions', { filter });
		const known = wanted !== '' ? wanted : (questions[0]?.id ?? '');
		const trajectories =
			known === '' ? [] : await this.#db.query('compare/question', { question: known });
		if (turn !== this.#turn) return;
		this.#questions = questions;
		this.#questionId = known;
		this.#trajectories = trajectories;
		this.#loaded = true;
	}

	/** Another question of the same list. */
	async open(questionId: string): Promise<void> {
		const turn = ++this.#turn;
		const trajectories = await this.#db.query('compare/question', { question: questionId });
		if (turn !== this.#turn) return;
		this.#questionId = questionId;
		this.#trajectories = trajectories;
	}
}
