import { describe, expect, it } from 'vitest';
import { isCancelled } from '../../../src/lib/core/model/errors.ts';
import { remainingMs } from '../../../src/lib/core/queue/eta.ts';
import {
	runQueue,
	type QueueOptions,
	type QueueProgress
} from '../../../src/lib/core/queue/run-queue.ts';
import { WorkQueue } from '../../../src/lib/core/queue/work-queue.ts';

const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

class Death extends Error {}

function optionsOf(
	work: QueueOptions<number>['work'],
	changes: Partial<QueueOptions<number>> = {}
): QueueOptions<number> {
	return {
		items: numbers(20),
		chunkSize: 4,
		lanes: 3,
		work,
		isFatal: () => false,
		signal: new AbortController().signal,
		onProgress: () => undefined,
		now: () => performance.now(),
		...changes
	};
}

describe('WorkQueue', () => {
	it('gives a failed chunk back one by one, at the end, with the next attempt', () => {
		const queue = new WorkQueue(['a', 'b', 'c'], 2);
		const first = queue.lease()!;
		queue.giveBack(first, 'died');
		expect(queue.lease()).toEqual({ items: ['c'], attempt: 1 });
		expect(queue.lease()).toEqual({ items: ['a'], attempt: 2 });
		expect(queue.lease()).toEqual({ items: ['b'], attempt: 2 });
		expect(queue.lease()).toBeUndefined();
		expect(queue.isSettled).toBe(false);
	});

	it('fails an item after three attempts with the last reason', () => {
		const queue = new WorkQueue(['a'], 5);
		for (const reason of ['one', 'two', 'three']) queue.giveBack(queue.lease()!, reason);
		expect(queue.failed).toEqual([{ item: 'a', reason: 'three' }]);
		expect(queue.isSettled).toBe(true);
	});

	it('is settled from the start when empty', () => {
		expect(new WorkQueue([], 5).isSettled).toBe(true);
	});
});

describe('runQueue', () => {
	it('does every item once, and never more chunks at a time than lanes', async () => {
		const seen: number[] = [];
		let busy = 0;
		let mostBusy = 0;
		const failed = await runQueue(
			optionsOf(async (items) => {
				mostBusy = Math.max(mostBusy, ++busy);
				await pause();
				seen.push(...items);
				busy--;
			})
		);
		expect(failed).toEqual([]);
		expect(seen.sort((a, b) => a - b)).toEqual(numbers(20));
		expect(mostBusy).toBe(3);
	});

	it('lets only the guilty item fail, and finishes the rest', async () => {
		const done = new Set<number>();
		let tries = 0;
		const failed = await runQueue(
			optionsOf(async (items) => {
				await pause();
				if (items.includes(13)) {
					tries++;
					throw new Death('The worker died.');
				}
				for (const item of items) done.add(item);
			})
		);
		expect(failed).toEqual([{ item: 13, reason: 'The worker died.' }]);
		expect(tries).toBe(3);
		expect(done.size).toBe(19);
	});

	it('waits for a chunk that another lane may still give back', async () => {
		let calls = 0;
		const done: number[] = [];
		await runQueue(
			optionsOf(
				async (items) => {
					await pause();
					if (++calls === 1) throw new Death('once');
					done.push(...items);
				},
				{ items: [1], lanes: 4 }
			)
		);
		expect(done).toEqual([1]);
	});

	it('stops leasing when cancelled and says so', async () => {
		const abort = new AbortController();
		let done = 0;
		const run = runQueue(
			optionsOf(
				async (items) => {
					await pause();
					done += items.length;
					abort.abort();
				},
				{ signal: abort.signal, lanes: 2 }
			)
		);
		await expect(run).rejects.toSatisfy(isCancelled);
		expect(done).toBeLessThanOrEqual(8);
	});

	it('ends the run at a fatal error, once all lanes rest', async () => {
		let busy = 0;
		const run = runQueue(
			optionsOf(
				async (_, lane) => {
					busy++;
					for (let i = 0; i <= lane; i++) await pause();
					busy--;
					if (lane === 0) throw new Death('No worker starts.');
				},
				{ isFatal: (error) => error instanceof Death }
			)
		);
		await expect(run).rejects.toThrow('No worker starts.');
		expect(busy).toBe(0);
	});

	it('does nothing more after a fatal error', async () => {
		let calls = 0;
		const run = runQueue(
			optionsOf(
				() => {
					calls++;
					return Promise.reject(new Death('No worker starts.'));
				},
				{ isFatal: () => true, lanes: 1 }
			)
		);
		await expect(run).rejects.toThrow('No worker starts.');
		expect(calls).toBe(1);
	});

	it('is complete where it was cancelled when there was nothing left to stop', async () => {
		const abort = new AbortController();
		const run = runQueue(
			optionsOf(
				(items) => {
					if (items.includes(19)) abort.abort();
					return Promise.resolve();
				},
				{ signal: abort.signal, lanes: 1 }
			)
		);
		await expect(run).resolves.toEqual([]);
	});

	it('tells the time that remains from when it began, whatever the clock said then', async () => {
		const etas: (number | null)[] = [];
		let now = 50_000;
		await runQueue(
			optionsOf(
				() => {
					now += 1000;
					return Promise.resolve();
				},
				{ lanes: 1, onProgress: ({ etaMs }) => etas.push(etaMs), now: () => now }
			)
		);
		expect(etas).toEqual([null, 4000, 3000, 2000, 1000, 0]);
	});

	it('reports progress that only grows and ends complete', async () => {
		const reports: QueueProgress[] = [];
		let now = 0;
		await runQueue(
			optionsOf(
				async (items) => {
					now += 1000;
					if (items[0] === 0) throw new Death('always');
				},
				{ lanes: 1, onProgress: (progress) => reports.push(progress), now: () => now }
			)
		);
		expect(reports[0]).toEqual({ done: 0, total: 20, failed: 0, etaMs: null });
		expect(reports.at(-1)).toEqual({ done: 19, total: 20, failed: 1, etaMs: 0 });
		const done = reports.map((report) => report.done);
		expect(done).toEqual([...done].sort((a, b) => a - b));
	});
});

describe('remainingMs', () => {
	it('extrapolates the mean rate, once there is one', () => {
		expect(remainingMs(0, 10, 5000)).toBeNull();
		expect(remainingMs(1, 10, 20)).toBeNull();
		expect(remainingMs(5, 10, 5000)).toBe(5000);
		expect(remainingMs(10, 10, 20)).toBe(0);
	});
});
