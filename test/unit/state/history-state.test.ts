import { describe, expect, it } from 'vitest';
import { HistoryState } from '../../../src/lib/state/history-state.svelte.ts';

describe('HistoryState', () => {
	it('takes steps back and does them again in order', () => {
		const history = new HistoryState<string>();
		history.push('a');
		history.push('b');
		expect([history.toUndo, history.toRedo]).toEqual(['b', undefined]);
		expect(history.undo()).toBe('b');
		expect([history.toUndo, history.toRedo]).toEqual(['a', 'b']);
		expect(history.undo()).toBe('a');
		expect(history.undo()).toBeUndefined();
		expect(history.redo()).toBe('a');
		expect(history.redo()).toBe('b');
		expect(history.redo()).toBeUndefined();
	});

	it('forgets what could be redone once something new happens', () => {
		const history = new HistoryState<string>();
		history.push('a');
		history.undo();
		history.push('b');
		expect(history.canRedo).toBe(false);
		expect(history.undo()).toBe('b');
		expect(history.canUndo).toBe(false);
	});

	it('keeps only the newest steps', () => {
		const history = new HistoryState<number>(2);
		[1, 2, 3].forEach((step) => history.push(step));
		expect([history.undo(), history.undo(), history.undo()]).toEqual([3, 2, undefined]);
	});
});
