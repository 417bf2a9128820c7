import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { ScoredText, ScoreRequest } from '../../src/lib/core/generate/engine.ts';
import { logprobOf, rankOf, summariseLogits } from '../../src/lib/core/generate/measure-logits.ts';
import { type TokenSpan, splitIntoSentences } from '../../src/lib/core/student/sentences.ts';
import { studentSignal } from '../../src/lib/core/student/student-signal.ts';
import { LogitTap } from '../../src/workers/webllm/logit-tap.ts';
import { ModelInternals } from '../../src/workers/webllm/web-llm-internals.ts';
import reference from '../fixtures/student/reference.json';
import type { PlainModel } from '../support/plain-model.ts';
import { loadPlainModel, STUDENT, TEACHER } from './demo-engine.ts';
import {
	clearCaches,
	createHarness,
	type Harness,
	IDLE,
	ignoreProgress,
	modelRef,
	QUESTION,
	request,
	write
} from './webllm-harness.ts';

/** METRICS §1: absolute, nats. */
const TOLERANCE = 1e-4;
const { trajectories } = reference;

type Scoring = 'one-pass' | 'stepwise';
/** The library of the student has no `batch_verify`; that of the teacher need not be asked for it. */
const WAYS: [string, Scoring][] = [
	[STUDENT, 'stepwise'],
	[TEACHER, 'one-pass'],
	[TEACHER, 'stepwise']
];

let harness: Harness;
async function load(id: string, scoring: Scoring): Promise<void> {
	harness = createHarness();
	const has = vi.spyOn(ModelInternals.prototype, 'hasBatchVerify');
	if (scoring === 'stepwise') has.mockReturnValue(false);
	const loaded = await harness.engine.load(modelRef(id), ignoreProgress, IDLE);
	has.mockRestore();
	expect(loaded.scoring).toBe(scoring);
}
afterEach(async () => {
	vi.restoreAllMocks();
	await harness.engine.unload();
});
afterAll(clearCaches);

function ask(question: string, response: string, localWindow?: number): ScoreRequest {
	const messages = [{ role: 'user', content: question }] as const;
	const asked = { messages, response, thinking: 'default' } as const;
	return localWindow === undefined ? asked : { ...asked, localWindow };
}

async function score(asked: ScoreRequest, signal = IDLE): Promise<ScoredText> {
	const [scored] = await harness.engine.score([asked], signal);
	return scored!;
}

it('agrees with PyTorch, which reads every token with a context of its own', async () => {
	await load(STUDENT, 'stepwise');
	for (const { question, response, ids, local, promptTokens, spans } of trajectories) {
		for (const [window, expected] of Object.entries(local)) {
			const scored = await score(ask(question, response, Number(window)));
			expect(scored.promptTokens).toBe(promptTokens);
			expect([...scored.localTrack!.ids]).toEqual(ids);
			const sentences = splitIntoSentences(response, scored.starts);
			expect(sentences.map(({ from, to }) => [from, to])).toEqual(spans);
			const { value } = studentSignal(scored.localTrack).meanSurprisal;
			if (expected === null) expect(value).toBeNull();
			else expect(Math.abs(value! - expected)).toBeLessThan(TOLERANCE);
		}
	}
});

/** Compares the local track of one sentence with what the same weights say in plain JavaScript. */
function expectSentence(
	plain: PlainModel,
	promptIds: readonly number[],
	{ localTrack: track }: ScoredText,
	sentences: readonly TokenSpan[],
	index: number,
	window: number
): void {
	const { from, to } = sentences[index]!;
	const { ids, logprobs, entropies, ranks } = track!;
	const context = ids.subarray(sentences[Math.max(0, index - window)]!.from, from);
	const before = [...promptIds, ...context];
	const rows = plain.logitsOf([...before, ...ids.subarray(from, to)]).slice(before.length - 1);
	for (let at = from; at < to; at++) {
		const row = rows[at - from]!;
		const summary = summariseLogits(row, 0, row.length);
		const logprob = logprobOf(row, 0, ids[at]!, summary);
		expect(Math.abs(logprobs[at]! - logprob)).toBeLessThan(TOLERANCE);
		expect(Math.abs(entropies[at]! - summary.entropy)).toBeLessThan(TOLERANCE);
		expect(ranks[at]).toBe(rankOf(row, 0, row.length, ids[at]!));
	}
}

