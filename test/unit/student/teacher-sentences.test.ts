import { describe, expect, it } from 'vitest';
import {
	type ModelView,
	sentenceGains,
	teacherSentenceShares
} from '../../../src/lib/core/student/teacher-sentences.ts';
import { locatePieces } from '../../../src/lib/core/student/token-starts.ts';

function view(pieces: readonly string[], logprobs: readonly number[], firstId = 0): ModelView {
	return {
		ids: Int32Array.from(pieces, (_, i) => firstId + i),
		starts: locatePieces(pieces).starts,
		logprobs: Float32Array.from(logprobs)
	};
}

describe('sentenceGains', () => {
	const pieces = ['One', '.', ' Two', ' three', '.'];

	it('compares the geometric means of the probabilities', () => {
		const teacher = view(pieces, [-1, -3, -0.5, -1, 0]);
		const student = view(pieces, [-2, -4, -0.25, -0.25, -1]);
		expect(sentenceGains('One. Two three.', teacher, student)).toEqual({
			sentences: [
				{ start: 0, teacherLogprob: -2, studentLogprob: -3, gain: 1 },
				{ start: 4, teacherLogprob: -0.5, studentLogprob: -0.5, gain: 0 }
			],
			leftOut: 0,
			sameTokens: true
		});
	});

	it('aligns different tokens by characters', () => {
		const student = view(['On', 'e.', ' Tw', 'o three.'], [-1, -1, -4, -2], 50);
		const gains = sentenceGains('One. Two three.', view(pieces, [-1, -3, -1, -1, -1]), student);
		expect(gains.sentences.map(({ gain }) => gain)).toEqual([-1, 2]);
		expect(gains.sameTokens).toBe(false);
	});

	it('leaves out sentences that a model has no token for, or did not read to the end', () => {
		const text = 'One. Two three. Four.';
		const whole = view([...pieces, ' Four', '.'], [-1, -1, -1, -1, -1, -1, -1]);
		const glued = view(['One', '. Two three.', ' Four', '.'], [-1, -1, -1, -1], 9);
		expect(sentenceGains(text, whole, glued)).toMatchObject({ sentences: [{}, {}], leftOut: 1 });
		const cut: ModelView = { ...whole, logprobs: whole.logprobs.slice(0, 4) };
		expect(sentenceGains(text, whole, cut)).toMatchObject({
			sentences: [{ start: 0 }],
			leftOut: 2
		});
	});

	it('leaves out impossible sentences', () => {
		const impossible = view(pieces, [-1, -Infinity, -1, -1, -1]);
		const gains = sentenceGains('One. Two three.', impossible, view(pieces, [-1, -1, -1, -1, -1]));
		expect(gains).toMatchObject({ sentences: [{ start: 4, gain: 0 }], leftOut: 1 });
		expect(sentenceGains('', view([], []), view([], []))).toMatchObject({
			sentences: [],
			leftOut: 0
		});
	});
});

describe('teacherSentenceShares', () => {
	const of = (teacherId: string, ...gains: number[]) => ({
		teacherId,
		gains: Float64Array.from(gains)
	});

	it('takes the threshold from the data set', () => {
		const shares = teacherSentenceShares([of('a', 5, 4, 1), of('b', 3, 2), of('a', 6)], 0.6);
		expect(shares.threshold).toBe(4);
		expect(shares.ofResponses.map(({ share }) => share.value)).toEqual([1 / 3, 0, 1]);
		expect(shares.ofTeachers.get('a')).toEqual({
			share: { value: 0.5, reason: null },
			teacherSentences: 2,
			sentences: 4
		});
		expect(shares.ofTeachers.get('b')!.share.value).toBe(0);
	});

	it('calls nothing a teacher sentence that the student finds more probable', () => {
		const shares = teacherSentenceShares([of('a', -5, -4, -1, 0, 0.5)], 0.2);
		expect(shares.threshold).toBeLessThan(0);
		expect(shares.ofTeachers.get('a')!.teacherSentences).toBe(1);
	});

	it('says why there is no share', () => {
		const shares = teacherSentenceShares([of('a'), of('b', 1, 2)]);
		expect(shares.ofTeachers.get('a')!.share).toEqual({ value: null, reason: 'no-sentences' });
		expect(teacherSentenceShares([])).toMatchObject({ threshold: null, ofResponses: [] });
	});
});
