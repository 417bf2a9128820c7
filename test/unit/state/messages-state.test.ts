import { describe, expect, it, vi } from 'vitest';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';

const undo = (run: () => Promise<void>) => ({ name: 'Undo', run });

describe('messages that offer something', () => {
	it('do it once', async () => {
		const messages = new MessagesState();
		const run = vi.fn(async () => undefined);
		messages.notice('Deleted.', undo(run));
		await messages.act(messages.all[0]!);
		expect(run).toHaveBeenCalledTimes(1);
		expect(messages.all).toEqual([]);
	});

	it('offer the latest of what has the same words', async () => {
		const messages = new MessagesState();
		const first = vi.fn(async () => undefined);
		const second = vi.fn(async () => undefined);
		messages.notice('Deleted.', undo(first));
		messages.notice('Deleted.', undo(second));
		expect(messages.all).toHaveLength(1);
		await messages.act(messages.all[0]!);
		expect([first, second].map((run) => run.mock.calls.length)).toEqual([0, 1]);
	});

	it('tell when it fails', async () => {
		const messages = new MessagesState();
		messages.notice(
			'Deleted.',
			undo(() => Promise.reject(new Error('full')))
		);
		await messages.act(messages.all[0]!);
		expect(messages.all.map(({ kind }) => kind)).toEqual(['error']);
	});

	it('go with the project they are about', () => {
		const messages = new MessagesState();
		messages.notice(
			'Deleted.',
			undo(() => Promise.resolve())
		);
		messages.notice('Opened read-only.');
		messages.endActions();
		expect(messages.all.map(({ text }) => text)).toEqual(['Opened read-only.']);
	});
});
