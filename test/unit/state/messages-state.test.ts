import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';

/** A promise that is ended from outside. */
function pending() {
	let end!: () => void;
	let fail!: (error: Error) => void;
	const promise = new Promise<void>((resolve, reject) => {
		end = resolve;
		fail = reject;
	});
	return { promise, end, fail };
}
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
		void messages.whileLeaving(() => Promise.resolve());
		expect(messages.all.map(({ text }) => text)).toEqual(['Opened read-only.']);
	});

	it('do not tell of what a project was still asked for when another took its place', async () => {
		const messages = new MessagesState();
		const texts = (): string[] => messages.all.map(({ text }) => text);
		const closed = (text: string): AppError => new AppError('project-closed', text);
		const first = pending();
		const asked = messages.guard(() => first.promise);
		const opened = pending();
		const opening = messages.whileLeaving(() => opened.promise);
		await messages.guard(() => Promise.reject(closed('Asked while it opens.')));
		await messages.guard(() => Promise.reject(new AppError('storage-full', 'The disk is full.')));
		opened.end();
		await opening;
		first.fail(closed('Asked before.'));
		await asked;
		expect(texts()).toEqual(['The disk is full.']);
		const late = pending();
		const leaving = messages.whileLeaving(() => Promise.resolve());
		const askedMeanwhile = messages.guard(() => late.promise);
		await leaving;
		late.fail(closed('Asked meanwhile, answered afterwards.'));
		await askedMeanwhile;
		expect(texts()).toEqual(['The disk is full.']);
		await messages.guard(() => Promise.reject(closed('Asked of none.')));
		expect(texts()).toEqual(['The disk is full.', 'Asked of none.']);
	});

	it('tell of what is closed where opening another has failed', async () => {
		const messages = new MessagesState();
		const failed = messages.guard(() =>
			messages.whileLeaving(() =>
				Promise.reject(new AppError('project-missing', 'It was deleted.'))
			)
		);
		await failed;
		await messages.guard(() => Promise.reject(new AppError('project-closed', 'None is open.')));
		expect(messages.all.map(({ text }) => text)).toEqual(['It was deleted.', 'None is open.']);
	});
});