describe.each(WAYS)('local surprisal of %s, %s', (id, scoring) => {
	const promptOf = async (content: string) =>
		(await harness.internals(id).encodePrompt([{ role: 'user', content }], false)).ids;

	it('is what the same weights say in plain JavaScript, token by token', async () => {
		await load(id, scoring);
		const plain = await loadPlainModel(id);
		for (const name of ['careful 0', 'unicode', 'short steps']) {
			const { question, response } = trajectories.find((each) => each.name === name)!;
			for (const window of [0, 1, 3]) {
				const scored = await score(ask(question, response, window));
				const sentences = splitIntoSentences(response, scored.starts);
				const promptIds = await promptOf(question);
				expect(scored.localTrack!.ids).toEqual(scored.track.ids);
				sentences.forEach((_, i) => {
					expectSentence(plain, promptIds, scored, sentences, i, window);
				});
			}
		}
	});

	it('is null where it was not asked for', async () => {
		await load(id, scoring);
		expect((await score(ask(QUESTION, 'One. Two. Three.'))).localTrack).toBeNull();
	});

	it('goes as far as the context does', async () => {
		await load(id, scoring);
		const response = `${' pens'.repeat(150)}.`.repeat(9);
		const scored = await score(ask(QUESTION, response, 1));
		expect(scored.truncated).toBe(true);
		expect(scored.promptTokens + scored.track.ids.length).toBe(1024);
		expect(scored.localTrack!.ids).toEqual(scored.track.ids);
		const sentences = splitIntoSentences(response, scored.starts);
		const promptIds = await promptOf(QUESTION);
		const last = sentences.length - 1;
		expect(last).toBeGreaterThan(2);
		expectSentence(await loadPlainModel(id), promptIds, scored, sentences, last, 1);
	});

	it('can be given up in the middle, and the model goes on as before', async () => {
		await load(id, scoring);
		const { question, response } = trajectories.find(({ name }) => name === 'careful 0')!;
		const asked = ask(question, response, 1);
		const passes = spyOnPasses(scoring);
		const before = await score(asked);
		const greedy = request({ temperature: 0 });
		const all = passes.count();
		const { rollOut } = await write(harness.engine, greedy);

		const stop = new AbortController();
		const from = passes.count();
		passes.onPass(() => {
			if (passes.count() - from === Math.floor(all * 0.7)) stop.abort();
		});
		await expect(score(asked, stop.signal)).rejects.toMatchObject({ name: 'Cancelled' });
		expect(passes.count() - from).toBeLessThan(all);
		expect(await score(asked)).toEqual(before);
		expect((await write(harness.engine, greedy)).rollOut.track).toEqual(rollOut.track);
	});
});

/** Counts forward passes of scoring, or the steps of them that are decided. */
function spyOnPasses(scoring: Scoring) {
	let listener = (): void => undefined;
	const { batchVerify } = ModelInternals.prototype;
	const { processLogits } = LogitTap.prototype;
	const spy =
		scoring === 'one-pass'
			? vi.spyOn(ModelInternals.prototype, 'batchVerify').mockImplementation(function (
					this: ModelInternals,
					ids
				) {
					listener();
					return batchVerify.call(this, ids);
				})
			: vi.spyOn(LogitTap.prototype, 'processLogits').mockImplementation(function (
					this: LogitTap,
					logits
				) {
					listener();
					return processLogits.call(this, logits);
				});
	return {
		count: () => spy.mock.calls.length,
		onPass: (next: () => void) => void (listener = next)
	};
}
