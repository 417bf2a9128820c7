import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Row, TableName } from '../../../src/lib/core/model/tables.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import { NoteState } from '../../../src/lib/state/note-state.svelte.ts';

function notes() {
	const saved: [string, string][] = [];
	let failure: Error | null = null;
	const db = {
		append: <T extends TableName>(_: T, rows: readonly Row<T>[]): Promise<void> => {
			if (failure !== null) return Promise.reject(failure);
			for (const row of rows as readonly Row<'notes'>[]) saved.push([row.trajectory_id, row.text]);
			return Promise.resolve();
		}
	};
	const messages = new MessagesState();
	const state = new NoteState(db, messages);
	return { state, saved, messages, fail: (error: Error | null) => (failure = error) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the note', () => {
	it('is saved once typing rests', async () => {
		const { state, saved } = notes();
		state.open('a', 'old');
		state.type('n');
		state.type('new');
		expect([state.text, state.status]).toEqual(['new', 'typing']);
		await vi.advanceTimersByTimeAsync(1_500);
		expect([saved, state.status]).toEqual([[['a', 'new']], 'saved']);
	});

	it('is saved when another trajectory is opened, under its own id', async () => {
		const { state, saved } = notes();
		state.open('a', '');
		state.type('of a');
		state.open('b', 'of b');
		expect(state.text).toBe('of b');
		await state.flush();
		expect([saved, state.status]).toEqual([[['a', 'of a']], 'saved']);
	});

	it('is not overwritten by what was saved before, while it is typed', () => {
		const { state } = notes();
		state.open('a', 'old');
		state.type('newer');
		state.open('a', 'old');
		expect(state.text).toBe('newer');
	});

	it('says when it could not be saved, keeps the words and tries again', async () => {
		const { state, saved, messages, fail } = notes();
		state.open('a', '');
		fail(new Error('disk full'));
		state.type('words');
		await state.flush();
		expect([state.status, state.text, messages.all.length]).toEqual(['failed', 'words', 1]);
		fail(null);
		await state.flush();
		expect([saved, state.status]).toEqual([[['a', 'words']], 'saved']);
	});
});
