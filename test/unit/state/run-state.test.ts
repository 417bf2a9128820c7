import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { createIds } from '../../../src/lib/core/model/ids.ts';
import type { RunPlan } from '../../../src/lib/core/run/run-plan.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import { RunState } from '../../../src/lib/state/run-state.svelte.ts';
import { FakeDb, FakeExecutor, FakeUnattended } from './fake-runs.ts';

const PLAN: RunPlan = {
	version: 1,
	teacherIds: ['t'],
	domain: '',
	questionLimit: 5,
	samplesPerQuestion: 2,
	seed: 1
};

let db: FakeDb;
let executor: FakeExecutor;
let unattended: FakeUnattended;
let messages: MessagesState;
let turns: boolean[];
let readOnly = false;

const createRuns = (): RunState =>
	new RunState({
		db,
		executor,
		unattended,
		messages,
		readOnly: () => readOnly,
		assumedSeconds: () => null,
		onSaved: () => undefined,
		onTurn: (isRunning) => turns.push(isRunning),
		now: () => 0
	});

beforeEach(() => {
	db = new FakeDb();
	executor = new FakeExecutor();
	unattended = new FakeUnattended();
	messages = new MessagesState();
	turns = [];
	readOnly = false;
});

const savedState = (runs: RunState): string | undefined => db.runs.get(runs.current!.id)?.state;

describe('a run', () => {
	it('is saved with its questions before it begins, and done at its end', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		expect(runs.phase).toBe('running');
		expect(savedState(runs)).toBe('running');
		expect(db.asked.get(runs.current!.id)).toEqual(['q0', 'q1', 'q2', 'q3', 'q4']);
		expect(unattended.awake).toBe(1);
		executor.finish();
		await vi.waitFor(() => expect(runs.phase).toBe('done'));
		expect(savedState(runs)).toBe('done');
		expect(unattended.awake).toBe(0);
		expect(turns).toEqual([true, false]);
	});

	it('pauses, and goes on where it was', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		await runs.pause();
		expect([runs.phase, savedState(runs)]).toEqual(['paused', 'paused']);
		db.written.add('x');
		await runs.resume();
		expect([runs.phase, savedState(runs), executor.calls]).toEqual(['running', 'running', 2]);
		expect(runs.monitor!.progress).toMatchObject({ total: 10, done: 1 });
	});

	it('can be cancelled while it runs and while it is paused', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		await runs.cancel();
		expect(savedState(runs)).toBe('cancelled');
		await runs.start(PLAN);
		await runs.pause();
		await runs.cancel();
		expect([runs.phase, savedState(runs)]).toEqual(['cancelled', 'cancelled']);
		expect(runs.runs).toHaveLength(2);
	});

	it('stays unfinished in a project that is left, and is found there again', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		await runs.leave();
		expect(runs.current).toBeNull();
		const again = createRuns();
		await again.load();
		expect([again.phase, again.isRunning]).toEqual(['interrupted', false]);
		expect(again.current!.plan).toEqual(PLAN);
	});

	it('that cannot save any more pauses and says why', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		executor.fail(new AppError('storage-full', 'The disk is full.'));
		await vi.waitFor(() => expect(runs.phase).toBe('paused'));
		expect(messages.all.map(({ text }) => text)).toEqual(['The disk is full.']);
		expect(unattended.awake).toBe(0);
	});

	it('is not done where a model could not be loaded', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		executor.listener!.onTeacherDone('t', 'The model is not there.');
		executor.finish();
		await vi.waitFor(() => expect(runs.phase).toBe('paused'));
		expect(runs.monitor!.reason('t')).toBe('The model is not there.');
	});

	it('tries again what was given up', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		const job_id = 'j';
		const run_id = runs.current!.id;
		const job = { teacher_id: 't', question_id: 'q1', sample_index: 0 };
		await db.append('failures', [{ job_id, run_id, ...job, reason: 'It failed.' }]);
		executor.listener!.onFailed('t', 1, 'It failed.');
		executor.finish();
		await vi.waitFor(() => expect(runs.phase).toBe('done'));
		expect(runs.failures.map(({ reason }) => reason)).toEqual(['It failed.']);
		await runs.retryFailed();
		expect(db.failures.get(job_id)!.reason).toBe('');
		expect([runs.phase, runs.failures.length]).toEqual(['running', 0]);
	});

	it('cannot be started beside another one, without questions, or read-only', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		await expect(runs.start(PLAN)).rejects.toThrow('A run is going on');
		await runs.pause();
		await expect(runs.start({ ...PLAN, teacherIds: [] })).rejects.toThrow('at least one teacher');
		db.questions = [];
		await expect(runs.start(PLAN)).rejects.toThrow('no question to ask');
		readOnly = true;
		await expect(runs.resume()).rejects.toThrow('open in another tab');
		expect(executor.calls).toBe(1);
	});

	it('shows an earlier run when asked, but not while one goes on', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		const first = runs.current!.id;
		await runs.cancel();
		await runs.start({ ...PLAN, seed: 2 });
		await runs.show(first);
		expect(runs.current!.id).not.toBe(first);
		await runs.pause();
		await runs.show(first);
		expect([runs.current!.id, runs.phase]).toEqual([first, 'cancelled']);
	});

	it('tells of its end only whoever asked for it', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		executor.finish();
		await vi.waitFor(() => expect(runs.phase).toBe('done'));
		await runs.setNotifies(true);
		await runs.start(PLAN);
		executor.finish();
		await vi.waitFor(() => expect(unattended.notifications).toEqual(['The run is done']));
		unattended.allows = false;
		await runs.setNotifies(true);
		expect(runs.notifies).toBe(false);
	});
});

describe('what a run shows', () => {
	it('is who is loading, what is being written, to which question, and how far it is', async () => {
		const runs = createRuns();
		await runs.start(PLAN);
		const { listener } = executor;
		const monitor = runs.monitor!;
		const progress = { share: 0.5, detail: 'weights', loadedBytes: 5, totalBytes: 10 };
		listener!.onLoad('t', progress);
		expect(monitor.loading).toEqual({ teacherId: 't', progress });
		listener!.onLoaded('t', {} as never);
		expect([monitor.loading, monitor.phase('t')]).toEqual([null, 'writing']);

		const ids = await createIds();
		const jobId = ids.job({ questionId: 'q3', teacherId: 't', sampleIndex: 0, seed: PLAN.seed });
		await vi.waitFor(() => {
			listener!.onEvent('t', {
				written: [{ jobId, text: 'So ', tokens: 1 }],
				saved: [],
				tokens: 1
			});
			expect(monitor.question(jobId)).toBe('Text of q3');
		});
		listener!.onEvent('t', { written: [], saved: [jobId], tokens: 0 });
		await vi.waitFor(() => expect(monitor.progress.done).toBe(1));
		expect(monitor.live[0]).toMatchObject({ jobId, isSaved: true });
		await runs.pause();
		expect(monitor.live).toEqual([]);
		expect(monitor.progress.tokensPerSecond).toBeNull();
	});
});
