import type { AppState } from './app-state.svelte.ts';
import { visit, writable, type Command, type PageActions } from './command.ts';

export function runCommands(app: AppState): Command[] {
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

export function curationCommands(app: AppState): Command[] {
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

export function exportCommands(app: AppState, page: PageActions): Command[] {
	if (!app.project.open) return [];
	const { files, archive } = app.export;
	const download = (name: string, file: File): Command => ({
		id: `download:${file.name}`,
		name,
		group: 'Export',
		keywords: 'dataset save file',
		run: () => page.download(file, file.name)
	});
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
		...(archive ? [download('Download all files', archive)] : []),
		...files.map(({ name, file }) => download(`Download ${name}`, file))
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
	const { result } = app.curate;
	if (result && result.selected > 0 && result.missingPairs === 0) await app.writeFiles();
}
