import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ScoreBehind, scoreTokens } from '../../../src/lib/core/generate/score-tokens.ts';
import type { TokenTrack } from '../../../src/lib/core/generate/token-track.ts';
import type { Measured } from '../../../src/lib/core/student/measured.ts';
import { scoreLocally } from '../../../src/lib/core/student/score-locally.ts';
import { sentenceMeans } from '../../../src/lib/core/student/sentence-means.ts';
import { splitIntoSentences } from '../../../src/lib/core/student/sentences.ts';
import { stepHeadSurprisal } from '../../../src/lib/core/student/step-head.ts';
import { studentSignal } from '../../../src/lib/core/student/student-signal.ts';
import { locateTokens } from '../../../src/lib/core/student/token-starts.ts';
import { type DemoLm, loadDemoLm } from '../../support/node-onnx.ts';
import {
	readWeights,
	reference,
	type ReferenceTrajectory,
	referenceTrack
} from './student-reference.ts';

const { trajectories } = reference;
const named = trajectories.map((trajectory) => [trajectory.name, trajectory] as const);
/** METRICS §1: absolute, nats. */
const TOLERANCE = 1e-4;
const RSR_TOLERANCE = 1e-3;

function expectClose(mine: Measured, theirs: number | null, tolerance = TOLERANCE): void {
	if (theirs === null) expect(mine.value).toBeNull();
	else expect(Math.abs(mine.value! - theirs)).toBeLessThan(tolerance);
}

function expectRsr(mine: Measured, theirs: number | null): void {
	expectClose(mine, theirs, RSR_TOLERANCE * (theirs ?? 0));
}

describe('the reference numbers', () => {
	it.each(Object.entries(reference.weights))('belong to the weights of %s at hand', (id, hash) => {
		const own = createHash('sha256').update(readWeights(id)).digest('hex');
		expect(own, 'The model changed: run tools/student-reference/make.py.').toBe(hash);
	});
});

describe.each([
	['the reference tracks', false],
	['the demo student in ONNX Runtime', true]
])('the student’s signal from %s', (_, isReal) => {
	let student: DemoLm;
	let teacher: DemoLm;
	const tracks = new Map<string, { student: TokenTrack; teacher: TokenTrack }>();
	const options = {
		signal: new AbortController().signal,
		pace: { now: () => 0, breathe: () => Promise.resolve() }
	};
	const score = async ({ lm }: DemoLm, context: readonly number[], ids: readonly number[]) =>
		(await scoreTokens(lm, context, ids, options)).track;
	const promptOf = ({ question }: ReferenceTrajectory): readonly number[] =>
		student.encoder.prompt([{ role: 'user', content: question }], 'default').ids;

	beforeAll(async () => {
		[student, teacher] = await Promise.all([loadDemoLm('demo-student'), loadDemoLm('demo-terse')]);
		for (const trajectory of trajectories) {
			const own = referenceTrack(trajectory);
			const ofTeacher = { ...own, logprobs: Float32Array.from(trajectory.teacherLogprobs) };
			const prompt = promptOf(trajectory);
			tracks.set(trajectory.name, {
				student: isReal ? await score(student, prompt, trajectory.ids) : own,
				teacher: isReal ? await score(teacher, prompt, trajectory.ids) : ofTeacher
			});
		}
	}, 60_000);

	const trackOf = ({ name }: ReferenceTrajectory): TokenTrack => tracks.get(name)!.student;
	const sentencesOf = ({ ids, response }: ReferenceTrajectory) => {
		const located = locateTokens(Int32Array.from(ids), (some) => student.encoder.decode(some));
		return splitIntoSentences(response, located.starts);
	};
	const meansOf = (trajectory: ReferenceTrajectory, { logprobs }: TokenTrack) => {
		const starts = Int32Array.from(trajectory.tokenStarts);
		return sentenceMeans(trajectory.response, { logprobs, starts, truncated: false });
	};

	it.each(named)('surprisal, capped rank, RSR: %s', (_name, trajectory) => {
		expect(promptOf(trajectory)).toHaveLength(trajectory.promptTokens);
		for (const [cap, expected] of Object.entries(trajectory.signals)) {
			const signal = studentSignal(trackOf(trajectory), Number(cap));
			expectClose(signal.meanSurprisal, expected.meanSurprisal);
			expectClose(signal.meanCappedRank, expected.meanCappedRank);
			expectRsr(signal.rsr, expected.rsr);
		}
	});

	it.each(named)('sentences and step heads: %s', (_name, trajectory) => {
		const sentences = sentencesOf(trajectory);
		expect(sentences.map(({ from, to }) => [from, to])).toEqual(trajectory.spans);
		const signal = stepHeadSurprisal(trackOf(trajectory), sentences);
		expect(signal.keptTokens).toBe(trajectory.stepHead.kept);
		expectClose(signal.surprisal, trajectory.stepHead.surprisal);
	});

	// The reference has no tracks of cut contexts: those have to be asked of the model.
	if (isReal) {
		it.each(named)('local surprisal, a sentence at a time: %s', async (_name, one) => {
			const prompt = promptOf(one);
			const behind: ScoreBehind = (context, ids) =>
				scoreTokens(student.lm, [...prompt, ...context], ids, options);
			for (const [window, expected] of Object.entries(one.local)) {
				const scored = { track: trackOf(one), sentences: sentencesOf(one) };
				const joined = await scoreLocally(behind, scored, Number(window));
				expect([...joined.ids]).toEqual(one.ids);
				expectClose(studentSignal(joined).meanSurprisal, expected);
			}
		});
	}

	it.each(named)('sentence probabilities under both models: %s', (_name, trajectory) => {
		const { student: mine, teacher: theirs } = tracks.get(trajectory.name)!;
		for (const [track, expected] of [
			[mine, trajectory.studentSentences],
			[theirs, trajectory.teacherSentences]
		] as const) {
			const means = meansOf(trajectory, track);
			expect(means).toHaveLength(expected.length);
			means.forEach((mean, i) => expect(Math.abs(mean! - expected[i]!)).toBeLessThan(TOLERANCE));
		}
	});
});
