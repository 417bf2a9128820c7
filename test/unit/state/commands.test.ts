import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../src/lib/state/command.ts';
import { commandsOf } from '../../../src/lib/state/commands.ts';
import { fakeApp } from './fake-app.ts';

const PAGE = { download: vi.fn(), showKeys: vi.fn() };
const all = (app: ReturnType<typeof fakeApp>): Command[] => commandsOf(app.asApp, PAGE);
const named = (app: ReturnType<typeof fakeApp>, name: string): Command | undefined =>
	all(app).find((command) => command.name === name);

describe('commands', () => {
	it('have ids of their own', () => {
		const app = fakeApp();
		app.trajectories.saved.all = [{ name: 'Undo', address: 'verdict=wrong' }];
		app.console.saved = [{ name: 'Undo', sql: 'SELECT 1' }];
		const ids = all(app).map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('lead to every place of an open project, and to one without', () => {
		const app = fakeApp();
		const places = (): number => all(app).filter(({ group }) => group === 'Place').length;
		expect(places()).toBe(11);
		app.project.open = null;
		expect(places()).toBe(1);
		expect(named(app, 'Explore a sample')?.unavailable).toBeFalsy();
		expect(named(app, 'Export project file')?.unavailable).toBe('no project is open');
	});

	it('say why something cannot be done now', () => {
		const app = fakeApp();
		expect(named(app, 'Undo')?.unavailable).toBe('nothing to undo');
		expect(named(app, 'System theme')?.unavailable).toBe('in use');
		app.curate.canUndo = true;
		expect(named(app, 'Undo')?.unavailable).toBe('');
		app.project.counts.trajectories = 0;
		expect(named(app, 'Write the files')?.unavailable).toBe('no trajectories yet');
	});

	it('pause a run that goes on and resume one that waits', () => {
		const app = fakeApp();
		expect(named(app, 'Pause the run')).toBeUndefined();
		app.runs.isRunning = true;
		app.runs.phase = 'running';
		expect(named(app, 'Pause the run')?.unavailable).toBe('');
		expect(named(app, 'Plan a run')?.unavailable).toBe('a run is going on');
		app.runs.isRunning = false;
		app.runs.phase = 'paused';
		app.runs.current = {};
		expect(named(app, 'Resume the run')?.unavailable).toBe('');
		app.project.readOnly = true;
		expect(named(app, 'Resume the run')?.unavailable).toBe('open in another tab');
	});

	it('open the other projects, not the one that is open', () => {
		const app = fakeApp();
		expect(named(app, 'Open Open one')).toBeUndefined();
		void named(app, 'Open Übung')?.run();
		expect(app.openProject).toHaveBeenCalledWith('p2');
	});

	it('bring back saved filters and statements', () => {
		const app = fakeApp();
		app.trajectories.saved.all = [{ name: 'Long and wrong', address: 'verdict=wrong&tokens=500~' }];
		app.console.saved = [{ name: 'Lengths', sql: 'SELECT 1' }];
		void named(app, 'Long and wrong')?.run();
		expect(app.router).toMatchObject({
			place: 'trajectories',
			params: { verdict: 'wrong', tokens: '500~' }
		});
		expect(app.changes.announceSoon).toHaveBeenCalled();
		void named(app, 'Lengths')?.run();
		expect(app.console.setText).toHaveBeenCalledWith('SELECT 1');
		expect(app.router.place).toBe('sql');
	});

	it('download what was written', () => {
		const app = fakeApp();
		const file = new File([], 'set.jsonl');
		app.export.files = [{ name: 'set.jsonl', file }];
		void named(app, 'Download set.jsonl')?.run();
		expect(PAGE.download).toHaveBeenCalledWith(file, 'set.jsonl');
	});
});
