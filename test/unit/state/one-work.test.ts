import { describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../../src/lib/core/model/errors.ts';
import { OneWork } from '../../../src/lib/state/one-work.ts';

/** Goes on until it is cancelled. */
function untilCancelled(signal: AbortSignal): Promise<void> {
	return new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(new Cancelled()));
	});
}

describe('work of which one goes on', () => {
	it('does not begin a second time', async () => {
		const work = new OneWork();
		const first = work.run(untilCancelled);
		expect(work.isRunning).toBe(true);
		const second = vi.fn(async () => undefined);
		await work.run(second);
		expect(second).not.toHaveBeenCalled();
		work.cancel();
		await expect(first).resolves.toBeUndefined();
		expect(work.isRunning).toBe(false);
		await work.run(second);
		expect(second).toHaveBeenCalledOnce();
	});

	it('passes a failure on, and can be begun again', async () => {
		const work = new OneWork();
		await expect(work.run(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
		expect(work.isRunning).toBe(false);
	});

	it('rests when what was begun has ended, however it ended', async () => {
		const work = new OneWork();
		await work.rest();
		const saved = vi.fn();
		const running = work.run(async (signal) => {
			await untilCancelled(signal).catch(() => undefined);
			saved();
			throw new Error('too late');
		});
		running.catch(() => undefined);
		await work.rest();
		expect(saved).toHaveBeenCalledOnce();
		expect(work.isRunning).toBe(false);
	});
});
