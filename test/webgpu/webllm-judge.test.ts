import { afterAll, beforeAll, expect, it } from 'vitest';
import { annotatorId } from '../../src/lib/core/annotate/annotator.ts';
import { DEFAULT_GUIDES, guideJson } from '../../src/lib/core/annotate/guide.ts';
import { judgeId, judgeSettingsJson } from '../../src/lib/core/judge/judge.ts';
import { DEFAULT_RUBRIC, rubricJson } from '../../src/lib/core/judge/rubric.ts';
import { createIds } from '../../src/lib/core/model/ids.ts';
import { DbClient } from '../../src/lib/services/db-client.ts';
import { EngineClient } from '../../src/lib/services/engine-client.ts';
import { LocalAnnotating } from '../../src/lib/services/local-annotating.ts';
import { LocalJudging } from '../../src/lib/services/local-judging.ts';
import { type PageDb, remoteDb } from '../../src/lib/services/remote-db.ts';
import { openAskedProject } from '../browser/asked-project.ts';
import { TEACHER } from './demo-engine.ts';
import { clearCaches, IDLE, modelRef, QUESTION } from './webllm-harness.ts';

const ANSWERS = ['The answer is \\boxed{36}.', 'I do not know.', ''];
const MODEL = modelRef(TEACHER);
const ASKED_AT = '2026-01-01';
const quiet = {
	onLoad: () => undefined,
	onProgress: () => undefined,
	onRepeat: () => undefined,
	onSaved: () => undefined
};

let client: DbClient;
let engine: EngineClient;
let db: PageDb;

beforeAll(async () => {
	await clearCaches();
	client = new DbClient();
	await client.start();
	db = remoteDb(client);
	engine = new EngineClient('webllm', { connectDb: () => client.port(), pageUrl: location.href });
	await openAskedProject(db, 'webgpu', { text: QUESTION, gold: '36' }, ANSWERS);
});
afterAll(async () => {
	await engine.end();
	client.terminate();
});

it('judges in both orders, on the GPU', async () => {
	const id = judgeId(await createIds(), MODEL, DEFAULT_RUBRIC);
	await db.append('judges', [
		{
			...{ id, name: 'Tiny', teacher_id: 'T', settings: judgeSettingsJson(MODEL) },
			...{ rubric: rubricJson(DEFAULT_RUBRIC), asked_at: ASKED_AT }
		}
	]);
	const judging = { judgeId: id, model: MODEL, scope: 'all', sample: 0 } as const;
	const report = await new LocalJudging(db, { onnx: engine, webllm: engine }).judgeAll(
		judging,
		quiet,
		IDLE
	);
	expect(report).toEqual({ failed: 0, reason: '' });
	const [summary] = await db.query('judge/summary', { judge: id });
	expect(summary).toMatchObject({ judged: ANSWERS.length, unread: 0 });
	expect(await db.query('judge/repeated', { judge: id })).toHaveLength(ANSWERS.length);
});

it('labels, on the GPU', async () => {
	const aspect = 'response-quality';
	const guide = DEFAULT_GUIDES[aspect];
	const id = annotatorId(await createIds(), aspect, MODEL, guide);
	await db.append('annotators', [
		{
			...{ id, aspect, name: 'Tiny', teacher_id: 'T', settings: judgeSettingsJson(MODEL) },
			...{ guide: guideJson(guide), asked_at: ASKED_AT }
		}
	]);
	const annotating = { annotatorId: id, aspect, model: MODEL, scope: 'all', sample: 0 } as const;
	const report = await new LocalAnnotating(db, { onnx: engine, webllm: engine }).annotateAll(
		annotating,
		quiet,
		IDLE
	);
	expect(report).toEqual({ failed: 0, reason: '' });
	const labels = await db.query('annotate/labels', { annotator: id });
	expect(labels.reduce((sum, { subjects }) => sum + subjects, 0)).toBe(ANSWERS.length);
	for (const { label, mean_probability: p } of labels) {
		expect(guide.labels).toContain(label);
		expect(p).toBeGreaterThan(1 / guide.labels.length - 1e-6);
	}
});
