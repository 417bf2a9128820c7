import { afterEach, describe, expect, it } from 'vitest';
import { isCancelled } from '../../../src/lib/core/model/errors.ts';
import type { QueueProgress } from '../../../src/lib/core/queue/run-queue.ts';
import { AnalysisPool, type AnalysisPoolOptions } from '../../../src/lib/services/analysis-pool.ts';
import { FakeDatabase } from './fake-database.ts';

let pool: AnalysisPool | null = null;
afterEach(() => pool?.end());

const limits = { baseMs: 3000, perAnswerMs: 20, perPairMs: 2000, idleMs: 50 };
const never = new AbortController().signal;
const ignore = (): void => undefined;

function start(db: FakeDatabase, changes: Partial<AnalysisPoolOptions> = {}): AnalysisPool {
	pool = new AnalysisPool({
		connectDb: db.connect,
		workers: 2,
		createWorker: () =>
			new Worker(new URL('./hostile-worker.ts', import.meta.url), { type: 'module' }),
		limits,
		...changes
	});
	return pool;
}

function numbered(n: number, special: Record<number, string> = {}): FakeDatabase {
	const ids = Array.from({ length: n }, (_, i) => i);
	return new FakeDatabase(
		Object.fromEntries(ids.map((i) => [`t${i}`, special[i] ?? `Answer ${'x'.repeat(i)}`]))
	);
}

describe('AnalysisPool.analyseAll', () => {
	it('analyses everything that is pending and reports progress', async () => {
		const db = numbered(100);
		const reports: QueueProgress[] = [];
		await start(db).analyseAll(never, (progress) => reports.push(progress));
		expect(db.analyses.size).toBe(100);
		expect(db.verdicts.size).toBe(100);
		expect(reports.at(-1)).toEqual({ done: 100, total: 100, failed: 0, etaMs: 0 });
		expect(pool!.deaths).toBe(0);
	});

	it('lets only the guilty answers fail, and says why', async () => {
		const db = numbered(40, { 5: 'hang', 20: 'die' });
		const reports: QueueProgress[] = [];
		await start(db).analyseAll(never, (progress) => reports.push(progress));
		expect(db.verdicts.size).toBe(40);
		const unverified = [...db.verdicts.values()].filter((row) => row.verdict !== 'correct');
		expect(unverified.map((row) => [row.trajectory_id, row.verdict, row.reason]).sort()).toEqual([
			['t20', 'unverifiable', 'the worker stopped unexpectedly'],
			['t5', 'unverifiable', 'time limit']
		]);
		expect(db.analyses.size).toBe(40);
		expect(reports.at(-1)).toMatchObject({ done: 38, failed: 2 });
		expect(pool!.deaths).toBeGreaterThanOrEqual(5);
	});

	it('stops at once when cancelled, and goes on where it was', async () => {
		const db = numbered(200, { 150: 'hang' });
		const abort = new AbortController();
		const slow = start(db, { limits: { ...limits, baseMs: 60_000 } });
		const run = slow.analyseAll(abort.signal, ({ done }) => {
			if (done >= 64) abort.abort();
		});
		await expect(run).rejects.toSatisfy(isCancelled);
		expect(db.verdicts.size).toBeGreaterThanOrEqual(64);
		expect(slow.deaths).toBe(0);
		await slow.end();
		await start(db).analyseAll(never, ignore);
		expect(db.verdicts.size).toBe(200);
	});

	it('does not try again what cannot be saved', async () => {
		const db = numbered(100);
		db.isFull = true;
		await expect(start(db).analyseAll(never, ignore)).rejects.toMatchObject({
			code: 'storage-full',
			message: 'The disk is full.'
		});
		expect(pool!.deaths).toBe(0);
	});

	it('says so when no worker starts', async () => {
		const broken = start(numbered(10), {
			createWorker: () => new Worker(URL.createObjectURL(new Blob(['throw new Error("no")'])))
		});
		await expect(broken.analyseAll(never, ignore)).rejects.toMatchObject({ code: 'worker-died' });
	});

	it('starts workers when there is work and ends them when there is none', async () => {
		const db = numbered(1);
		const idle = start(db);
		expect(db.connections).toBe(0);
		await idle.analyseAll(never, ignore);
		const used = db.connections;
		expect(used).toBe(2);
		await new Promise((resolve) => setTimeout(resolve, 200));
		await idle.analyseAll(never, ignore);
		expect(db.connections).toBe(used + 1);
	});
});

