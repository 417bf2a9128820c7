import { quantileOfSorted } from '../stats/quantile.ts';
import { type Measured, ratio } from './measured.ts';
import { sentenceStarts, tokensPerSentence } from './sentences.ts';

/** Sentences above this quantile of the data set's gains are teacher sentences. */
export const DEFAULT_GAIN_QUANTILE = 0.75;

/** One model's view of a response, in its own tokens. */
export interface ModelView {
	/** Token ids of the whole response. */
	readonly ids: Int32Array;
	/** Per token, where its first character stands in the response (`LocatedTokens`). */
	readonly starts: Int32Array;
	/** log p in nats; fewer than `ids` where the response did not fit into the model's context. */
	readonly logprobs: Float32Array;
}

/** One sentence under teacher and student. */
export interface SentenceGain {
	/** UTF-16 offset in the response. */
	readonly start: number;
	/** log of the geometric mean of its tokens' probabilities: their mean log p, nats. */
	readonly teacherLogprob: number;
	readonly studentLogprob: number;
	/** teacherLogprob - studentLogprob. */
	readonly gain: number;
}

export interface GainsOfResponse {
	readonly sentences: readonly SentenceGain[];
	/** Sentences without a token of their own, not read to the end, or of probability 0. */
	readonly leftOut: number;
	/**
	 * Whether both models read the same tokens. Where not, each sentence is made of the tokens that
	 * begin in it, of each model its own, and a mean per token depends on how finely a model cuts its
	 * text: gains then rank the sentences of one teacher, and compare teachers only roughly.
	 */
	readonly sameTokens: boolean;
}

/**
 * Sentence probabilities under teacher and student (METRICS §3, after DASD, arXiv 2601.09088).
 * Sentences are spans of characters, so models with different tokenizers speak of the same ones.
 *
 * @param response its text; the starts of both models are offsets in it
 */
export function sentenceGains(
	response: string,
	teacher: ModelView,
	student: ModelView
): GainsOfResponse {
	const starts = sentenceStarts(response);
	const teacherMeans = meanLogprobs(starts, teacher);
	const studentMeans = meanLogprobs(starts, student);
	const sentences = starts.flatMap((start, sentence) => {
		const teacherLogprob = teacherMeans[sentence]!;
		const studentLogprob = studentMeans[sentence]!;
		if (teacherLogprob === null || studentLogprob === null) return [];
		return [{ start, teacherLogprob, studentLogprob, gain: teacherLogprob - studentLogprob }];
	});
	return {
		sentences,
		leftOut: starts.length - sentences.length,
		sameTokens: areEqual(teacher.ids, student.ids)
	};
}

/** By sentence; null where it has no token, was not read to its end, or holds an impossible token. */
function meanLogprobs(sentences: readonly number[], view: ModelView): (number | null)[] {
	return tokensPerSentence(sentences, view.starts).map(({ from, to }) => {
		if (to === from || to > view.logprobs.length) return null;
		let sum = 0;
		for (let token = from; token < to; token++) sum += view.logprobs[token]!;
		return Number.isFinite(sum) ? sum / (to - from) : null;
	});
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
	return a.length === b.length && a.every((id, i) => id === b[i]);
}

/** The gains of one response, and whose it is. */
export interface ResponseGains {
	readonly teacherId: string;
	/** Nats, one per sentence. */
	readonly gains: Float64Array;
}

export interface SentenceShare {
	readonly share: Measured;
	readonly teacherSentences: number;
	readonly sentences: number;
}

export interface TeacherSentenceShares {
	readonly quantile: number;
	/** Nats; null where the data set has no sentence. */
	readonly threshold: number | null;
	/** In the order of the responses. */
	readonly ofResponses: readonly SentenceShare[];
	/** By teacher: Σ teacher sentences / Σ sentences. */
	readonly ofTeachers: ReadonlyMap<string, SentenceShare>;
}

/**
 * Teacher sentences of a data set (METRICS §3). Fixed thresholds break out of domain, so the threshold
 * is a quantile of all gains in the data set; a teacher sentence lies above it, and is more
 * probable under the teacher at all. By construction about `1 - quantile` of all sentences are
 * teacher sentences: shares say who has more of them, not whether there are many.
 */
export function teacherSentenceShares(
	responses: readonly ResponseGains[],
	quantile = DEFAULT_GAIN_QUANTILE
): TeacherSentenceShares {
	const sorted = sortedGains(responses);
	const threshold = quantileOfSorted(sorted, quantile);
	const above = Math.max(0, threshold ?? 0);
	const counts = responses.map(({ teacherId, gains }) => {
		const teacherSentences = gains.filter((gain) => gain > above).length;
		return { teacherId, teacherSentences, sentences: gains.length };
	});
	const ofTeachers = new Map<string, SentenceShare>();
	for (const { teacherId, teacherSentences, sentences } of counts) {
		const sum = ofTeachers.get(teacherId);
		ofTeachers.set(
			teacherId,
			shareOf(teacherSentences + (sum?.teacherSentences ?? 0), sentences + (sum?.sentences ?? 0))
		);
	}
	return {
		quantile,
		threshold,
		ofResponses: counts.map((count) => shareOf(count.teacherSentences, count.sentences)),
		ofTeachers
	};
}

function sortedGains(responses: readonly ResponseGains[]): Float64Array {
	const all = new Float64Array(responses.reduce((sum, { gains }) => sum + gains.length, 0));
	let at = 0;
	for (const { gains } of responses) {
		all.set(gains, at);
		at += gains.length;
	}
	return all.sort();
}

function shareOf(teacherSentences: number, sentences: number): SentenceShare {
	return { share: ratio(teacherSentences, sentences, 'no-sentences'), teacherSentences, sentences };
}
