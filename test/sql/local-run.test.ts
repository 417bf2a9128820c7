import { decodeTrack } from '../../src/lib/core/generate/track-codec.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LoadedModel } from '../../src/lib/core/generate/engine.ts';
import { AppError, Cancelled } from '../../src/lib/core/model/errors.ts';
import { createIds, type Ids } from '../../src/lib/core/model/ids.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import type { RunPlan } from '../../src/lib/core/run/run-plan.ts';
import {
	defaultTeacherSettings,
	type TeacherSettings,
	teacherSettingsJson
} from '../../src/lib/core/run/teacher-settings.ts';
import { LocalRunExecutor, type RunEngine } from '../../src/lib/services/local-run-executor.ts';
import type { RunListener, RunningTeacher } from '../../src/lib/services/run-executor.ts';
import { runGenerationTask } from '../../src/workers/engine/generation.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';

const QUESTIONS = ['one', 'two', 'three'];
const SAMPLES = 3;
const JOBS = QUESTIONS.length * SAMPLES;

let duckdb: NodeDatabase;
let ids: Ids;
let engine: ScriptedEngine;
let db: NodeRemote;

/** A worker's side and the page's side of an engine in one, without a thread between them. */
function clientOf(scripted: ScriptedEngine): RunEngine & { ends: number } {
	let loaded: LoadedModel | null = null;
	return {
		ends: 0,
		load: async (model) => (loaded = await scripted.load(model)),
		generate: (task, onEvent, signal) => {
			if (loaded === null) throw new Error('nothing is loaded');
			const context = { engine: scripted, db, loaded, now: () => performance.now() };
			return runGenerationTask(context, task, onEvent, signal);
		},
		async end() {
			this.ends += 1;
			loaded = null;
		}
	};
}

const settingsOf = (id: string): TeacherSettings =>
	defaultTeacherSettings({ engine: 'onnx', source: 'bundled', id, revision: 'v1', dtype: 'fp32' });

async function addTeacher(name: string, settings = settingsOf(name)): Promise<RunningTeacher> {
	const json = teacherSettingsJson(settings);
	const id = ids.teacher(name, json);
	await db.append('teachers', [{ id, name, origin: 'local', settings: json }]);
	return { id, settings };
}

interface Heard {
	readonly saved: string[];
	readonly failures: (string | null)[];
	readonly givenUp: [number, string][];
	tokens: number;
}

async function execute(
	teachers: readonly RunningTeacher[],
	signal = new AbortController().signal,
	webllm?: RunEngine
): Promise<Heard> {
	const heard: Heard = { saved: [], failures: [], givenUp: [], tokens: 0 };
	const listener: RunListener = {
		onLoad: () => undefined,
		onLoaded: () => undefined,
		onEvent: (_, event) => {
			heard.saved.push(...event.saved);
			heard.tokens += event.tokens;
		},
		onFailed: (_, jobs, reason) => void heard.givenUp.push([jobs, reason]),
		onTeacherDone: (_, failure) => void heard.failures.push(failure)
	};
	const plan: RunPlan = {
		version: 1,
		teacherIds: teachers.map(({ id }) => id),
		domain: '',
		questionLimit: null,
		samplesPerQuestion: SAMPLES,
		seed: 7
	};
	const onnx = clientOf(engine);
	const executor = new LocalRunExecutor({
		db,
		engines: { onnx, webllm: webllm ?? clientOf(engine) }
	});
	await executor.execute('run', plan, teachers, listener, signal);
	return heard;
}

