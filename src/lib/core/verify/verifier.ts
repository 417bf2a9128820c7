import { toAnswerType, type AnswerType } from './answer-types.ts';
import { compareChoices, isChoice, readChoice } from './choice.ts';
import { cleanAnswer, MAX_ANSWER_CHARS } from './clean.ts';
import { compareAnswers } from './compare-answers.ts';
import { loadEngine, type Engine } from './engine.ts';
import { Deadline, EvaluationFailure } from './evaluation-failure.ts';
import { extractAnswer } from './extract.ts';
import { extractGold } from './gold.ts';
import { unclear, type Outcome } from './outcome.ts';
import { readAnswer } from './read-answer.ts';

/** Raised whenever a verdict can change; stored with each verdict. */
export const GRADER_VERSION = 2;

const DEFAULT_TIME_LIMIT_MS = 2_000;

export interface VerifyInput {
	/** The reference answer, perhaps with its worked solution. */
	readonly gold: string | null;
	/** The answer part of a response; the whole response where it has no such part. */
	readonly response: string;
	/** One of ANSWER_TYPES; anything else is 'auto'. */
	readonly answerType: string;
	/** The response was cut off at a limit: only a marked answer counts. */
	readonly truncated?: boolean;
}

export interface Verification {
	readonly verdict: 'correct' | 'wrong' | 'unverifiable';
	/** The response's answer as it was written, less the end of its sentence; null where none was found. */
	readonly extracted: string | null;
	readonly expected: string | null;
	/** A sentence: which rule found the answer, and what the comparison showed. */
	readonly reason: string;
}

export interface Verifier {
	/** Never rejects for what an answer holds. */
	verify(input: VerifyInput): Promise<Verification>;
}

/**
 * The rule verifier (METRICS §4). The symbolic engine (1 MB compressed) is loaded when the first answer needs
 * it; plain numbers, words and choices never do, and their promise is settled at once.
 *
 * @param options.timeLimitMs limit of one comparison; what takes longer is unverifiable.
 */
export function createVerifier(options: { timeLimitMs?: number } = {}): Promise<Verifier> {
	const timeLimitMs = options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;
	return Promise.resolve({ verify: (input) => verify(input, timeLimitMs) });
}

async function verify(input: VerifyInput, timeLimitMs: number): Promise<Verification> {
	const expected = input.gold === null ? null : extractGold(input.gold);
	const { answer, rule } = extractAnswer(input.response, input.truncated === true);
	const extracted = answer === null ? null : withoutSentenceEnd(answer);
	if (expected === null) {
		return {
			verdict: 'unverifiable',
			extracted,
			expected,
			reason: 'There is no reference answer.'
		};
	}
	if (extracted === null)
		return { verdict: 'unverifiable', extracted, expected, reason: `${rule}.` };
	const outcome = await compareTexts(
		expected,
		extracted,
		toAnswerType(input.answerType),
		timeLimitMs
	);
	return {
		verdict: VERDICTS[outcome.kind],
		extracted,
		expected,
		reason: `${rule}. ${sentence(outcome.why)}`
	};
}

function sentence(clause: string): string {
	return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

const VERDICTS = { equal: 'correct', different: 'wrong', unclear: 'unverifiable' } as const;

/**
 * Compares two answers as they were written. Exported for tools and tests; `verify` finds the
 * answers first.
 */
export async function compareTexts(
	gold: string,
	response: string,
	type: AnswerType,
	timeLimitMs = DEFAULT_TIME_LIMIT_MS
): Promise<Outcome> {
	const [a, b] = [cleanAnswer(gold), cleanAnswer(response)];
	if (a.length > MAX_ANSWER_CHARS || b.length > MAX_ANSWER_CHARS) {
		return a === b
			? { kind: 'equal', why: 'the answers are the same' }
			: unclear('an answer is too long');
	}
	if (a === '' || b === '') return unclear('an answer is empty');
	if (type === 'choice' || (type === 'auto' && isChoice(a))) {
		return compareChoices(readChoice(a), readChoice(b));
	}
	const first = compareOnce(a, b, type, null, timeLimitMs);
	return first.wantsEngine
		? compareOnce(a, b, type, await loadEngine(), timeLimitMs).outcome
		: first.outcome;
}

function compareOnce(
	gold: string,
	response: string,
	type: AnswerType,
	engine: Engine | null,
	timeLimitMs: number
): { outcome: Outcome; wantsEngine: boolean } {
	let wantsEngine = false;
	const comparison = {
		type,
		engine,
		deadline: new Deadline(timeLimitMs),
		wantEngine: () => (wantsEngine = true),
		compare: compareAnswers
	};
	try {
		const outcome = compareAnswers(readAnswer(gold, type), readAnswer(response, type), comparison);
		return { outcome, wantsEngine };
	} catch (error) {
		if (!(error instanceof EvaluationFailure)) throw error;
		return { outcome: unclear('the comparison took too long'), wantsEngine: false };
	}
}

/** '0.5.' is 0.5 at the end of a sentence; an ellipsis stays. */
function withoutSentenceEnd(answer: string): string {
	return /[^.][.,;:]$/.test(answer) ? answer.slice(0, -1) : answer;
}
