import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_RECIPE } from '../../../src/lib/core/model/recipe.ts';
import type { AnalysisState } from '../../../src/lib/state/analysis-state.svelte.ts';
import { CurateState } from '../../../src/lib/state/curate-state.svelte.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import type { TrajectoryList } from '../../../src/lib/state/trajectory-list.ts';
import { TrajectoryListState } from '../../../src/lib/state/trajectory-list-state.svelte.ts';

const IDS = Array.from({ length: 7 }, (_, at) => `t${at}`);
const decisions = {
	t1: { override: 'keep', person_verdict: 'wrong', tags: 'odd|a%7Cb' },
	t2: { override: 'auto', person_verdict: null, tags: '' }
} as const;

/** A project of seven trajectories, of which a person decided about one. */
function aList() {
	const appended: [string, readonly object[]][] = [];
	const query = vi.fn(
		(name: string, params: { ids?: string; pattern?: string; filter?: string }) => {
			if (name === 'lists/trajectory-ids') return IDS.map((id) => ({ id }));
			if (name === 'lists/trajectories') return IDS.map((id) => ({ id }));
			if (name === 'lists/trajectories-count') return [{ count: IDS.length }];
			if (name === 'lists/check-pattern' && params.pattern === '(') {
				throw new Error('Invalid Input Error: missing ): (');
			}
			if (name !== 'lists/trajectory-decisions') return [];
			return params.ids!.split('|').map((id) => ({
				id,
				...(id === 't1' ? decisions.t1 : decisions.t2)
			}));
		}
	);
	const db = {
		query: async (name: string, params: object) => query(name, params),
		append: async (table: string, rows: readonly object[]) => void appended.push([table, rows]),
		curate: async () => ({ recipe: DEFAULT_RECIPE })
	} as never;
	const messages = new MessagesState();
	const analysis = {} as AnalysisState;
	const curate = new CurateState({ db, analysis, messages, readOnly: () => false });
	return { list: new TrajectoryListState({ db, curate, messages }), curate, appended, query };
}

const ANYTHING = { filter: {}, sort: '' };

describe('what is done to chosen trajectories', () => {
	it('is one step, over those that it changes', async () => {
		const { list, curate, appended } = aList();
		await list.show(ANYTHING);
		list.selection.add(['t1', 't2', 't3']);
		expect(await list.act({ kind: 'override', after: 'keep' })).toBe(2);
		expect(appended).toEqual([
			[
				'overrides',
				[
					{ trajectory_id: 't2', decision: 'keep' },
					{ trajectory_id: 't3', decision: 'keep' }
				]
			]
		]);
		expect(list.canUndo).toBe(true);
		await list.undo();
		expect(appended[1]).toEqual([
			'overrides',
			[
				{ trajectory_id: 't2', decision: 'none' },
				{ trajectory_id: 't3', decision: 'none' }
			]
		]);
		expect([list.canUndo, curate.canUndo]).toEqual([false, false]);
	});

	it('gives each its own verdict back', async () => {
		const { list, appended } = aList();
		list.selection.add(['t1', 't2']);
		expect(await list.act({ kind: 'verdict', after: 'correct' })).toBe(2);
		await list.undo();
		expect(appended[1]![1]).toMatchObject([
			{ trajectory_id: 't1', verdict: 'wrong' },
			{ trajectory_id: 't2', verdict: 'none', reason: 'taken back' }
		]);
	});

	it('tags those without the tag, whatever its signs', async () => {
		const { list, appended } = aList();
		list.selection.add(['t1', 't2']);
		expect(await list.act({ kind: 'tag', tag: 'a|b', after: true })).toBe(1);
		expect(appended).toEqual([['tags', [{ trajectory_id: 't2', tag: 'a|b', present: true }]]]);
		expect(await list.act({ kind: 'tag', tag: 'new', after: false })).toBe(0);
	});

	it('is not taken back once something else was decided', async () => {
		const { list, curate, appended } = aList();
		list.selection.add(['t2']);
		await list.act({ kind: 'override', after: 'drop' });
		await curate.decide({
			kind: 'override',
			changes: [{ id: 't5', before: 'none', after: 'keep' }]
		});
		expect(list.canUndo).toBe(false);
		await list.undo();
		expect(appended).toHaveLength(2);
	});
});

