import type { AppState } from './app-state.svelte.ts';
import { PLACE_NAMES } from './place-names.ts';
import type { Place, RouteParams } from './router-state.svelte.ts';
import { parseHash } from './router-state.svelte.ts';

/** Something that can be done from anywhere, by its name. */
export interface Command {
	/** Stays the same from visit to visit: what was used is remembered by it. */
	readonly id: string;
	readonly name: string;
	readonly group: string;
	/** Other words that people look for it by. */
	readonly keywords?: string;
	/** Why it cannot be done now; '' where it can. */
	readonly unavailable?: string;
	/** The place that it leads to, where it does. */
	readonly place?: Place;
	readonly run: () => void | Promise<void>;
}

/** What only the page can do. */
export interface PageActions {
	readonly download: (file: Blob, name: string) => void;
	readonly showKeys: () => void;
}

const NO_PROJECT = 'no project is open';
const READ_ONLY = 'open in another tab';

/** Everything that can be done now, or with the reason why not; in the order of the work. */
export function commandsOf(app: AppState, page: PageActions): Command[] {
	return [
		...placeCommands(app),
		...startCommands(app),
		...runCommands(app),
		...curationCommands(app),
		...exportCommands(app, page),
		...projectCommands(app, page),
		...savedCommands(app),
		...pageCommands(app, page)
	];
}

/** Goes to a place; one that is on screen already looks at its new address. */
function visit(app: AppState, place: Place, params: RouteParams = {}): void {
	app.router.go(place, params);
	app.changes.announce();
}

/** What makes a project of its own is seen in the place of that name. */
async function inProject(app: AppState, work: () => Promise<void>): Promise<void> {
	app.router.go('project');
	await app.start();
	await work();
}

function placeCommands(app: AppState): Command[] {
	const places = app.project.open ? PLACE_NAMES : PLACE_NAMES.slice(0, 1);
	return places.map(({ place, name }) => ({
		id: `place:${place}`,
		name,
		group: 'Place',
		keywords: 'go to',
		place,
		run: () => visit(app, place)
	}));
}

function startCommands(app: AppState): Command[] {
	const start = { group: 'Start', place: 'project' } as const;
	return [
		{
			...start,
			id: 'sample',
			name: 'Explore a sample',
			keywords: 'gsm8k example mathematics',
			run: () => inProject(app, () => app.exploreSample())
		},
		{
			...start,
			id: 'demo',
			name: 'Run the demo teachers',
			keywords: 'tiny models generate arithmetic',
			run: () => inProject(app, () => app.runDemo())
		},
		{
			...start,
			id: 'own-data',
			name: 'Open my data',
			keywords: 'import file load url jsonl csv parquet drop',
			run: () =>
				inProject(app, async () => {
					if (!app.project.open) await app.createProject('My project');
				})
		}
	];
}

function runCommands(app: AppState): Command[] {
	const { project, runs } = app;
	if (!project.open) return [];
	const plan: Command = {
		id: 'run:plan',
		name: 'Plan a run',
		group: 'Run',
		keywords: 'start generate write trajectories teachers',
		unavailable: runs.isRunning ? 'a run is going on' : writable(app),
		place: 'teachers',
		run: () => visit(app, 'teachers', { view: 'plan' })
	};
	if (runs.isRunning) {
		const unavailable = runs.phase === 'pausing' ? 'coming to rest' : '';
		const run = (): Promise<void> => runs.pause();
		return [
			plan,
			{ id: 'run:pause', name: 'Pause the run', group: 'Run', keywords: 'stop', unavailable, run }
		];
	}
	if (runs.current === null || (runs.phase !== 'paused' && runs.phase !== 'interrupted')) {
		return [plan];
	}
	const resume: Command = {
		id: 'run:resume',
		name: 'Resume the run',
		group: 'Run',
		keywords: 'continue start go on',
		unavailable: writable(app),
		place: 'teachers',
		run: async () => {
			visit(app, 'teachers');
			await runs.resume();
		}
	};
	return [plan, resume];
}

function curationCommands(app: AppState): Command[] {
	const { curate, project } = app;
	if (!project.open) return [];
	const missing = curate.result?.missingPairs ?? 0;
	const measuring = app.analysis.task ? 'something is being measured' : writable(app);
	return [
		{
			id: 'undo',
			name: 'Undo',
			group: 'Curate',
			keywords: 'take back step verdict recipe keep drop curation',
			unavailable: curate.canUndo ? '' : 'nothing to undo',
			run: () => curate.undo()
		},
		{
			id: 'redo',
			name: 'Redo',
			group: 'Curate',
			keywords: 'do again step curation',
			unavailable: curate.canRedo ? '' : 'nothing to redo',
			run: () => curate.redo()
		},
		{
			id: 'distances',
			name: 'Measure distances',
			group: 'Curate',
			keywords: 'edit distance diversity farthest',
			unavailable: missing > 0 ? measuring : 'no distance is missing',
			run: () => curate.measureDistances()
		}
	];
}

