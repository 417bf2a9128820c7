import { describe, expect, it } from 'vitest';
import type { BenchCase } from '../../../bench/harness/benchmark.ts';
import { compareWithBaseline, judgeGoal } from '../../../bench/harness/judge.ts';
import { inPairs, measureCase, resultOf } from '../../../bench/harness/measure.ts';
import { runReport } from '../../../bench/harness/report.ts';
import { type BenchResult, type CaseResult, toJson } from '../../../bench/harness/results.ts';

const idle = { name: 'us', run: () => undefined };
const peer = { name: 'them', run: () => undefined };
const base: BenchCase = { name: 'a case', ours: idle, peer, repetitions: 8, warmUp: 1 };
const pairs = (oursMs: readonly number[], besideMs = 100) =>
	oursMs.map((ms) => ({ oursMs: ms, besideMs }));
const steady = [48, 49, 49.5, 50, 50, 50.5, 51, 52];

describe('inPairs', () => {
	it('alternates which goes first and does not count the warm-up', async () => {
		const order: string[] = [];
		const named = (name: string) => ({ name, run: () => order.push(name) && undefined });
		const found = await inPairs(named('a'), named('b'), 1, 3);
		expect(order.join('')).toBe('ba' + 'ab' + 'ba' + 'ab');
		expect(found).toHaveLength(3);
	});

	it('takes the time itself unless the work did', async () => {
		const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
		const [pair] = await inPairs(
			{ name: 'waits', run: () => wait(30) },
			{ name: 'tells', run: () => Promise.resolve(1234) },
			0,
			1
		);
		expect(pair!.besideMs).toBe(1234);
		expect(pair!.oursMs).toBeGreaterThan(25);
	});
});

describe('the clock', () => {
	it('counts processor time where asked, which waiting does not use', async () => {
		const wait = { name: 'waits', run: () => new Promise<void>((done) => setTimeout(done, 60)) };
		const timeOf = async (clock: 'cpu' | 'wall') => (await inPairs(wait, wait, 0, 1, clock))[0]!;
		expect((await timeOf('wall')).oursMs).toBeGreaterThan(50);
		expect((await timeOf('cpu')).oursMs).toBeLessThan(50);
		expect(resultOf({ ...base, clock: 'cpu' }, pairs(steady)).unit).toBe('ms (CPU)');
	});
});

describe('resultOf', () => {
	it('turns times into rates and contrasts them pair by pair', () => {
		const result = resultOf({ ...base, work: { amount: 5, unit: 'MB' } }, [
			{ oursMs: 50, besideMs: 100 },
			{ oursMs: 100, besideMs: 400 },
			{ oursMs: 25, besideMs: 75 }
		]);
		expect(result.unit).toBe('MB/s');
		expect(result.ours.value.median).toBe(100);
		expect(result.peer).toMatchObject({ name: 'them', value: { median: 50 } });
		expect(result.contrast).toMatchObject({ kind: 'speed-up', value: { median: 3 } });
		expect(result.ratio).toMatchObject({ to: 'them', value: { median: 1 / 3 } });
	});

	it('tells overhead as a share', () => {
		const result = resultOf({ ...base, contrast: 'overhead' }, pairs([103, 104, 105]));
		expect(result.contrast?.value.median).toBeCloseTo(0.04, 12);
	});

	it('sets a case without a peer beside the yardstick', async () => {
		const result = await measureCase({ ...base, peer: null, repetitions: 2, warmUp: 0 });
		expect(result).toMatchObject({ peer: null, contrast: null, ratio: { to: 'yardstick' } });
		expect(result.ratio.value.median).toBeGreaterThan(0);
	});
});

describe('judgeGoal', () => {
	const outcome = (number: number) =>
		judgeGoal(resultOf({ ...base, goal: { of: 'value', is: 'at most', number } }, pairs(steady)));

	it('is sure only where the whole interval is on one side', () => {
		expect(outcome(52)).toBe('met');
		expect(outcome(50)).toBe('open');
		expect(outcome(47)).toBe('not met');
	});

	it('says nothing about a peer that did not run', () => {
		const goal = { of: 'speed-up', is: 'at least', number: 2 } as const;
		expect(judgeGoal(resultOf({ ...base, goal }, pairs(steady)))).toBe('open');
		expect(judgeGoal(resultOf({ ...base, goal, peer: null }, pairs(steady)))).toBeNull();
		expect(judgeGoal(resultOf(base, pairs(steady)))).toBeNull();
	});
});

describe('compareWithBaseline', () => {
	const baseline = [resultOf(base, pairs(steady))];
	const change = (oursMs: readonly number[], besideMs?: number) =>
		compareWithBaseline(resultOf(base, pairs(oursMs, besideMs)), baseline);

	it('does not mind a machine that is slower throughout', () => {
		expect(
			change(
				steady.map((ms) => 7 * ms),
				700
			)?.verdict
		).toBe('as before');
	});

	it('tells slower and faster where ratios differ beyond their spread', () => {
		expect(change(steady.map((ms) => 1.2 * ms))).toEqual({
			verdict: 'slower',
			factor: expect.closeTo(1.2, 12)
		});
		expect(change(steady.map((ms) => 0.8 * ms))?.verdict).toBe('faster');
		expect(change(steady.map((ms) => 1.02 * ms))?.verdict).toBe('as before');
		expect(change([20, 30, 40, 60, 65, 70, 80, 90])?.verdict).toBe('as before');
	});

	it('compares only like with like', () => {
		const other = resultOf({ ...base, peer: { ...peer, name: 'others' } }, pairs(steady));
		expect(compareWithBaseline(other, baseline)).toBeNull();
		expect(compareWithBaseline(other, [])).toBeNull();
	});
});

describe('a result', () => {
	const cases: CaseResult[] = [
		resultOf(
			{
				...base,
				work: { amount: 1, unit: 'MB' },
				goal: { of: 'speed-up', is: 'at least', number: 1.8 }
			},
			pairs(steady)
		)
	];
	const result: BenchResult = {
		benchmark: 'example',
		measures: 'What an example takes.',
		date: '2026-01-02',
		machine: { cpu: 'Abacus', cores: 2, memoryGiB: 4, system: 'Linux 6.1 x64', node: '20.19.0' },
		loadBefore: 0.5,
		versions: {},
		notes: ['The peer is old.'],
		cases
	};

	it('reads in a terminal with its goal and what changed', () => {
		const text = runReport(result, result);
		expect(text).toContain('≥ 1.8×: met');
		expect(text).toContain('as before (time ×1.00)');
		expect(text).toContain('them 10 (10 to 10)');
		expect(text).toContain('Note: The peer is old.');
		expect(runReport(result, null)).toContain('none to compare with');
	});

	it('survives its file up to four digits', () => {
		const read = JSON.parse(toJson(result)) as BenchResult;
		expect(read.cases[0]!.ratio.value.median).toBe(0.5);
		expect(read.cases[0]!.ours.value.quartiles[0]).toBe(19.75);
		expect(read).toMatchObject({ ...result, cases: [{ name: 'a case', unit: 'MB/s' }] });
	});
});
