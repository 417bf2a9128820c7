import { describe, expect, it } from 'vitest';
import { RateWindow } from '../../../src/lib/core/run/rate-window.ts';
import { RunMeter, type TeacherStart } from '../../../src/lib/core/run/run-progress.ts';

const start = (teacherId: string, given: Partial<TeacherStart> = {}): TeacherStart => ({
	teacherId,
	total: 100,
	done: 0,
	failed: 0,
	measured: { responses: 0, tokens: 0, seconds: 0 },
	assumedSecondsPerJob: null,
	...given
});

describe('the rate of the last seconds', () => {
	it('is told after a second, and forgets what is long ago', () => {
		const window = new RateWindow(10_000);
		window.start(0);
		window.add(500, 500);
		expect(window.rate(900)).toBeNull();
		expect(window.rate(1_000)).toBe(500);
		window.add(100, 11_000);
		expect(window.rate(11_000)).toBe(10);
		expect(window.rate(30_000)).toBe(0);
	});

	it('forgets what is exactly as long ago as it looks back', () => {
		const window = new RateWindow(10_000);
		window.start(0);
		window.add(500, 1_000);
		window.add(100, 2_000);
		expect(window.rate(10_999)).toBe(60);
		expect(window.rate(11_000)).toBe(10);
	});

	it('counts the time since it began, whenever that was', () => {
		const window = new RateWindow(10_000);
		expect(window.rate(50_000)).toBeNull();
		window.start(50_000);
		window.start(53_000);
		window.add(800, 51_000);
		expect(window.rate(54_000)).toBe(200);
	});

	it('begins afresh after a pause', () => {
		const window = new RateWindow();
		window.add(1_000, 0);
		window.reset();
		expect(window.rate(60_000)).toBeNull();
		window.start(60_000);
		window.add(300, 61_000);
		expect(window.rate(62_000)).toBe(150);
	});
});

describe('the progress of a run', () => {
	it('counts what is saved and given up, per teacher and in all', () => {
		const meter = new RunMeter([start('a', { done: 10, failed: 1 }), start('b')]);
		meter.begin('a', 0);
		meter.record('a', { written: [], saved: ['1', '2'], tokens: 50 }, 500);
		meter.giveUp('a', 3);
		const progress = meter.progress(500);
		expect(progress).toMatchObject({ total: 200, done: 12, failed: 4, tokens: 50 });
		expect(progress.teachers.map(({ done }) => done)).toEqual([12, 0]);
	});

	it('counts for the teacher whose events they are, and for nobody else', () => {
		const meter = new RunMeter([start('a'), start('b')]);
		meter.begin('b', 0);
		const written = [{ jobId: '1', tokens: 100 }];
		meter.record('b', { written, saved: ['1'], tokens: 100 }, 1_000);
		meter.giveUp('b', 2);
		meter.record('gone', { written: [], saved: ['2'], tokens: 50 }, 1_000);
		meter.giveUp('gone', 7);
		meter.begin('gone', 1_000);
		meter.end('gone');
		const { teachers, done, failed } = meter.progress(2_000);
		expect(teachers).toMatchObject([
			{ teacherId: 'a', done: 0, failed: 0, tokens: 0, tokensPerSecond: null },
			{ teacherId: 'b', done: 1, failed: 2, tokens: 100, tokensPerSecond: 50 }
		]);
		expect([done, failed]).toEqual([1, 2]);
	});

	it('takes nothing for a measurement that says no speed and no length', () => {
		const assumedSecondsPerJob = 2;
		for (const measured of [
			{ responses: 10, tokens: 1_000, seconds: 0 },
			{ responses: 0, tokens: 1_000, seconds: 20 },
			{ responses: 10, tokens: 0, seconds: 20 }
		]) {
			const meter = new RunMeter([start('a', { measured, assumedSecondsPerJob })]);
			expect(meter.progress(0).etaMs).toBe(200_000);
		}
	});

	it('takes the mean of what it measured for who has neither speed nor assumption', () => {
		const measured = (seconds: number) => ({ responses: 10, tokens: 1_000, seconds });
		const meter = new RunMeter([
			start('a', { measured: measured(20) }),
			start('b', { measured: measured(40) }),
			start('c')
		]);
		expect(meter.progress(0).teachers.map(({ etaMs }) => etaMs)).toEqual([
			200_000, 400_000, 300_000
		]);
	});

	it('corrects assumptions by the mean of what it measured over what it assumed', () => {
		const measured = (seconds: number) => ({ responses: 10, tokens: 1_000, seconds });
		const meter = new RunMeter([
			// Twice and four times as long as assumed; one without an assumption says nothing of them.
			start('a', { measured: measured(20), assumedSecondsPerJob: 1 }),
			start('b', { measured: measured(80), assumedSecondsPerJob: 2 }),
			start('c', { measured: measured(500) }),
			start('d', { assumedSecondsPerJob: 1 })
		]);
		expect(meter.progress(0).teachers[3]!.etaMs).toBe(300_000);
	});

	it('says how long it takes from the speed of now and the length of what is finished', () => {
		const meter = new RunMeter([start('a')]);
		meter.begin('a', 0);
		const written = [
			{ jobId: '1', tokens: 100 },
			{ jobId: '2', tokens: 60 }
		];
		meter.record('a', { written, saved: ['1'], tokens: 160 }, 1_000);
		// 99 left, 100 tokens each, 80 tokens a second.
		expect(meter.progress(2_000).teachers[0]).toMatchObject({
			tokensPerSecond: 80,
			etaMs: 123_750
		});
	});

	it('goes by earlier measurements before anything is finished', () => {
		const measured = { responses: 10, tokens: 1_000, seconds: 20 };
		const meter = new RunMeter([start('a', { measured })]);
		expect(meter.progress(0).etaMs).toBe(200_000);
	});

	it('goes by the assumption, then by the other teachers, then says nothing', () => {
		const guess = new RunMeter([start('a', { assumedSecondsPerJob: 2 })]);
		expect(guess.progress(0).etaMs).toBe(200_000);
		const like = new RunMeter([start('a', { assumedSecondsPerJob: 2 }), start('b')]);
		expect(like.progress(0).etaMs).toBe(400_000);
		expect(new RunMeter([start('a')]).progress(0).etaMs).toBeNull();
	});

	it('corrects what it assumes of the others by what it measures', () => {
		const meter = new RunMeter([
			start('a', { assumedSecondsPerJob: 1 }),
			start('b', { assumedSecondsPerJob: 3 })
		]);
		meter.begin('a', 0);
		const written = [{ jobId: '1', tokens: 100 }];
		meter.record('a', { written, saved: ['1'], tokens: 100 }, 1_000);
		// Two seconds a job instead of one, so six instead of three.
		expect(meter.progress(2_000).teachers.map(({ etaMs }) => etaMs)).toEqual([198_000, 600_000]);
	});

	it('has nothing left where everything is written or given up', () => {
		const meter = new RunMeter([start('a', { done: 97, failed: 3 })]);
		expect(meter.progress(0).etaMs).toBe(0);
	});

	it('does not take the time of loading for slowness', () => {
		const meter = new RunMeter([start('a'), start('b')]);
		meter.begin('a', 0);
		meter.record('a', { written: [], saved: [], tokens: 4_000 }, 2_000);
		meter.end('a');
		expect(meter.progress(5_000).tokensPerSecond).toBeNull();
		meter.begin('b', 60_000);
		meter.record('b', { written: [], saved: [], tokens: 4_000 }, 61_000);
		expect(meter.progress(62_000).tokensPerSecond).toBe(2_000);
	});
});
