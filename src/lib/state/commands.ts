import type { AppState } from './app-state.svelte.ts';
import { inProject, visit, type Command, type PageActions } from './command.ts';
import { PLACE_NAMES } from './place-names.ts';
import { parseHash } from './router-state.svelte.ts';
import { curationCommands, exportCommands, runCommands } from './work-commands.ts';

const NO_PROJECT = 'no project is open';

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
			run: () => inProject(app, () => app.samples.explore())
		},
		{
			...start,
			id: 'code-sample',
			name: 'Try code',
			keywords: 'programs python javascript sandbox',
			run: () => inProject(app, () => app.samples.tryCode())
		},
		{
			...start,
			id: 'demo',
			name: 'Run the demo teachers',
			keywords: 'tiny models generate arithmetic',
			run: () => inProject(app, () => app.samples.runDemo())
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
