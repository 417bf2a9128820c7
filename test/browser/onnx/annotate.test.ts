import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotatorId } from '../../../src/lib/core/annotate/annotator.ts';
import type { Aspect } from '../../../src/lib/core/annotate/aspects.ts';
import { fillGuide } from '../../../src/lib/core/annotate/fill-guide.ts';
import { DEFAULT_GUIDES, guideJson } from '../../../src/lib/core/annotate/guide.ts';
import { chooseLabel } from '../../../src/lib/core/annotate/label-choice.ts';
import type { OnnxModelRef } from '../../../src/lib/core/generate/model-ref.ts';
import { trackSums } from '../../../src/lib/core/generate/token-track.ts';
import { judgeSettingsJson } from '../../../src/lib/core/judge/judge.ts';
import { createIds } from '../../../src/lib/core/model/ids.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';
import type { EngineClient } from '../../../src/lib/services/engine-client.ts';
import { LocalAnnotating } from '../../../src/lib/services/local-annotating.ts';
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
const QUESTION = 'What is 2 + 3?';

let client: DbClient;
let engine: EngineClient;
let db: PageDb;
let workers: Worker[];
const signal = (): AbortSignal => new AbortController().signal;

beforeAll(async () => {
	client = new DbClient();
	await client.start();
	db = remoteDb(client);
	({ engine, workers } = onnxEngine(client));
	const question = { text: QUESTION, gold: '5' };
	await openAskedProject(db, 'labelled', question, ['It is 5.', 'It is 6.', '', 'No.']);
});
afterAll(async () => {
	await engine.end();
	client.terminate();
});

async function annotateAll(
	aspect: Aspect,
	onSaved: (saved: number) => void = () => undefined
): Promise<string> {
	const guide = DEFAULT_GUIDES[aspect];
	const id = annotatorId(await createIds(), aspect, MODEL, guide);
	await db.append('annotators', [
		{
			...{ id, aspect, name: 'Terse', teacher_id: 'T', settings: judgeSettingsJson(MODEL) },
			...{ guide: guideJson(guide), asked_at: '2026-01-01' }
		}
	]);
	const saved = new Set<string>();
	const report = await new LocalAnnotating(db, { onnx: engine, webllm: engine }).annotateAll(
		{ annotatorId: id, aspect, model: MODEL, scope: 'all', sample: 0 },
		{
			onLoad: () => undefined,
			onProgress: () => undefined,
			onRepeat: () => undefined,
			onSaved: (ids) => {
				for (const each of ids) saved.add(each);
				onSaved(saved.size);
			}
		},
		signal()
	);
	expect(report).toEqual({ failed: 0, reason: '' });
	return id;
}

describe('a real model that labels, in its worker', () => {
	it('chooses the label that scoring each of them finds the most probable', async () => {
		const annotator = await annotateAll('category');
		await engine.load(MODEL, () => undefined, signal());
		const guide = DEFAULT_GUIDES.category;
		const texts = { question: QUESTION, reference: '5', answer: '', reasoning: '' };
		const content = fillGuide('category', guide, texts, 'as listed');
		const messages = [{ role: 'user', content } as const];
		const scored = await engine.score(
			guide.labels.map((response) => ({ messages, response, thinking: 'off' as const })),
			signal()
		);
		const choice = chooseLabel(scored.map(({ track }) => trackSums(track).sumLogprob))!;
		const [said] = await db.query('annotate/labels', { annotator });
		expect(said).toMatchObject({ label: guide.labels[choice.index], subjects: 1 });
		expect(said!.mean_probability).toBeCloseTo(choice.probability, 6);
	});

	it('goes on after its worker was killed in the middle', async () => {
		let killed = false;
		const annotator = await annotateAll('response-quality', (count) => {
			if (killed || count < 2) return;
			killed = true;
			// As a crash would end it: the page hears of it by an error event.
			workers.at(-1)!.terminate();
			workers.at(-1)!.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
		});
		expect(killed).toBe(true);
		const labels = await db.query('annotate/labels', { annotator });
		expect(labels.reduce((sum, { subjects }) => sum + subjects, 0)).toBe(4);
		expect(labels.every(({ label }) => label !== null)).toBe(true);
	});
});
