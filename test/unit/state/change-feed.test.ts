import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ChangeFeed } from '../../../src/lib/state/change-feed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A feed, and when its listener was told, in milliseconds from the start. */
function listen(work: () => unknown, intervalMs = 400): { feed: ChangeFeed; told: number[] } {
	const startedAt = Date.now();
	const told: number[] = [];
	const feed = new ChangeFeed(intervalMs);
	feed.subscribe(() => {
		told.push(Date.now() - startedAt);
		return work();
	});
	return { feed, told };
}

async function saveAllTheTime(feed: ChangeFeed, ms: number): Promise<void> {
	for (let passed = 0; passed < ms; passed += 50) {
		feed.announce();
		await vi.advanceTimersByTimeAsync(50);
	}
}

it('makes a burst of changes one announcement', async () => {
	const { feed, told } = listen(() => undefined);
	for (let i = 0; i < 5; i++) feed.announce();
	await vi.advanceTimersByTimeAsync(2_000);
	expect(told).toEqual([400]);
});

it('tells quick views at every interval while something is saved', async () => {
	const { feed, told } = listen(() => after(20));
	await saveAllTheTime(feed, 2_000);
	expect(told).toEqual([400, 820, 1250, 1670]);
});

it('asks a slow view one thing at a time, and rests three times as long', async () => {
	let asking = 0;
	let most = 0;
	const { feed, told } = listen(async () => {
		most = Math.max(most, ++asking);
		await after(3_000);
		asking--;
	});
	await saveAllTheTime(feed, 30_000);
	expect(most).toBe(1);
	expect(told).toEqual([400, 12400, 24400]);
});

it('has a slow view look soon where it is asked to, in the midst of its work and of its rest', async () => {
	const { feed, told } = listen(() => after(3_000));
	feed.announce();
	await vi.advanceTimersByTimeAsync(1_000);
	feed.announce();
	feed.announceSoon();
	await vi.advanceTimersByTimeAsync(3_000);
	feed.announceSoon();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(told).toEqual([400, 1_400, 4_400, 12_400]);
});

it('tells of the last change after the views are up to date, and then no more', async () => {
	const { feed, told } = listen(() => after(3_000));
	feed.announce();
	await vi.advanceTimersByTimeAsync(1_000);
	feed.announce();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(told).toEqual([400, 12400]);
});

it('goes on where a view fails, and where one hangs', async () => {
	const { feed, told } = listen(() => undefined);
	feed.subscribe(() => {
		throw new Error('at once');
	});
	feed.subscribe(() => Promise.reject(new Error('later')));
	feed.announce();
	await vi.advanceTimersByTimeAsync(1_000);
	feed.announce();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(told).toHaveLength(2);
	feed.subscribe(() => new Promise(() => undefined));
	await saveAllTheTime(feed, 200_000);
	expect(told).toHaveLength(4);
});

it('tells nobody who has left', async () => {
	const feed = new ChangeFeed(100);
	const listener = vi.fn();
	feed.subscribe(listener)();
	feed.announce();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(listener).not.toHaveBeenCalled();
});
