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
