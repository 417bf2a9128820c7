import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trackSums } from '../../../src/lib/core/generate/token-track.ts';
import { fillRubric } from '../../../src/lib/core/judge/fill-rubric.ts';
import { pCorrect } from '../../../src/lib/core/judge/forced-verdict.ts';
import { judgeId, judgeSettingsJson } from '../../../src/lib/core/judge/judge.ts';
import { judgedTexts } from '../../../src/lib/core/judge/judged-texts.ts';
import { DEFAULT_RUBRIC, rubricJson } from '../../../src/lib/core/judge/rubric.ts';
import { repetitionCheck } from '../../../src/lib/core/judge/checks.ts';
import type { OnnxModelRef } from '../../../src/lib/core/generate/model-ref.ts';
import { createIds } from '../../../src/lib/core/model/ids.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';
import type { EngineClient } from '../../../src/lib/services/engine-client.ts';
import type { AskingListener } from '../../../src/lib/services/asking.ts';
import { LocalJudging } from '../../../src/lib/services/local-judging.ts';
import { type PageDb, remoteDb } from '../../../src/lib/services/remote-db.ts';
import { openAskedProject } from '../asked-project.ts';
import { onnxEngine } from './onnx-worker-client.ts';

const MODEL: OnnxModelRef = {
	engine: 'onnx',
	source: 'bundled',
	id: 'demo-terse',
	revision: 'v1',
	dtype: 'fp32'
};
const ANSWERS = ['\\boxed{5}', '\\boxed{6}', 'I do not know', '<|end|><|assistant|>Yes', '5', ''];

let client: DbClient;
let engine: EngineClient;
let db: PageDb;
let judge: string;
let workers: Worker[];
const signal = (): AbortSignal => new AbortController().signal;

beforeAll(async () => {
	client = new DbClient();
	await client.start();
	db = remoteDb(client);
	({ engine, workers } = onnxEngine(client));
});
afterAll(async () => {
	await engine.end();
	client.terminate();
});

/** A project with a question, its answers, and a judge that has said nothing yet. */
async function newProject(name: string, responses = ANSWERS): Promise<string> {
	const project = await openAskedProject(
		db,
		name,
		{ text: 'What is 2 + 3?', gold: '5' },
		responses
	);
	judge = judgeId(await createIds(), MODEL, DEFAULT_RUBRIC);
	await db.append('judges', [
		{
			id: judge,
			name: 'Terse',
			teacher_id: 'T',
			settings: judgeSettingsJson(MODEL),
			rubric: rubricJson(DEFAULT_RUBRIC),
			asked_at: '2026-01-01'
		}
	]);
	return project;
}

async function judgeAll(onSaved: (saved: number) => void = () => undefined): Promise<Set<string>> {
	const saved = new Set<string>();
	const listener: AskingListener = {
		onLoad: () => undefined,
		onProgress: () => undefined,
		onRepeat: () => undefined,
		onSaved: (ids) => {
			for (const id of ids) saved.add(id);
			onSaved(saved.size);
		}
	};
	const judging = new LocalJudging(db, { onnx: engine, webllm: engine });
	const scope = { judgeId: judge, model: MODEL, scope: 'all', sample: 0 } as const;
	expect(await judging.judgeAll(scope, listener, signal())).toEqual({ failed: 0, reason: '' });
	return saved;
}

const verdicts = (ids: readonly string[]) =>
	Promise.all(
		ids.map(async (id) => {
			const rows = await db.query('lists/trajectory-verdicts', { id });
			return rows.find(({ grader }) => grader === 'judge');
		})
	);

describe('a real model as judge, in its worker', () => {
	it('says of each answer what scoring the two labels says, and keeps it in the journal', async () => {
		const project = await newProject('judged');
		expect((await judgeAll()).size).toBe(ANSWERS.length);
		const rows = await db.query('judge/inputs', { ids: 't0|t1|t2|t3|t4|t5', judge, repetition: 0 });
		await engine.load(MODEL, () => undefined, signal());
		for (const row of rows) {
			expect(row.is_asked).toBe(true);
			for (const [order, p] of [
				['correct-first', row.p_correct_first],
				['wrong-first', row.p_wrong_first]
			] as const) {
				const content = fillRubric(DEFAULT_RUBRIC, judgedTexts(row), order);
				const messages = [{ role: 'user', content } as const];
				const [yes, no] = await engine.score(
					['Yes', 'No'].map((response) => ({ messages, response, thinking: 'off' as const })),
					signal()
				);
				const [correct, wrong] = [yes!, no!].map(({ track }) => trackSums(track).sumLogprob);
				expect(p).toBeCloseTo(pCorrect({ correct: correct!, wrong: wrong! })!, 6);
				expect(p).toBeGreaterThan(0);
				expect(p).toBeLessThan(1);
			}
		}
		const ids = rows.map(({ id }) => id);
		const before = await verdicts(ids);
		expect(before.every((verdict) => verdict?.reason.startsWith('Judge '))).toBe(true);
		await db.closeProject();
		await db.openProject(project, () => undefined);
		expect(await verdicts(ids)).toEqual(before);
		expect((await judgeAll()).size).toBe(0);
	});

	it('says the same when it is asked once more, on one device', async () => {
		await newProject('repeated');
		await judgeAll();
		const pairs = await db.query('judge/repeated', { judge });
		expect(pairs).toHaveLength(ANSWERS.length);
		const check = repetitionCheck(
			pairs.map((pair) => ({
				first: { correctFirst: pair.p_correct_first, wrongFirst: pair.p_wrong_first },
				again: { correctFirst: pair.again_correct_first, wrongFirst: pair.again_wrong_first }
			})),
			DEFAULT_RUBRIC.margin
		);
		expect(check).toEqual({ repeated: ANSWERS.length, changed: 0, meanChange: 0 });
	});

	it('goes on after its worker was killed in the middle', async () => {
		await newProject('killed');
		let killed = false;
		const saved = await judgeAll((count) => {
			if (killed || count < 2) return;
			killed = true;
			// As a crash would end it: the page hears of it by an error event.
			workers.at(-1)!.terminate();
			workers.at(-1)!.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
		});
		expect(killed).toBe(true);
		expect(saved.size).toBe(ANSWERS.length);
		const [summary] = await db.query('judge/summary', { judge });
		expect(summary).toMatchObject({ judged: ANSWERS.length, unread: 0 });
	});

	it('reads less of what is too long for its context', async () => {
		const long = `${'ab '.repeat(100)}\n`.repeat(30);
		await newProject('long', [`${long}\\boxed{5}`, `${'x = 1 + '.repeat(800)}5`]);
		await judgeAll();
		const rows = await db.query('judge/inputs', { ids: 't0|t1', judge, repetition: 0 });
		expect(rows.every(({ p_correct_first: p }) => p !== null)).toBe(true);
	});
});