describe('choosing', () => {
	it('goes from the one chosen last to another, either way, and ends with the filter', async () => {
		const { list } = aList();
		await list.show(ANYTHING);
		list.selection.set('t4', 4, true);
		await list.selectTo(2);
		expect(list.selection.ids.toSorted()).toEqual(['t2', 't3', 't4']);
		await list.show({ ...ANYTHING, sort: 'tokens' });
		expect(list.selection.size).toBe(3);
		await list.show({ filter: { verdict: 'wrong' }, sort: 'tokens' });
		expect(list.selection.size).toBe(0);
		await list.selectAll();
		expect(list.selection.size).toBe(IDS.length);
	});

	it('follows a filter that changes while the list is refreshed', async () => {
		const { list } = aList();
		let wanted: TrajectoryList = ANYTHING;
		const refreshed = list.refresh(() => wanted);
		wanted = { filter: { verdict: 'wrong' }, sort: '' };
		await list.show(wanted);
		await refreshed;
		expect(list.list).toBe(wanted);
	});

	it('is not overtaken by a filter from before', async () => {
		const { list } = aList();
		const before = list.show({ filter: { pattern: '(' }, sort: '' });
		const after = list.show({ filter: { verdict: 'wrong' }, sort: '' });
		await Promise.all([before, after]);
		expect([list.list.filter, list.patternProblem]).toEqual([{ verdict: 'wrong' }, '']);
	});

	it('does not outlive the project', async () => {
		const { list } = aList();
		await list.show({ filter: { verdict: 'wrong' }, sort: '' });
		await list.act({ kind: 'override', after: 'keep' });
		list.selection.add(['t1']);
		expect(list.rows.row(0)?.id).toBe('t0');
		list.clear();
		expect([list.selection.size, list.rows.count, list.rows.row(0)]).toEqual([0, null, undefined]);
		expect([list.list.filter, list.canUndo]).toEqual([{}, false]);
	});

	it('says what is copied: the chosen in the order of the list, or all', async () => {
		const { list } = aList();
		await list.show(ANYTHING);
		expect(await list.rowsToCopy()).toHaveLength(IDS.length);
		list.selection.add(['t6', 't0']);
		expect((await list.rowsToCopy()).map(({ id }) => id)).toEqual(['t0', 't6']);
	});
});

describe('a regular expression that is none', () => {
	it('is told, and the list shown without it', async () => {
		const { list, query } = aList();
		await list.show({ filter: { pattern: '(', verdict: 'wrong' }, sort: '' });
		expect(list.patternProblem).toBe(
			'This is no regular expression: missing ): (. The list is shown without it.'
		);
		expect(query).toHaveBeenCalledWith('lists/trajectories-count', {
			filter: 'verdict=wrong',
			sort: '',
			student: ''
		});
		await list.show({ filter: { pattern: 'a' }, sort: '' });
		expect(list.patternProblem).toBe('');
	});
});

describe('coming back to the list', () => {
	const calls = (query: ReturnType<typeof aList>['query']): number => query.mock.calls.length;

	it('asks nothing where nothing was saved and the same is wanted', async () => {
		const { list, query } = aList();
		await list.open(() => ANYTHING);
		const asked = calls(query);
		await list.open(() => ({ filter: { verdict: '' }, sort: '' }));
		expect(calls(query)).toBe(asked);
		await list.open(() => ({ ...ANYTHING, sort: 'tokens' }));
		expect(calls(query)).toBeGreaterThan(asked);
	});

	it('makes everything anew after something was saved, also while the list was made', async () => {
		const { list, query } = aList();
		const first = list.open(() => ANYTHING);
		list.outdate();
		await first;
		const asked = calls(query);
		await list.open(() => ANYTHING);
		expect(query.mock.calls.slice(asked).map(([name]) => name)).toContain('lists/measure-bounds');
	});

	it('makes everything anew in another project', async () => {
		const { list, query } = aList();
		await list.open(() => ANYTHING);
		list.clear();
		const asked = calls(query);
		await list.open(() => ANYTHING);
		expect(calls(query)).toBeGreaterThan(asked);
	});
});
