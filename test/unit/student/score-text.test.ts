import { describe, expect, it } from 'vitest';
import {
	logprobOf,
	rankOf,
	summariseLogits
} from '../../../src/lib/core/generate/measure-logits.ts';
import { type ScoreBehind, scoreTokens } from '../../../src/lib/core/generate/score-tokens.ts';
import { type TokenTrack, TrackRecorder } from '../../../src/lib/core/generate/token-track.ts';
import { Cancelled } from '../../../src/lib/core/model/errors.ts';
import { leadOf, scoreText } from '../../../src/lib/core/student/score-text.ts';
import { forceTokens } from '../../../src/workers/webllm/force-tokens.ts';
import { runByRule } from '../../support/forced-run.ts';
import { mixedLogits, ScriptedLm } from '../../support/scripted-lm.ts';

const SIZE = 16;
const CHARACTERS = '_abcdefg. \n';
const PROMPT = [2, 3, 2];
const RESPONSE = 'ab cd.\nbad.\n\ncab b. gab. ef';
/** By rule 3 of `sentences.ts`; a token is a character. */
const SENTENCES = ['ab cd.\n', 'bad.\n\n', 'cab b.', ' gab.', ' ef'];
const IDS = [...RESPONSE].map((character) => CHARACTERS.indexOf(character));
const decode = (ids: Int32Array): string => Array.from(ids, (id) => CHARACTERS[id]).join('');

const pace = { now: () => 0, breathe: () => Promise.resolve() };
const logitsAfter = (ids: readonly number[]): number[] => mixedLogits(ids, SIZE);

interface Reading {
	readonly contextTokens?: number;
	readonly signal?: AbortSignal;
}

/** As the ONNX engine and `batch_verify` read, many positions at once. */
function readAtOnce({ contextTokens = 1000, signal = new AbortController().signal }: Reading = {}) {
	const lm = new ScriptedLm({ logitsAfter, vocabularySize: SIZE, contextTokens });
	const read: ScoreBehind = (context, ids) =>
		scoreTokens(lm, [...PROMPT, ...context], ids, { signal, pace, chunkTokens: 4 });
	return read;
}

/** As web-llm reads a library without `batch_verify`. */
function readByForce({ contextTokens = 1000, signal }: Reading = {}): ScoreBehind {
	const run = runByRule(PROMPT, logitsAfter, signal);
	return forceTokens(run, contextTokens - PROMPT.length);
}

const score = (read: ScoreBehind, localWindow?: number, response = RESPONSE) =>
	scoreText(
		read,
		{ response, ...(localWindow !== undefined && { localWindow }) },
		{ ids: IDS.slice(0, response.length), promptTokens: PROMPT.length, decode }
	);

/** METRICS §3 word by word: every token with a context of its own. */
function trackByDefinition(window: number, tokens = IDS.length): TokenTrack {
	const recorder = new TrackRecorder();
	const starts = SENTENCES.map((_, i) => SENTENCES.slice(0, i).join('').length);
	for (let at = 0; at < tokens; at++) {
		const sentence = starts.findLastIndex((start) => start <= at);
		const from = starts[Math.max(0, sentence - window)]!;
		const logits = Float32Array.from(logitsAfter([...PROMPT, ...IDS.slice(from, at)]));
		const summary = summariseLogits(logits, 0, SIZE);
		const token = IDS[at]!;
		const rank = rankOf(logits, 0, SIZE, token);
		recorder.push(token, logprobOf(logits, 0, token, summary), summary.entropy, rank);
	}
	return recorder.track();
}

