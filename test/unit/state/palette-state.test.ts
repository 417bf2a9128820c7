import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PaletteState } from '../../../src/lib/state/palette-state.svelte.ts';
import { fakeApp } from './fake-app.ts';

let app: ReturnType<typeof fakeApp>;
let palette: PaletteState;
beforeEach(async () => {
	vi.useFakeTimers();
	app = fakeApp();
	palette = new PaletteState(app.asApp, { download: vi.fn(), showKeys: vi.fn() });
	await palette.open();
});
afterEach(() => vi.useRealTimers());

const names = (): string[] => palette.found.map(({ name }) => name);

describe('the palette', () => {
	it('begins with everything, in the order of the work', () => {
		expect(names().slice(0, 3)).toEqual(['Project', 'Questions', 'Student']);
		expect(palette.at).toBe(0);
	});

	it('begins with what was used last', async () => {
		await palette.run(palette.found.find(({ name }) => name === 'Choose')!);
		await palette.run(palette.found.find(({ name }) => name === 'Dark theme')!);
		await palette.open();
		expect(names().slice(0, 3)).toEqual(['Dark theme', 'Choose', 'Project']);
		expect(names().filter((name) => name === 'Choose')).toHaveLength(1);
	});

	it('moves the choice around the ends, and back to the best with each letter', () => {
		palette.move(-1);
		expect(palette.at).toBe(palette.found.length - 1);
		palette.move(1);
		expect(palette.at).toBe(0);
		palette.moveTo('last');
		palette.setQuery('cur');
		expect(palette.active?.name).toBe('Curate');
	});

	it('has nothing to run where nothing is found', () => {
		palette.setQuery('zzzz');
		expect(palette.active).toBeUndefined();
		palette.move(1);
		expect(palette.at).toBe(-1);
	});

	it('looks for questions once the hand rests, and forgets those of an older query', async () => {
		app.db.query.mockResolvedValue([{ id: 'q7', text: 'A train leaves' }]);
		palette.setQuery('tra');
		palette.setQuery('train');
		await vi.advanceTimersByTimeAsync(200);
		expect(app.db.query).toHaveBeenCalledTimes(1);
		expect(palette.found.at(-1)?.name).toBe('A train leaves');
		await palette.run(palette.found.at(-1)!);
		expect(app.router).toMatchObject({ place: 'compare', params: { question: 'q7' } });
		palette.setQuery('t');
		expect(names()).not.toContain('A train leaves');
	});

	it('tells of a command that fails', async () => {
		await palette.run({
			id: 'x',
			name: 'x',
			group: 'x',
			run: () => Promise.reject(new Error('no'))
		});
		expect(app.messages.all).toHaveLength(1);
	});
});
