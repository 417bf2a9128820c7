import { DEMO_RUN } from '../core/run/demo.ts';
import type { AppState } from './app-state.svelte.ts';
import type { Clients } from './clients.ts';

/** Projects that begin with what ships with the page. */
export class Samples {
	readonly #files: Pick<Clients, 'sampleFile' | 'codeSample' | 'demoQuestions'>;
	readonly #app: AppState;
	readonly #create: (name: string) => Promise<void>;

	/** @param create makes a project and opens it */
	constructor(
		files: Pick<Clients, 'sampleFile' | 'codeSample' | 'demoQuestions'>,
		app: AppState,
		create: (name: string) => Promise<void>
	) {
		this.#files = files;
		this.#app = app;
		this.#create = create;
	}

	/** 'Explore a sample': the bundled GSM8K answers of four models. */
	explore(): Promise<void> {
		return this.#open('GSM8K sample', this.#files.sampleFile);
	}

	/** 'Try code questions': bundled questions, tests, and answers to be run. */
	tryCode(): Promise<void> {
		return this.#open('Code questions', this.#files.codeSample);
	}

	async #open(name: string, load: () => Promise<File>): Promise<void> {
		const { imports, messages } = this.#app;
		await messages.guard(async () => {
			const file = await load();
			await this.#create(name);
			await imports.add([{ kind: 'file', file }]);
			await this.#app.runImport();
		});
	}

	/** 'Run the demo teachers': the bundled models write right away. */
	async runDemo(): Promise<void> {
		const { choose, imports, messages, project, router, runs, teachers } = this.#app;
		await messages.guard(async () => {
			const file = await this.#files.demoQuestions();
			await this.#create('Demo teachers');
			await imports.add([{ kind: 'file', file }]);
			await imports.run();
			const teacherIds = await teachers.addDemoTeachers();
			await project.refresh();
			await choose.refreshTeachers();
			await runs.start({ version: 1, teacherIds, domain: '', ...DEMO_RUN });
			router.go('teachers');
		});
	}
}