describe('AnalysisPool.farthestDistances', () => {
	const request = (ids: readonly string[], questionId = 'q') => ({
		...{ questionId, ids, seats: 2, measure: 'raw' as const }
	});

	it('hands out questions, and measures what settles each', async () => {
		const db = numbered(40);
		const ids = [...db.responses.keys()];
		const questions = Array.from({ length: 5 }, (_, q) =>
			request(ids.slice(8 * q, 8 * q + 8), `${q}`)
		);
		const reports: QueueProgress[] = [];
		await start(db).farthestDistances(questions, never, (at) => reports.push(at));
		expect(db.bounds.size).toBe(5 * 28);
		for (const { ids } of questions) {
			const farthest = [ids[0]!, ids[7]!].sort().join('|');
			expect(db.pairs.has(farthest)).toBe(true);
		}
		expect(db.pairs.size).toBeLessThan(5 * 28);
		expect(reports.at(-1)).toMatchObject({ done: 5, total: 5 });
		expect(db.connections).toBe(2);
	});

	it('stops when cancelled', async () => {
		const db = numbered(6);
		const abort = new AbortController();
		const run = start(db).farthestDistances([request([...db.responses.keys()])], abort.signal, () =>
			abort.abort()
		);
		await expect(run).rejects.toSatisfy(isCancelled);
	});

	it('names the questions that it could not settle, and settles the rest', async () => {
		const db = numbered(8, { 0: 'y'.repeat(400_000), 1: 'z'.repeat(400_000) });
		const ids = [...db.responses.keys()];
		const run = start(db).farthestDistances(
			[request(ids.slice(0, 4), 'long'), request(ids.slice(4), 'short')],
			never,
			ignore
		);
		await expect(run).rejects.toThrow(/^1 question with responses that could not be compared/);
		expect(db.pairs.has('t4|t7')).toBe(true);
	});
});

describe('AnalysisPool.distancesFor', () => {
	it('compares all pairs of each question', async () => {
		const db = numbered(12);
		const reports: QueueProgress[] = [];
		const ids = [...db.responses.keys()];
		await start(db).distancesFor([{ questionId: 'q', ids }], never, (at) => reports.push(at));
		expect(db.pairs.size).toBe(66);
		// Two answers differ by the number of their last letters.
		for (const { a_id, b_id, distance } of db.pairs.values()) {
			expect(distance).toBe(Math.abs(Number(a_id.slice(1)) - Number(b_id.slice(1))));
		}
		expect(reports.at(-1)).toMatchObject({ done: 66, total: 66 });
	});

	it('names what cannot be compared and saves the rest', async () => {
		const db = numbered(4, { 2: 'y'.repeat(600_000), 3: 'z'.repeat(600_000) });
		const run = start(db).distancesFor(
			[{ questionId: 'q', ids: [...db.responses.keys()] }],
			never,
			ignore
		);
		await expect(run).rejects.toMatchObject({ code: 'not-supported' });
		await expect(run).rejects.toThrow(/^1 pair of responses/);
		expect(db.pairs.size).toBe(5);
	});

	it('has nothing to do without pairs', async () => {
		const db = numbered(1);
		await start(db).distancesFor([{ questionId: 'q', ids: ['t0'] }], never, ignore);
		expect(db.connections).toBe(0);
	});
});
