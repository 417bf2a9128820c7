import type { TeacherComparison } from '../protocol/analysis-api.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { AnalysisState } from './analysis-state.svelte.ts';
import type { MessagesState } from './messages-state.svelte.ts';

export type TeacherRow = QueryRow<'lists/teachers'>;
export type LengthBin = QueryRow<'compare/lengths'>;

/** The teachers of the project and how they compare on the questions that all of them answered. */
export class ChooseState {
	readonly #db: PageDb;
	readonly #analysis: AnalysisState;
	readonly #messages: MessagesState;

	#teachers = $state.raw<readonly TeacherRow[]>([]);
	#comparison = $state.raw<TeacherComparison | null>(null);
	#lengths = $state.raw<readonly LengthBin[]>([]);
	#busy = $state(false);
	#turn = 0;

	constructor(db: PageDb, analysis: AnalysisState, messages: MessagesState) {
		this.#db = db;
		this.#analysis = analysis;
		this.#messages = messages;
	}

	get teachers(): readonly TeacherRow[] {
		return this.#teachers;
	}
	get comparison(): TeacherComparison | null {
		return this.#comparison;
	}
	get lengths(): readonly LengthBin[] {
		return this.#lengths;
	}
	get busy(): boolean {
		return this.#busy;
	}
	name(teacherId: string): string {
		return this.#teachers.find((teacher) => teacher.id === teacherId)?.name ?? teacherId;
	}

	clear(): void {
		this.#teachers = [];
		this.#comparison = null;
		this.#lengths = [];
	}

	async refreshTeachers(): Promise<void> {
		this.#teachers = await this.#db.query('lists/teachers', {});
	}

	/** Compares these teachers; a later call overtakes an earlier one. */
	async compare(teacherIds: readonly string[], seed: number): Promise<void> {
		const turn = ++this.#turn;
		this.#busy = true;
		try {
			await this.refreshTeachers();
			const known = this.#teachers.map((teacher) => teacher.id);
			const chosen = teacherIds.length > 0 ? teacherIds.filter((id) => known.includes(id)) : known;
			if (chosen.length === 0) return this.clear();
			const comparison = await this.#analysis.compareTeachers(chosen, seed);
			const lengths = await this.#db.query('compare/lengths', { teachers: chosen.join('|') });
			if (turn !== this.#turn) return;
			this.#comparison = comparison;
			this.#lengths = lengths;
		} catch (error) {
			if (turn === this.#turn) this.#messages.error(error);
		} finally {
			if (turn === this.#turn) this.#busy = false;
		}
	}
}
