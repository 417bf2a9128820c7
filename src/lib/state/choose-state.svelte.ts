import { makeDecisionCard, type DecisionCard } from '../core/decision/decision-card.ts';
import { modelFamily } from '../core/decision/model-family.ts';
import type { View } from '../core/decision/view.ts';
import { parseTeacherSettings } from '../core/run/parse-teacher-settings.ts';
import type { TeacherComparison } from '../protocol/analysis-api.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { AnalysisState } from './analysis-state.svelte.ts';
import type { MessagesState } from './messages-state.svelte.ts';

export type TeacherRow = QueryRow<'lists/teachers'>;
export type LengthBin = QueryRow<'compare/lengths'>;

/** What a comparison was asked for. */
interface Question {
	readonly seed: number;
	/** Id of the teacher entry that plays the student; '' for none. */
	readonly student: string;
}

/** The teachers of the project and how they compare on the questions that all of them answered. */
export class ChooseState {
	readonly #db: PageDb;
	readonly #analysis: AnalysisState;
	readonly #messages: MessagesState;

	#teachers = $state.raw<readonly TeacherRow[]>([]);
	#comparison = $state.raw<TeacherComparison | null>(null);
	#lengths = $state.raw<readonly LengthBin[]>([]);
	#asked = $state.raw<Question>({ seed: 0, student: '' });
	/** Model ids of the teachers that run here. */
	#models = $state.raw<ReadonlyMap<string, string>>(new Map());
	#busy = $state(false);
	#turn = 0;
	#onLeave: (() => void) | null = null;

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
	/**
	 * Who is compared unless told otherwise: everybody who wrote something, without the student, which
	 * would be compared with its own teachers.
	 */
	usualTeachers(student: string): readonly string[] {
		const writers = this.#teachers.filter(({ trajectories }) => trajectories > 0);
		const others = writers.filter(({ id }) => id !== student);
		return (others.length > 0 ? others : writers).map(({ id }) => id);
	}
	name(teacherId: string): string {
		return this.#teachers.find((teacher) => teacher.id === teacherId)?.name ?? teacherId;
	}

	/** The decision card of the comparison on this view; null where nothing is compared. */
	card(view: View, labelOf: (metric: string) => string): DecisionCard | null {
		const comparison = this.#comparison;
		if (comparison === null || comparison.commonQuestions === 0) return null;
		const { seed, student } = this.#asked;
		return makeDecisionCard({
			comparison,
			teachers: comparison.teachers.map((id) => ({
				id,
				name: this.name(id),
				family: this.#family(id)
			})),
			studentFamily: student === '' ? null : this.#family(student),
			evidence: comparison.evidence,
			view,
			seed,
			labelOf
		});
	}

	/** Of the model behind a teacher; an imported one has only its name. */
	#family(teacherId: string): string | null {
		return modelFamily(this.#models.get(teacherId) ?? '') ?? modelFamily(this.name(teacherId));
	}

	/** Calls this once, when the project is left: what was made of its card ends with it. */
	whenLeft(onLeave: () => void): void {
		this.#onLeave = onLeave;
	}

	clear(): void {
		this.#onLeave?.();
		this.#onLeave = null;
		this.#forget();
	}

	#forget(): void {
		this.#turn++;
		this.#busy = false;
		this.#teachers = [];
		this.#comparison = null;
		this.#lengths = [];
	}

	async refreshTeachers(): Promise<void> {
		this.#teachers = await this.#db.query('lists/teachers', {});
	}

	/** Compares these teachers; a later call overtakes an earlier one. */
	async compare(teacherIds: readonly string[], seed: number, student = ''): Promise<void> {
		const turn = ++this.#turn;
		this.#busy = true;
		const isWanted = (): boolean => turn === this.#turn;
		await this.#messages.guard(async () => {
			await this.refreshTeachers();
			const known = this.#teachers.map((teacher) => teacher.id);
			const chosen =
				teacherIds.length > 0
					? teacherIds.filter((id) => known.includes(id))
					: this.usualTeachers(student);
			if (chosen.length === 0) return this.#forget();
			const comparison = await this.#analysis.compareTeachers(chosen, seed, student);
			const lengths = await this.#db.query('compare/lengths', { teachers: chosen.join('|') });
			const models = await this.#readModels();
			if (!isWanted()) return;
			this.#comparison = comparison;
			this.#asked = { seed, student };
			this.#models = models;
			this.#lengths = lengths;
		}, isWanted);
		if (isWanted()) this.#busy = false;
	}

	async #readModels(): Promise<Map<string, string>> {
		const rows = await this.#db.query('run/local-teachers', {});
		return new Map(
			rows.map(({ id, settings }) => [id, parseTeacherSettings(settings)?.model.id ?? ''])
		);
	}
}
