import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trackSums } from '../../../src/lib/core/generate/token-track.ts';
import { decodeTrack } from '../../../src/lib/core/generate/track-codec.ts';
import { AppError, Cancelled } from '../../../src/lib/core/model/errors.ts';
import { createIds, type Ids } from '../../../src/lib/core/model/ids.ts';
import type { RunPlan } from '../../../src/lib/core/run/run-plan.ts';
import {
	defaultTeacherSettings,
	type TeacherSettings,
	teacherSettingsJson
} from '../../../src/lib/core/run/teacher-settings.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';
import type { EngineClient } from '../../../src/lib/services/engine-client.ts';
import { LocalRunExecutor } from '../../../src/lib/services/local-run-executor.ts';
import { type PageDb, remoteDb } from '../../../src/lib/services/remote-db.ts';
import type { RunListener, RunningTeacher } from '../../../src/lib/services/run-executor.ts';
import rollOuts from '../../fixtures/engines/roll-outs.json';
import { fixtureRequests } from '../../support/roll-out-fixture.ts';
import { onnxEngine } from './onnx-worker-client.ts';

const QUESTIONS = Array.from({ length: 6 }, (_, i) => `Tom has ${20 + i} apples and buys 31 more.`);
const SAMPLES = 4;

let client: DbClient;
let engine: EngineClient;
let db: PageDb;
let ids: Ids;
let workers: Worker[];

beforeAll(async () => {
	client = new DbClient();
	await client.start();
	db = remoteDb(client);
	ids = await createIds();
	({ engine, workers } = onnxEngine(client));
});
afterAll(async () => {
	await engine.end();
	client.terminate();
});

const terse = (): TeacherSettings => {
	const settings = defaultTeacherSettings({
		engine: 'onnx',
		source: 'bundled',
		id: 'demo-terse',
		revision: 'v1',
		dtype: 'fp32'
	});
	return { ...settings, sampling: { ...settings.sampling, maxTokens: 120 } };
};

/** A project with questions, a run over them and one teacher. */
async function newProject(name: string): Promise<RunningTeacher> {
	const project = await db.createProject(name);
	await db.openProject(project.id, () => undefined);
	const settings = terse();
	const json = teacherSettingsJson(settings);
	const id = ids.teacher('Terse', json);
	await db.append('teachers', [{ id, name: 'Terse', origin: 'local', settings: json }]);
	const rows = QUESTIONS.map((text) => ({
		id: ids.question(text),
		text,
		gold: '1',
		answer_type: 'auto',
		domain: 'sums',
		source_name: 'test'
	}));
	await db.append('questions', rows);
	await db.append(
		'run_questions',
		rows.map((row, position) => ({ run_id: 'run', question_id: row.id, position }))
	);
	return { id, settings };
}

const planFor = (teacher: RunningTeacher): RunPlan => ({
	version: 1,
	teacherIds: [teacher.id],
	domain: '',
	questionLimit: null,
	samplesPerQuestion: SAMPLES,
	seed: 1
});

interface Heard {
	readonly saved: Set<string>;
	/** Of each job, as it was streamed. */
	readonly texts: Map<string, string>;
	failures: (string | null)[];
}

async function execute(
	teacher: RunningTeacher,
	onSaved: (saved: number) => void = () => undefined,
	signal = new AbortController().signal
): Promise<Heard> {
	const heard: Heard = { saved: new Set(), texts: new Map(), failures: [] };
	const listener: RunListener = {
		onLoad: () => undefined,
		onLoaded: () => undefined,
		onFailed: () => undefined,
		onEvent: (_, event) => {
			for (const id of event.saved) heard.saved.add(id);
			for (const { jobId, text } of event.written) {
				heard.texts.set(jobId, (heard.texts.get(jobId) ?? '') + text);
			}
			onSaved(heard.saved.size);
		},
		onTeacherDone: (_, failure) => heard.failures.push(failure)
	};
	const executor = new LocalRunExecutor({ db, engines: { onnx: engine, webllm: engine } });
	await executor.execute('run', planFor(teacher), [teacher], listener, signal);
	return heard;
}

