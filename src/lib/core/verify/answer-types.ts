/**
 * What kind of answer a question wants. 'auto' reads it from the gold answer; the others settle what
 * a notation leaves open: '1, 2' is ordered as a 'list' and unordered as a 'set', '(1, 2)' is a point
 * as a 'tuple' and a range as an 'interval', '5m' is a product as an 'expression'.
 */
export const ANSWER_TYPES = [
	'auto',
	'number',
	'choice',
	'expression',
	'equation',
	'interval',
	'set',
	'tuple',
	'list',
	'matrix',
	'boolean',
	'text'
] as const;

export type AnswerType = (typeof ANSWER_TYPES)[number];

/** Names that files use for the same things. */
const SYNONYMS: ReadonlyMap<string, AnswerType> = new Map([
	['numeric', 'number'],
	['integer', 'number'],
	['float', 'number'],
	['multiple-choice', 'choice'],
	['multiple_choice', 'choice'],
	['mcq', 'choice'],
	['math', 'auto'],
	['bool', 'boolean'],
	['point', 'tuple'],
	['string', 'text']
]);

/** Anything unknown is 'auto'. */
export function toAnswerType(name: string): AnswerType {
	const wanted = name.trim().toLowerCase();
	return ANSWER_TYPES.find((type) => type === wanted) ?? SYNONYMS.get(wanted) ?? 'auto';
}
