import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError, isCancelled } from '../../../src/lib/core/model/errors.ts';
import { WorkerLink } from '../../../src/lib/services/worker-link.ts';
import type { MoodyApi } from './moody-worker.ts';

let link: WorkerLink<MoodyApi>;
beforeEach(() => {
	const url = new URL('./moody-worker.ts', import.meta.url);
	link = new WorkerLink<MoodyApi>(new Worker(url, { type: 'module' }), 'test worker');
});
afterEach(() => link.terminate());

const thrownBy = (promise: Promise<unknown>): Promise<unknown> =>
	promise.then(
		() => 'nothing',
		(error: unknown) => error
	);

describe('a worker link', () => {
	it('calls and answers', async () => {
		expect(await link.start((api) => api.echo('x'), 10_000)).toBe('x');
	});

	it('carries an AppError whole', async () => {
		const error = await thrownBy(link.call((api) => api.failWithAppError()));
		expect(error).toBeInstanceOf(AppError);
		expect(error).toMatchObject({ code: 'file-format', message: 'A sentence.', detail: 'line 3' });
	});

	it('carries a cancellation as one', async () => {
		expect(isCancelled(await thrownBy(link.call((api) => api.failWithCancelled())))).toBe(true);
	});

	it('carries any other thrown thing as an error', async () => {
		const typeError = await thrownBy(link.call((api) => api.failWithTypeError()));
		expect(typeError).toMatchObject({ name: 'TypeError', message: 'wrong' });
		const text = await thrownBy(link.call((api) => api.failWithText()));
		expect(text).toBeInstanceOf(Error);
		expect(text).toMatchObject({ message: 'just text' });
	});

	it('rejects every pending and later call when the worker dies', async () => {
		const deaths: string[] = [];
		link.whenDead((error) => deaths.push(error.code));
		const hanging = thrownBy(link.call((api) => api.hang()));
		const dying = thrownBy(link.call((api) => api.die()));
		expect(await dying).toMatchObject({ code: 'worker-died' });
		expect(await hanging).toMatchObject({ code: 'worker-died' });
		expect(await thrownBy(link.call((api) => api.echo('x')))).toMatchObject({
			code: 'worker-died'
		});
		expect(link.isDead).toBe(true);
		expect(deaths).toEqual(['worker-died']);
	});

	it('ends a worker that does not start in time', async () => {
		const error = await thrownBy(link.start((api) => api.hang(), 50));
		expect(error).toMatchObject({ code: 'timeout' });
		expect(link.isDead).toBe(true);
	});
});
