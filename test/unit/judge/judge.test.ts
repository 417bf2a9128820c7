import { beforeAll, describe, expect, it } from 'vitest';
import type { OnnxModelRef } from '../../../src/lib/core/generate/model-ref.ts';
import {
	type Judge,
	judgeId,
	judgeSettingsJson,
	judgeVerdictRow
} from '../../../src/lib/core/judge/judge.ts';
import { DEFAULT_RUBRIC } from '../../../src/lib/core/judge/rubric.ts';
import { createIds, type Ids } from '../../../src/lib/core/model/ids.ts';

const MODEL: OnnxModelRef = {
	engine: 'onnx',
	source: 'hub',
	id: 'x/y',
	revision: 'main',
	dtype: 'q4'
};
const JUDGE: Judge = {
	id: '0123456789abcdef',
	name: 'A judge\u202e',
	rubric: { ...DEFAULT_RUBRIC, correctLabel: 'Right', wrongLabel: 'False' }
};
const TEXTS = { question: 'Q', reference: '4', answer: 'It is <|4|>.', reasoning: '' };
const verdictRow = (
	correctFirst: number | null,
	wrongFirst: number | null,
	reference: string | null = '4'
) => judgeVerdictRow('t', JUDGE, { ...TEXTS, reference }, { correctFirst, wrongFirst });

describe('the row of a verdict', () => {
	it('has what the judge was shown, its version and its verdict', () => {
		expect(verdictRow(0.9, 0.7)).toMatchObject({
			trajectory_id: 't',
			grader: 'judge',
			grader_version: 1,
			verdict: 'correct',
			extracted: 'It is < |4|>.',
			expected: '4'
		});
		expect(verdictRow(0.1, 0.2).verdict).toBe('wrong');
	});

	it('expects nothing where there is no reference', () => {
		expect(verdictRow(0.9, 0.7, null).expected).toBeNull();
		expect(verdictRow(0.9, 0.7, '').expected).toBe('(nothing)');
	});

	it('names the judge and both probabilities in its reason, hidden characters as what they are', () => {
		expect(verdictRow(0.9, 0.7).reason).toBe(
			'Judge 01234567 (A judge[U+202E]): p(correct) = 0.800; ' +
				'0.900 with ‘Right’ named first, 0.700 with ‘False’ first.'
		);
	});

	it.each([
		['the orders disagree', 0.9, 0.2, /^.* 0\.550; 0\.900 .* 0\.200 .*\. The two orders disagree/],
		['both are near to even', 0.52, 0.56, /^.* 0\.540; .*\. That is too near to even/],
		['the first gave no probability', null, 0.2, /^Judge 01234567 .* gave no probability/],
		['the second gave none', 0.2, null, /^Judge 01234567 .* gave no probability/]
	])('is no verdict where %s, and says why', (_, correctFirst, wrongFirst, reason) => {
		const { verdict, reason: told } = verdictRow(correctFirst, wrongFirst);
		expect(verdict).toBe('unverifiable');
		expect(told).toMatch(reason);
	});
});

describe('the id of a judge', () => {
	let ids: Ids;
	beforeAll(async () => {
		ids = await createIds();
	});

	it('is another one for another model and another rubric, and no other', () => {
		const id = judgeId(ids, MODEL, DEFAULT_RUBRIC);
		const { version, ...rest } = DEFAULT_RUBRIC;
		expect(judgeId(ids, { ...MODEL }, { ...rest, version })).toBe(id);
		const others = [
			judgeId(ids, { ...MODEL, dtype: 'q8' }, DEFAULT_RUBRIC),
			judgeId(ids, { ...MODEL, device: 'wasm' }, DEFAULT_RUBRIC),
			judgeId(ids, MODEL, { ...DEFAULT_RUBRIC, margin: 0.2 }),
			judgeId(ids, MODEL, { ...DEFAULT_RUBRIC, wrongLabel: 'Wrong' })
		];
		expect(new Set([id, ...others]).size).toBe(5);
	});

	it('is of the model alone: nothing else of a teacher is in its settings', () => {
		const entry = { ...MODEL, systemPrompt: 'Be brief.' };
		expect(JSON.parse(judgeSettingsJson(entry))).toEqual({ model: MODEL });
	});
});