describe.each([
	['at once', readAtOnce],
	['by force', readByForce]
])('a response that is read %s', (_, read) => {
	it.each([0, 1, 2, 3, 4, 9])('sees %i sentences before its own', async (window) => {
		const { localTrack, track, truncated } = await score(read(), window);
		expect(localTrack).toEqual(trackByDefinition(window));
		expect(track).toEqual(trackByDefinition(Infinity));
		expect(truncated).toBe(false);
	});

	it('has a local track that is another one only where the window is shorter', async () => {
		const { localTrack, track } = await score(read(), 1);
		const head = SENTENCES[0]!.length + SENTENCES[1]!.length;
		expect(localTrack!.logprobs.slice(0, head)).toEqual(track.logprobs.slice(0, head));
		expect(localTrack!.logprobs.slice(head)).not.toEqual(track.logprobs.slice(head));
	});

	it('has no local track where none was asked for', async () => {
		expect((await score(read())).localTrack).toBeNull();
	});

	it('is told of with its places and the prompt’s length', async () => {
		const { starts, promptTokens } = await score(read());
		expect([...starts]).toEqual([...IDS.keys()]);
		expect(promptTokens).toBe(PROMPT.length);
	});

	it('may be empty', async () => {
		const { localTrack, track, truncated } = await score(read(), 3, '');
		expect(track.ids).toHaveLength(0);
		expect(localTrack!.ids).toHaveLength(0);
		expect(truncated).toBe(false);
	});

	it('is scored on what fits into the context', async () => {
		for (let fits = 0; fits < IDS.length; fits++) {
			const reading = read({ contextTokens: PROMPT.length + fits });
			const { localTrack, track, truncated } = await score(reading, 1);
			expect(track).toEqual(trackByDefinition(Infinity, fits));
			expect(localTrack).toEqual(trackByDefinition(1, fits));
			expect(truncated).toBe(true);
		}
	});

	it('is given up between two sentences where that is wished', async () => {
		const stop = new AbortController();
		const reading = read({ signal: stop.signal });
		let calls = 0;
		const stopping: ScoreBehind = (context, ids) => {
			if (++calls === 3) stop.abort();
			return reading(context, ids);
		};
		await expect(score(stopping, 0)).rejects.toBeInstanceOf(Cancelled);
		expect(calls).toBe(3);
	});
});

describe('ids behind a context', () => {
	it('are scored alike in both ways, whatever fits', async () => {
		for (let fits = 0; fits <= 9; fits++) {
			const contextTokens = PROMPT.length + fits;
			const [context, ids] = [IDS.slice(0, 4), IDS.slice(4, 8)];
			const [once, forced] = [
				await readAtOnce({ contextTokens })(context, ids),
				await readByForce({ contextTokens })(context, ids)
			];
			expect(forced.track).toEqual(once.track);
			expect(forced.truncated).toBe(once.truncated);
			expect([...forced.track.ids]).toEqual(ids.slice(0, Math.max(0, fits - context.length)));
			expect(forced.truncated).toBe(fits < 8);
		}
	});
});

describe('a reasoning that a template has opened', () => {
	const encode = (text: string): number[] => Array.from(text, (character) => character.length);

	it('is closed before a response that needs none, and not scored', async () => {
		const lead = [3, 4];
		const request = { response: RESPONSE };
		const encoded = { ids: IDS, promptTokens: PROMPT.length, decode };
		for (const read of [readAtOnce(), readByForce()]) {
			const { track } = await scoreText(read, request, { ...encoded, lead });
			const logits = Float32Array.from(logitsAfter([...PROMPT, ...lead]));
			expect(track.ids).toEqual(Int32Array.from(IDS));
			const summary = summariseLogits(logits, 0, SIZE);
			expect(track.logprobs[0]).toBeCloseTo(logprobOf(logits, 0, IDS[0]!, summary), 5);
		}
	});

	it('is left as it is where nothing was opened, or where it is wanted', () => {
		expect(leadOf({ afterThinking: true }, true, encode)).toHaveLength('\n</think>\n\n'.length);
		expect(leadOf({ afterThinking: true }, false, encode)).toEqual([]);
		expect(leadOf({}, true, encode)).toEqual([]);
	});
});
