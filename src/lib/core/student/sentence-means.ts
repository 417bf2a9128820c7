import { sentenceStarts, tokensPerSentence } from './sentences.ts';

/** A model's view of a response, in its own tokens. */
export interface SentenceView {
	/** log p in nats, of the tokens that the model wrote or read. */
	readonly logprobs: Float32Array;
	/** Where each of these tokens begins in the response (`LocatedTokens`). */
	readonly starts: Int32Array;
	/** True where the response goes on after the last of them. */
	readonly truncated: boolean;
}

/**
 * The log of each sentence's probability, which is the geometric mean of its tokens' probabilities: their
 * mean log p, nats (METRICS §3, 'teacher-sentence share'; DASD, arXiv 2601.09088). Sentences are spans of
 * characters, so models with different tokenizers speak of the same ones; a mean per token still depends
 * on how finely a model cuts its text.
 *
 * @returns one entry per sentence of `response` (`sentenceStarts`); null where it has no token, was not read
 *   to its end, or holds an impossible token
 */
export function sentenceMeans(
	response: string,
	{ logprobs, starts, truncated }: SentenceView
): (number | null)[] {
	const spans = tokensPerSentence(sentenceStarts(response), starts);
	return spans.map(({ from, to }) => {
		if (to === from || (truncated && to === logprobs.length)) return null;
		let sum = 0;
		for (let token = from; token < to; token++) sum += logprobs[token]!;
		return Number.isFinite(sum) ? sum / (to - from) : null;
	});
}

/** Four decimals are the accuracy of a log p (METRICS §1). */
const DECIMALS = 4;

/** As `sentence_logprobs.means` keeps them: '|' between sentences, nothing for one without a number. */
export function meansText(means: readonly (number | null)[]): string {
	return means.map((mean) => (mean === null ? '' : mean.toFixed(DECIMALS))).join('|');
}