async function savedTexts(): Promise<Map<string, string>> {
	const texts = new Map<string, string>();
	for (const question of QUESTIONS) {
		const rows = await db.query('compare/question', { question: ids.question(question) });
		for (const row of rows) texts.set(row.id, row.response);
	}
	return texts;
}

describe('a run with a real model in its worker', () => {
	it('writes into the journal: texts, provenance and token tracks, there again after reopening', async () => {
		const teacher = await newProject('whole');
		const heard = await execute(teacher);
		expect(heard.saved.size).toBe(QUESTIONS.length * SAMPLES);
		expect(heard.failures).toEqual([null]);
		const texts = await savedTexts();
		expect(heard.texts).toEqual(texts);

		const [project] = await db.projects();
		await db.closeProject();
		await db.openProject(project!.id, () => undefined);
		expect(await savedTexts()).toEqual(texts);
		for (const id of texts.keys()) {
			const [provenance] = await db.query('run/provenance', { id });
			const track = decodeTrack((await db.track(id, 'teacher'))!)!;
			expect(track.ids.length).toBe(provenance!.tokens);
			const { tokens, sumLogprob } = trackSums(track);
			expect(provenance!.mean_logprob).toBeCloseTo(sumLogprob / tokens, 5);
		}
	});

	it('goes on after its worker was killed in the middle, and duplicates nothing', async () => {
		const teacher = await newProject('killed');
		let killed = false;
		const heard = await execute(teacher, (saved) => {
			if (killed || saved < 4) return;
			killed = true;
			// As a crash would end it: the page hears of it by an error event.
			workers.at(-1)!.terminate();
			workers.at(-1)!.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
		});
		expect(killed).toBe(true);
		expect(heard.saved.size).toBe(QUESTIONS.length * SAMPLES);
		const texts = await savedTexts();
		expect(texts.size).toBe(QUESTIONS.length * SAMPLES);
	});

	it('writes the same texts after an interruption as without one', async () => {
		const whole = await newProject('uninterrupted');
		await execute(whole);
		const expected = await savedTexts();
		const teacher = await newProject('interrupted');
		const stop = new AbortController();
		await expect(
			execute(teacher, (saved) => saved >= 4 && stop.abort(), stop.signal)
		).rejects.toBeInstanceOf(Cancelled);
		const partial = await savedTexts();
		expect(partial.size).toBeGreaterThanOrEqual(4);
		expect(partial.size).toBeLessThan(expected.size);
		await execute(teacher);
		expect(await savedTexts()).toEqual(expected);
	});
});

describe('the same seeds in Chromium', () => {
	it.each(['demo-terse', 'demo-careful', 'demo-hasty', 'demo-student'])(
		'give the text that Node gives: %s',
		async (model) => {
			const requests = fixtureRequests();
			const expected = rollOuts.filter((fixture) => fixture.model === model);
			expect(expected).toHaveLength(requests.length);
			const texts = await writtenBy(model, requests.length);
			expect(texts).toEqual(expected.map(({ text }) => text));
		}
	);
});

/** The engine itself, on the page: the WebAssembly runtime of the worker. */
async function writtenBy(model: string, count: number): Promise<string[]> {
	const { OnnxEngine } = await import('../../../src/workers/onnx/onnx-engine.ts');
	const { loadOnnxRuntime } = await import('../../../src/workers/onnx/load-runtime.ts');
	const direct = new OnnxEngine({
		loadRuntime: (device) => loadOnnxRuntime(device, new URL('/', location.href).href),
		capabilities: () => Promise.reject(new AppError('internal', 'not asked here')),
		pace: { now: () => performance.now(), breathe: () => Promise.resolve() },
		cache: { list: async () => [], keeps: async () => true, remove: async () => undefined }
	});
	const signal = new AbortController().signal;
	await direct.load(
		{ engine: 'onnx', source: 'bundled', id: model, revision: 'v1', dtype: 'fp32' },
		() => undefined,
		signal
	);
	const texts = new Array<string>(count);
	await direct.generate(
		fixtureRequests(),
		{ onText: () => undefined, onEnd: (index, { text }) => (texts[index] = text) },
		signal
	);
	await direct.unload();
	return texts;
}