function exportCommands(app: AppState, page: PageActions): Command[] {
	if (!app.project.open) return [];
	const exporting = app.export;
	const archive = exporting.files.find(({ name }) => name.endsWith('.zip'));
	const files = exporting.files.filter((file) => file !== archive);
	return [
		{
			id: 'write',
			name: 'Write the files',
			group: 'Export',
			keywords: 'produce dataset training set export jsonl',
			unavailable: whyNotWritten(app),
			place: 'export',
			run: async () => {
				visit(app, 'export');
				await writeFiles(app);
			}
		},
		...(archive ? [archive, ...files] : files).map((file) => ({
			id: `download:${file.name}`,
			name: file === archive ? 'Download all files' : `Download ${file.name}`,
			group: 'Export',
			keywords: 'dataset save file',
			run: () => page.download(file.file, file.name)
		}))
	];
}

function whyNotWritten(app: AppState): string {
	if (app.export.share !== null) return 'files are being written';
	if (app.project.counts.trajectories === 0) return 'no trajectories yet';
	return (app.curate.result?.missingPairs ?? 0) > 0 ? 'distances are missing' : '';
}

/** The funnel runs first; where it leaves nothing, or distances are missing, the place says so. */
async function writeFiles(app: AppState): Promise<void> {
	await app.curate.refresh();
	const { result, recipe } = app.curate;
	if (result && result.selected > 0 && result.missingPairs === 0) await app.export.write(recipe);
}

function projectCommands(app: AppState, page: PageActions): Command[] {
	const { project } = app;
	const others = project.list.filter(({ id }) => id !== project.id);
	return [
		{
			id: 'project:new',
			name: 'New project',
			group: 'Project',
			keywords: 'create',
			place: 'project',
			run: () => inProject(app, () => app.createProject('My project'))
		},
		{
			id: 'project:export',
			name: 'Export project file',
			group: 'Project',
			keywords: 'backup save copy retort',
			unavailable: project.open ? '' : NO_PROJECT,
			run: async () => {
				const file = await project.exportFile();
				page.download(file, file.name);
			}
		},
		{
			id: 'project:close',
			name: 'Close project',
			group: 'Project',
			unavailable: project.open ? '' : NO_PROJECT,
			place: 'project',
			run: () => project.close()
		},
		...others.map(({ id, name }) => ({
			id: `project:open:${id}`,
			name: `Open ${name}`,
			group: 'Project',
			keywords: 'switch project',
			run: () => app.openProject(id)
		}))
	];
}

function savedCommands(app: AppState): Command[] {
	if (!app.project.open) return [];
	const filters = app.trajectories.saved.all.map(({ name, address }) => ({
		id: `filter:${name}`,
		name,
		group: 'Saved filter',
		keywords: 'trajectories',
		place: 'trajectories' as const,
		run: () => visit(app, 'trajectories', parseHash(`#/trajectories?${address}`).params)
	}));
	const statements = app.console.saved.map(({ name, sql }) => ({
		id: `sql:${name}`,
		name,
		group: 'Saved statement',
		keywords: 'sql query',
		place: 'sql' as const,
		run: () => {
			app.console.setText(sql);
			visit(app, 'sql');
		}
	}));
	return [...filters, ...statements];
}

function pageCommands(app: AppState, page: PageActions): Command[] {
	const themes = [
		{ theme: 'light', name: 'Light theme' },
		{ theme: 'dark', name: 'Dark theme' },
		{ theme: 'system', name: 'System theme' }
	] as const;
	return [
		...themes.map(({ theme, name }) => ({
			id: `theme:${theme}`,
			name,
			group: 'Page',
			keywords: 'colours appearance mode',
			unavailable: app.theme === theme ? 'in use' : '',
			run: () => app.setTheme(theme)
		})),
		{
			id: 'keys',
			name: 'Show the keys',
			group: 'Page',
			keywords: 'keyboard help shortcuts',
			run: () => page.showKeys()
		},
		{
			id: 'tour',
			name: 'Start the tour',
			group: 'Page',
			keywords: 'help introduction how first steps',
			unavailable: app.project.open ? '' : NO_PROJECT,
			run: () => app.tour.start()
		}
	];
}

function writable(app: AppState): string {
	return app.project.readOnly ? READ_ONLY : '';
}