const countOf = async (table: string): Promise<number> =>
	(await duckdb.rows<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM ${table}`))[0]!.n;

beforeEach(async () => {
	[duckdb, ids] = await Promise.all([createNodeDatabase(), createIds()]);
	engine = new ScriptedEngine();
	db = new NodeRemote(duckdb);
	for (const [position, text] of QUESTIONS.entries()) {
		const id = ids.question(text);
		await db.append('questions', [
			{ id, text, gold: '1', answer_type: 'auto', domain: 'd', source_name: 's' }
		]);
		await db.append('run_questions', [{ run_id: 'run', question_id: id, position }]);
	}
});

describe('a run', () => {
	it('writes every sample of every question once, with provenance and token track', async () => {
		const teacher = await addTeacher('a');
		const heard = await execute([teacher]);
		expect(heard.saved).toHaveLength(JOBS);
		expect(heard.failures).toEqual([null]);
		expect(engine.batches).toEqual([4, 4, 1]);
		for (const table of ['trajectories', 'generations', 'token_tracks']) {
			expect(await countOf(table)).toBe(JOBS);
		}
		expect(new Set(db.saved.map(({ trajectoryId }) => trajectoryId))).toEqual(new Set(heard.saved));
		const [row] = await db.query('run/provenance', { id: heard.saved[0]! });
		expect(row).toMatchObject({
			run_id: 'run',
			variant: 0,
			temperature: 0.8,
			runtime: 'onnx, scripted 1',
			batch_size: 4,
			mean_logprob: -0.5,
			mean_entropy: 0.25
		});
		const written = db.saved.map(({ bytes }) => decodeTrack(bytes)!.ids.length);
		expect(heard.tokens).toBe(written.reduce((sum, tokens) => sum + tokens, 0));
	});

	it('asks in the variant that the sample has, with a seed that only the job decides', async () => {
		const base = settingsOf('a');
		const settings = { ...base, prompts: ['A {question}', 'B {question}'], temperatures: [0, 1] };
		const asked: string[] = [];
		engine.script = ({ messages, sampling, seed }) => {
			asked.push(`${messages[0]!.content} ${sampling.temperature}`);
			return String(seed);
		};
		await execute([await addTeacher('a', settings)]);
		expect(asked.slice(0, 4)).toEqual(['A one 0', 'A one 1', 'B one 0', 'A two 0']);
		const texts = await duckdb.rows<{ response: string }>('SELECT response FROM trajectories');
		expect(new Set(texts.map(({ response }) => response)).size).toBe(JOBS);
	});

	it('goes on where it was left, and writes nothing twice', async () => {
		const teacher = await addTeacher('a');
		const stop = new AbortController();
		let written = 0;
		engine.script = ({ seed }) => {
			written += 1;
			if (written === 6) stop.abort();
			return String(seed);
		};
		await expect(execute([teacher], stop.signal)).rejects.toBeInstanceOf(Cancelled);
		expect(await countOf('trajectories')).toBe(6);
		const before = await duckdb.rows('SELECT id, response FROM trajectories ORDER BY id');
		const heard = await execute([teacher]);
		expect(heard.saved).toHaveLength(JOBS - 6);
		expect(await countOf('trajectories')).toBe(JOBS);
		const after = await duckdb.rows('SELECT id, response FROM trajectories ORDER BY id');
		expect(after).toEqual(expect.arrayContaining(before));
		expect((await execute([teacher])).saved).toEqual([]);
	});

	it('loads the model again after its worker died or its device was lost, and goes on', async () => {
		const teacher = await addTeacher('a');
		const deaths = [
			new AppError('worker-died', 'The worker died.'),
			new AppError('device-lost', 'The device was lost.')
		];
		let calls = 0;
		engine.script = ({ seed }) => {
			calls += 1;
			if (calls === 3 || calls === 7) throw deaths.shift()!;
			return String(seed);
		};
		const heard = await execute([teacher]);
		expect(engine.loads).toBe(3);
		expect(heard.givenUp).toEqual([]);
		expect(await countOf('trajectories')).toBe(JOBS);
		expect(new Set(heard.saved).size).toBe(JOBS);
	});

	it('gives up a job after three tries, says why, and tries it again when it is asked to', async () => {
		const teacher = await addTeacher('a');
		let tries = 0;
		engine.script = ({ messages, seed }) => {
			if (!messages[0]!.content.startsWith('two')) return String(seed);
			tries += 1;
			throw new AppError('model-unfit', 'The prompt is too long.');
		};
		const heard = await execute([teacher]);
		expect(heard.givenUp).toEqual([[SAMPLES, 'The prompt is too long.']]);
		expect(tries).toBeGreaterThanOrEqual(SAMPLES * 2);
		const failures = await db.query('run/failures', { run: 'run' });
		expect(failures).toHaveLength(SAMPLES);
		expect((await execute([teacher])).saved).toEqual([]);

		engine.script = ({ seed }) => String(seed);
		const rows = await duckdb.rows<Row<'failures'>>('SELECT * FROM failures');
		await db.append(
			'failures',
			rows.map((row) => ({ ...row, reason: '' }))
		);
		expect((await execute([teacher])).saved).toHaveLength(SAMPLES);
	});

	it('passes on to the next teacher where a model does not load', async () => {
		const [first, second] = [await addTeacher('a'), await addTeacher('b')];
		const missing = new AppError('model-missing', 'The model is not there.');
		const load = engine.load.bind(engine);
		engine.load = async (model) => {
			if (model.id === 'a') throw missing;
			return load(model);
		};
		const heard = await execute([first, second]);
		expect(heard.failures).toEqual(['The model is not there.', null]);
		expect(heard.saved).toHaveLength(JOBS);
	});

	it('ends at once when nothing can be saved any more, and keeps what was', async () => {
		const teacher = await addTeacher('a');
		let saves = 0;
		db.beforeAppend = (table) => {
			if (table !== 'trajectories') return;
			saves += 1;
			if (saves === 2) throw new AppError('storage-full', 'The disk is full.');
		};
		await expect(execute([teacher])).rejects.toMatchObject({ code: 'storage-full' });
		expect(await countOf('trajectories')).toBe(4);
		expect((await execute([teacher])).saved).toHaveLength(JOBS - 4);
		expect(await countOf('generations')).toBe(JOBS);
	});

	it('counts nothing as done whose trajectory was not saved', async () => {
		const teacher = await addTeacher('a');
		db.beforeAppend = (table) => {
			if (table === 'trajectories') throw new AppError('storage-failed', 'The disk failed.');
		};
		await expect(execute([teacher])).rejects.toMatchObject({ code: 'storage-failed' });
		expect(await countOf('generations')).toBe(4);
		const [progress] = await db.query('run/progress', {
			run: 'run',
			teachers: teacher.id,
			samples: SAMPLES
		});
		expect(progress).toMatchObject({ total: JOBS, done: 0, failed: 0 });
	});

	it('frees the other engine before it loads a model', async () => {
		const webllm = clientOf(new ScriptedEngine());
		await execute([await addTeacher('a')], undefined, webllm);
		expect(webllm.ends).toBe(1);
	});
});
