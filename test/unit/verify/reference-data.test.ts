import { describe, expect, it } from 'vitest';
import { createVerifier } from '../../../src/lib/core/verify/verifier.ts';
import { agrees, judgeAll, type Judgement } from './agreement.ts';
import { KNOWN_DISAGREEMENTS } from './known-disagreements.ts';
import { aimeSample, gsm8kSample } from './reference-data.ts';

const verifier = await createVerifier();

function named(data: string, judgements: readonly Judgement[]): string[] {
	return judgements.map(({ question, teacher }) => `${data} ${question} ${teacher}`).sort();
}

function known(data: string): string[] {
	return KNOWN_DISAGREEMENTS.filter((item) => item.data === data)
		.map((item) => `${data} ${item.question} ${item.teacher}`)
		.sort();
}

describe('GSM8K, 1,319 questions and four models', async () => {
	const judgements = await judgeAll(verifier, gsm8kSample());
	const disagreements = judgements.filter((judgement) => !agrees(judgement));

	it('agrees with is_correct in at least 99 % of 5,276 solutions', () => {
		expect(judgements).toHaveLength(5_276);
		expect(1 - disagreements.length / judgements.length).toBeGreaterThanOrEqual(0.99);
	});

	it('never contradicts it: what disagrees is unverifiable', () => {
		expect(
			disagreements.filter(({ verification }) => verification.verdict !== 'unverifiable')
		).toEqual([]);
	});

	it('disagrees in the listed and explained cases, and in no other', () => {
		expect(named('gsm8k', disagreements)).toEqual(known('gsm8k'));
	});
});

describe('AIME 2024, 30 questions and eleven checkpoints', async () => {
	const judgements = await judgeAll(verifier, aimeSample());
	const whole = judgements.filter(({ input }) => input.truncated !== true);

	it('agrees with reference_correct in at least 99 % of the responses that were not cut off', () => {
		const disagreements = whole.filter((judgement) => !agrees(judgement));
		expect(whole.length).toBeGreaterThan(150);
		expect(1 - disagreements.length / whole.length).toBeGreaterThanOrEqual(0.99);
		expect(named('aime24', disagreements)).toEqual(known('aime24'));
	});

	it('calls none of the cut-off responses correct that the original grader called incorrect', () => {
		const cutOff = judgements.filter(({ input }) => input.truncated === true);
		const falsePositives = cutOff.filter(
			({ isCorrect, verification }) => !isCorrect && verification.verdict === 'correct'
		);
		expect(cutOff.length).toBeGreaterThan(100);
		expect(falsePositives).toEqual([]);
	});
});
