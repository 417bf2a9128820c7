import { describe, expect, it } from 'vitest';
import { DEMO_TEACHERS } from '../../../src/lib/core/run/demo.ts';
import { assumedSpeed, estimateRun, type TeacherWork } from '../../../src/lib/core/run/estimate.ts';
import {
	defaultTeacherSettings,
	type TeacherSettings
} from '../../../src/lib/core/run/teacher-settings.ts';

const NOTHING = { responses: 0, tokens: 0, seconds: 0 };

function hub(id: string, maxTokens = 512): TeacherSettings {
	const settings = defaultTeacherSettings({
		engine: 'onnx',
		source: 'hub',
		id,
		revision: 'main',
		dtype: 'q4'
	});
	return { ...settings, sampling: { ...settings.sampling, maxTokens } };
}

function work(given: Partial<TeacherWork> = {}): TeacherWork {
	return {
		teacherId: 't',
		settings: hub('owner/Some-0.5B-ONNX'),
		jobs: 100,
		measured: NOTHING,
		isCached: false,
		downloadBytes: null,
		device: 'wasm',
		...given
	};
}

describe('the estimate of a run', () => {
	it('goes by what was measured, exactly', () => {
		const measured = { responses: 20, tokens: 4000, seconds: 10 };
		const [teacher] = estimateRun([work({ measured })]).teachers;
		expect(teacher).toMatchObject({
			basis: 'measured here',
			tokensPerResponse: { low: 200, high: 200 },
			tokensPerSecond: { low: 400, high: 400 },
			seconds: { low: 50, high: 50 }
		});
	});

	it('gives a range where a teacher has hardly written anything', () => {
		const measured = { responses: 7, tokens: 700, seconds: 1 };
		const estimate = estimateRun([work({ measured })]);
		expect(estimate.teachers[0]!.basis).toBe('assumed');
		expect(estimate.seconds.low).toBeGreaterThan(0);
		expect(estimate.seconds.high).toBeGreaterThan(estimate.seconds.low * 5);
	});

	it('never expects more than the longest response that is allowed', () => {
		const [teacher] = estimateRun([work({ settings: hub('owner/Any-1B', 64) })]).teachers;
		expect(teacher!.tokensPerResponse).toEqual({ low: 64, high: 64 });
	});

	it('expects a larger model to be slower and a GPU to be faster', () => {
		const secondsOf = (id: string, device: 'wasm' | 'webgpu') =>
			estimateRun([work({ settings: hub(id), device })]).seconds;
		const small = secondsOf('owner/A-0.5B', 'wasm');
		const large = secondsOf('owner/A-4B', 'wasm');
		const onGpu = secondsOf('owner/A-4B', 'webgpu');
		expect(large.low).toBeGreaterThan(small.low);
		expect(onGpu.high).toBeLessThan(large.high);
	});

	it('reads every weight once per token on a GPU, and computes with it on one thread', () => {
		// 4 · 10⁹ parameters of 0.8 bytes are 3.2 GB; 15 to 250 GB/s read them.
		const model = hub('owner/Some-4B').model;
		const gpu = assumedSpeed(model, 'webgpu');
		expect(gpu.low).toBeCloseTo(15 / 3.2, 9);
		expect(gpu.high).toBeCloseTo(250 / 3.2, 9);
		const thread = assumedSpeed(model, 'wasm');
		expect(thread.low).toBeCloseTo(2 / 8, 9);
		expect(thread.high).toBeCloseTo(12 / 8, 9);
	});

	it('expects no more than 300 tokens a second of a GPU, however small the model', () => {
		expect(assumedSpeed(hub('owner/Some-0.1B').model, 'webgpu')).toEqual({ low: 75, high: 300 });
	});

	it('takes a model without a size in its name for one of 2 · 10⁹ parameters', () => {
		const speeds = ['owner/Unknown', 'owner/Some-2B'].map((id) =>
			assumedSpeed(hub(id).model, 'wasm')
		);
		expect(speeds[0]).toEqual(speeds[1]);
	});

	it('begins to believe what was measured at eight responses', () => {
		const basisOf = (responses: number, seconds: number) =>
			estimateRun([work({ measured: { responses, tokens: 800, seconds } })]).teachers[0]!.basis;
		expect([basisOf(7, 1), basisOf(8, 1), basisOf(8, 0)]).toEqual([
			'assumed',
			'measured here',
			'assumed'
		]);
	});

	it('downloads nothing for a teacher that is here or has nothing to do', () => {
		const size = { downloadBytes: 100 };
		expect(estimateRun([work({ ...size, isCached: true }), work(size)]).downloadBytes).toBe(100);
		expect(estimateRun([work({ ...size, jobs: 0 })]).downloadBytes).toBe(0);
		const unknown = { settings: hub('owner/Unknown') };
		expect(estimateRun([work(unknown), work({ ...unknown, jobs: 0 })]).unknownDownloads).toBe(1);
	});

	it('adds the teachers up, and their downloads', () => {
		const estimate = estimateRun([
			work({ downloadBytes: 1e9 }),
			work({ downloadBytes: 5e8, isCached: true }),
			work({ settings: hub('owner/Nameless') }),
			work({ jobs: 0, downloadBytes: 7e9 })
		]);
		expect(estimate.jobs).toBe(300);
		expect(estimate.downloadBytes).toBe(1e9);
		expect(estimate.unknownDownloads).toBe(1);
	});

	it.each([
		['Some-1B-q4f16_1-MLC', 0.6e9],
		['Some-1B-q4f32_1-MLC', 0.6e9],
		['Some-1B-q3f16_1-MLC', 0.5e9],
		['Some-1B-q0f32-MLC', 4e9],
		['Some-1B-q0f16-MLC', 2e9],
		['Some-1B', 1e9],
		['Some', null]
	])('guesses the download of a model of MLC from its name: %s', (id, bytes) => {
		const model = { engine: 'webllm', source: 'url', id, url: 'u', libraryUrl: 'l' } as const;
		const settings = { ...hub('x'), model };
		expect(estimateRun([work({ settings })]).teachers[0]!.downloadBytes).toBe(bytes);
	});

	it('adds up the tokens of all teachers, at least and at most', () => {
		const measured = { responses: 20, tokens: 4000, seconds: 10 };
		const one = work({ measured });
		const guessed = work({ settings: hub('owner/Any-1B', 64), jobs: 10 });
		expect(estimateRun([one, guessed]).tokens).toEqual({ low: 20_640, high: 20_640 });
	});

	it('knows about how long the answers of the bundled models are', () => {
		const [terse] = DEMO_TEACHERS;
		const { tokensPerResponse } = estimateRun([work({ settings: terse!.settings })]).teachers[0]!;
		expect(tokensPerResponse).toEqual({ low: 66 / 1.25, high: 66 * 1.25 });
	});

	it('guesses a download from the name and the weights', () => {
		const [teacher] = estimateRun([work()]).teachers;
		expect(teacher!.downloadBytes).toBeCloseTo(0.5e9 * 0.8, -6);
	});

	it('puts the demo run within minutes', () => {
		const estimate = estimateRun(
			DEMO_TEACHERS.map(({ settings }) => work({ settings, jobs: 240, downloadBytes: 0 }))
		);
		expect(estimate.downloadBytes).toBe(0);
		expect(estimate.seconds.high).toBeLessThan(300);
	});
});
