import { describe, expect, it } from 'vitest';
import { meansText, sentenceMeans } from '../../../src/lib/core/student/sentence-means.ts';
import { locatePieces } from '../../../src/lib/core/student/token-starts.ts';

const PIECES = ['One', '.', ' Two', ' three', '.'];
const view = (pieces: readonly string[], logprobs: readonly number[], truncated = false) => ({
	starts: locatePieces(pieces).starts.slice(0, logprobs.length),
	logprobs: Float32Array.from(logprobs),
	truncated
});

describe('sentenceMeans', () => {
	it('are the logs of the geometric means of the probabilities', () => {
		expect(sentenceMeans('One. Two three.', view(PIECES, [-1, -3, -0.5, -1, 0]))).toEqual([
			-2, -0.5
		]);
	});

	it('speak of the same sentences, however a model cuts its tokens', () => {
		const student = view(['On', 'e.', ' Tw', 'o three.'], [-1, -1, -4, -2]);
		expect(sentenceMeans('One. Two three.', student)).toEqual([-1, -3]);
		const glued = view(['One', '. Two three.', ' Four', '.'], [-1, -1, -1, -3]);
		expect(sentenceMeans('One. Two three. Four.', glued)).toEqual([-1, null, -2]);
	});

	it('leave out what was not read to its end', () => {
		const cut = view(PIECES, [-1, -1, -1, -1], true);
		expect(sentenceMeans('One. Two three. Four.', cut)).toEqual([-1, null, null]);
	});

	it('leave out impossible sentences, and have none of the empty text', () => {
		const impossible = view(PIECES, [-1, -Infinity, -1, -1, -1]);
		expect(sentenceMeans('One. Two three.', impossible)).toEqual([null, -1]);
		expect(sentenceMeans('', view([], []))).toEqual([]);
	});
});

it('meansText keeps the place of a sentence without a number', () => {
	expect(meansText([-1.234567, null, -2])).toBe('-1.2346||-2.0000');
	expect(meansText([])).toBe('');
});
