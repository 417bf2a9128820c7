import { vi } from 'vitest';
import type { Settings } from '../../../src/lib/services/settings.ts';
import type { AppState } from '../../../src/lib/state/app-state.svelte.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import { TourState } from '../../../src/lib/state/tour-state.svelte.ts';
import type { Place } from '../../../src/lib/state/router-state.svelte.ts';

export function fakeSettings(): Settings {
	let recent: readonly string[] = [];
	let knows = false;
	return {
		theme: () => 'system',
		setTheme: () => undefined,
		lastProject: () => null,
		setLastProject: () => undefined,
		recentCommands: () => recent,
		setRecentCommands: (ids) => (recent = ids),
		knowsTour: () => knows,
		setKnowsTour: () => (knows = true)
	};
}

export function fakeRouter() {
	return {
		place: 'project' as Place,
		params: {} as Record<string, string>,
		go(place: Place, params: Record<string, string> = {}) {
			this.place = place;
			this.params = params;
		}
	};
}

/** As much of the app as commands look at: a project is open, nothing is going on. */
export function fakeApp() {
	const router = fakeRouter();
	const settings = fakeSettings();
	const projects = [
		{ id: 'p1', name: 'Open one' },
		{ id: 'p2', name: 'Übung' }
	];
	const app = {
		settings,
		router,
		messages: new MessagesState(),
		changes: { announceSoon: vi.fn() },
		tour: new TourState(settings, router),
		theme: 'system',
		setTheme: vi.fn(),
		project: {
			open: {} as object | null,
			id: 'p1',
			list: projects,
			readOnly: false,
			counts: { trajectories: 10 },
			exportFile: vi.fn(async () => new File([], 'p1.retort'))
		},
		runs: { isRunning: false, phase: 'done', current: null as object | null, pause: vi.fn() },
		curate: { canUndo: false, canRedo: false, result: null, undo: vi.fn(async () => undefined) },
		analysis: { task: null },
		export: { share: null, files: [] as { name: string; file: File }[] },
		trajectories: {
			saved: { all: [] as { name: string; address: string }[], load: vi.fn(async () => undefined) }
		},
		console: {
			saved: [] as { name: string; sql: string }[],
			loadSaved: vi.fn(async () => undefined),
			setText: vi.fn()
		},
		db: { query: vi.fn(async () => [] as object[]) },
		openProject: vi.fn(async () => undefined)
	};
	return { ...app, asApp: app as unknown as AppState };
}
