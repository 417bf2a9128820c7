import { beforeEach, describe, expect, it } from 'vitest';
import type { OnnxModelRef } from '../../../src/lib/core/generate/model-ref.ts';
import { Cancelled } from '../../../src/lib/core/model/errors.ts';
import {
	defaultTeacherSettings,
	teacherSettingsJson
} from '../../../src/lib/core/run/teacher-settings.ts';
import type { GenerationEvent, GenerationTask } from '../../../src/lib/protocol/engine-api.ts';
import type { RemoteDatabase } from '../../../src/workers/remote-database.ts';
import { EngineService } from '../../../src/workers/engine/engine-service.ts';
import { ScriptedEngine } from '../../support/scripted-engine.ts';

const MODEL: OnnxModelRef = {
	engine: 'onnx',
	source: 'bundled',
	id: 'demo-terse',
	revision: 'v1',
	dtype: 'fp32'
};

/** What was appended, in order, and the two things that a task asks for. */
class RecordingDatabase {
	readonly appended: string[] = [];
	readonly questions = [{ id: 'q', text: 'How many?' }];

	readonly db = {
		query: async (name: string) =>
			name === 'run/teacher'
				? [{ settings: teacherSettingsJson(defaultTeacherSettings(MODEL)) }]
				: this.questions,
		append: async (table: string, rows: readonly unknown[]) =>
			void this.appended.push(`${table} ${rows.length}`),
		appendTracks: async (tracks: readonly unknown[]) =>
			void this.appended.push(`tracks ${tracks.length}`)
	} as unknown as RemoteDatabase;
}

class TestService extends EngineService {
	constructor(engine: ScriptedEngine, db: RemoteDatabase) {
		super(() => engine);
		this.use(db, 'https://example.org/');
	}
}

const task = (jobs = 3): GenerationTask => ({
	runId: 'run',
	teacherId: 't',
	jobs: Array.from({ length: jobs }, (_, i) => ({
		id: `job ${i}`,
		questionId: 'q',
		sampleIndex: i,
		seed: i
	}))
});

let engine: ScriptedEngine;
let recording: RecordingDatabase;
let service: TestService;
const events: GenerationEvent[] = [];
const onEvent = (event: GenerationEvent): void => void events.push(event);

beforeEach(() => {
	engine = new ScriptedEngine();
	recording = new RecordingDatabase();
	service = new TestService(engine, recording.db);
	events.length = 0;
});

describe('the engine service', () => {
	it('saves track, sums and provenance before the trajectory that makes them count', async () => {
		await service.load(MODEL, () => undefined);
		const report = await service.generate(task(), onEvent);
		expect(report.saved).toBe(3);
		expect(recording.appended).toEqual([
			'tracks 3',
			'token_tracks 3',
			'sentence_logprobs 3',
			'generations 3',
			'trajectories 3'
		]);
		expect(events.flatMap(({ saved }) => saved)).toEqual(['job 0', 'job 1', 'job 2']);
		expect(events.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(report.tokens);
		const text = events.flatMap(({ written }) => written.filter(({ jobId }) => jobId === 'job 1'));
		expect(text.map((each) => each.text).join('')).toContain('\\boxed{1}');
	});

	it('saves what finished before it was cancelled', async () => {
		await service.load(MODEL, () => undefined);
		engine.script = ({ seed }) => {
			if (seed === 1) service.cancel();
			return String(seed);
		};
		await expect(service.generate(task(4), onEvent)).rejects.toBeInstanceOf(Cancelled);
		expect(recording.appended.at(-1)).toBe('trajectories 2');
		expect((await service.generate(task(1), onEvent)).saved).toBe(1);
	});

	it('refuses a second task while one goes on, and a task without a model', async () => {
		await expect(service.generate(task(), onEvent)).rejects.toThrow('No model is loaded');
		await service.load(MODEL, () => undefined);
		let release: () => void = () => undefined;
		engine.script = () => new Promise((resolve) => (release = () => resolve('x')));
		const first = service.generate(task(1), onEvent);
		await expect(service.generate(task(1), onEvent)).rejects.toThrow('busy');
		await expect.poll(() => engine.batches.length).toBe(1);
		release();
		expect((await first).saved).toBe(1);
	});

	it('has no model any more after one did not load', async () => {
		await service.load(MODEL, () => undefined);
		engine.loadFailure = new Error('gone');
		await expect(service.load(MODEL, () => undefined)).rejects.toThrow('gone');
		await expect(service.generate(task(), onEvent)).rejects.toThrow('No model is loaded');
	});

	it('says when a question of the task is gone', async () => {
		await service.load(MODEL, () => undefined);
		recording.questions.length = 0;
		await expect(service.generate(task(), onEvent)).rejects.toMatchObject({ code: 'plan-invalid' });
	});
});
