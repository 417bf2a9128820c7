import { AppError } from '../core/model/errors.ts';
import { createIds } from '../core/model/ids.ts';
import { DEMO_STUDENT, DEMO_TEACHERS } from '../core/run/demo.ts';
import type { Measured } from '../core/run/estimate.ts';
import { parseTeacherSettings } from '../core/run/parse-teacher-settings.ts';
import {
	teacherProblems,
	teacherSettingsJson,
	type TeacherSettings
} from '../core/run/teacher-settings.ts';
import type { PageDb } from '../services/remote-db.ts';

/** A teacher whose model runs here. */
export interface LocalTeacher {
	readonly id: string;
	readonly name: string;
	/** null where the project holds settings that this version cannot read. */
	readonly settings: TeacherSettings | null;
	readonly measured: Measured;
}

/** A form that was begun and not saved. */
export interface TeacherDraft {
	readonly name: string;
	readonly settings: TeacherSettings;
}

/** The local teachers of the project. A teacher never changes: other settings make another teacher. */
export class TeachersState {
	readonly #db: Pick<PageDb, 'query' | 'append'>;
	#local = $state.raw<readonly LocalTeacher[]>([]);
	#loaded = $state(false);
	/** For this visit, by what the form began with. */
	readonly #drafts = new Map<string, TeacherDraft>();

	constructor(db: Pick<PageDb, 'query' | 'append'>) {
		this.#db = db;
	}

	get local(): readonly LocalTeacher[] {
		return this.#local;
	}
	/** False until the first list is there. */
	get loaded(): boolean {
		return this.#loaded;
	}
	find(id: string): LocalTeacher | undefined {
		return this.#local.find((teacher) => teacher.id === id);
	}

	draft(begunWith: TeacherDraft): TeacherDraft | null {
		return this.#drafts.get(draftKey(begunWith)) ?? null;
	}
	/** Forgets it where nothing differs from what it began with. */
	setDraft(begunWith: TeacherDraft, draft: TeacherDraft): void {
		const key = draftKey(begunWith);
		if (draftKey(draft) === key) this.#drafts.delete(key);
		else this.#drafts.set(key, draft);
	}

	clear(): void {
		this.#drafts.clear();
		this.#local = [];
		this.#loaded = false;
	}

	async refresh(): Promise<void> {
		const rows = await this.#db.query('run/local-teachers', {});
		this.#local = rows.map(({ id, name, settings, responses, tokens, seconds }) => ({
			id,
			name,
			settings: parseTeacherSettings(settings),
			measured: { responses, tokens, seconds }
		}));
		this.#loaded = true;
	}

	/** Why a teacher of this name and with these settings cannot be added, a sentence per reason. */
	problems(name: string, settings: TeacherSettings): string[] {
		const wanted = name.trim();
		const problems = teacherProblems(settings);
		if (wanted === '') problems.unshift('The teacher needs a name.');
		const namesake = this.#local.find((teacher) => teacher.name === wanted);
		if (!namesake) return problems;
		const isSame =
			namesake.settings !== null &&
			teacherSettingsJson(namesake.settings) === teacherSettingsJson(settings);
		problems.push(
			isSame
				? 'This very teacher is already here.'
				: 'Another teacher has this name; give this one a name of its own.'
		);
		return problems;
	}

	/** @returns its id. @throws AppError 'plan-invalid' with the first problem */
	async add(name: string, settings: TeacherSettings): Promise<string> {
		const [problem] = this.problems(name, settings);
		if (problem !== undefined) throw new AppError('plan-invalid', problem);
		const id = await this.#save(name.trim(), settings);
		await this.refresh();
		return id;
	}

	/** Adds those of the demo teachers that are not here yet. @returns the ids of all of them. */
	async addDemoTeachers(): Promise<string[]> {
		const ids: string[] = [];
		for (const { name, settings } of DEMO_TEACHERS) ids.push(await this.#save(name, settings));
		await this.refresh();
		return ids;
	}

	/** @returns its id. */
	async addDemoStudent(): Promise<string> {
		const id = await this.#save(DEMO_STUDENT.name, DEMO_STUDENT.settings);
		await this.refresh();
		return id;
	}

	/** The student with worked examples: it stands in no list of teachers. @returns its id. */
	async addProbe(name: string, settings: TeacherSettings): Promise<string> {
		return this.#save(name, settings, 'probe');
	}

	/** The id is a hash of name and settings, so that adding the same teacher twice changes nothing. */
	async #save(
		name: string,
		settings: TeacherSettings,
		origin: 'local' | 'probe' = 'local'
	): Promise<string> {
		const json = teacherSettingsJson(settings);
		const id = (await createIds()).teacher(name, json);
		await this.#db.append('teachers', [{ id, name, origin, settings: json }]);
		return id;
	}
}

function draftKey({ name, settings }: TeacherDraft): string {
	return JSON.stringify([name, teacherSettingsJson(settings)]);
}
