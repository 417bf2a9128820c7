import type { Mapping, MappingShape } from '../../core/import/mapping.ts';

/** The shapes under the names that people know them by. */
export const SHAPE_NAMES: Readonly<Record<MappingShape, string>> = {
	messages: 'Messages (OpenAI, TRL)',
	conversations: 'Conversations (ShareGPT)',
	'prompt-response': 'Question and response',
	'models-in-row': 'One question, several models in a row',
	questions: 'Questions only'
};

/** One field of a mapping that a person can set: its key, its label and whether it may be absent. */
export interface MappingField {
	readonly key: string;
	readonly label: string;
	readonly optional: boolean;
}

const QUESTION: MappingField = { key: 'question', label: 'Question', optional: false };
const CONTEXT: MappingField = { key: 'context', label: 'Second part of it', optional: true };
const GOLD: MappingField = { key: 'gold', label: 'Reference answer', optional: true };
const DOMAIN: MappingField = { key: 'domain', label: 'Domain', optional: true };
const ANSWER_TYPE: MappingField = { key: 'answerType', label: 'Answer type', optional: true };
const RESPONSE_EXTRAS: readonly MappingField[] = [
	{ key: 'reasoning', label: 'Reasoning, if separate', optional: true },
	{ key: 'correct', label: 'Verdict in the file', optional: true },
	{ key: 'finishReason', label: 'Finish reason', optional: true },
	{ key: 'tokens', label: 'Response tokens', optional: true },
	{ key: 'sampleIndex', label: 'Sample number', optional: true }
];

export const FIELDS: Readonly<Record<MappingShape, readonly MappingField[]>> = {
	questions: [QUESTION, CONTEXT, GOLD, DOMAIN, ANSWER_TYPE],
	'prompt-response': [
		QUESTION,
		CONTEXT,
		{ key: 'response', label: 'Response', optional: false },
		GOLD,
		DOMAIN,
		ANSWER_TYPE,
		...RESPONSE_EXTRAS
	],
	messages: [
		{ key: 'messages', label: 'Messages', optional: false },
		GOLD,
		DOMAIN,
		ANSWER_TYPE,
		...RESPONSE_EXTRAS
	],
	conversations: [
		{ key: 'conversations', label: 'Conversations', optional: false },
		GOLD,
		DOMAIN,
		ANSWER_TYPE,
		...RESPONSE_EXTRAS
	],
	'models-in-row': [QUESTION, CONTEXT, GOLD, DOMAIN, ANSWER_TYPE]
};

/** The value of a simple field; '' where it is absent. */
export function fieldValue(mapping: Mapping, key: string): string {
	const value = (mapping as unknown as Record<string, unknown>)[key];
	return typeof value === 'string' ? value : '';
}

/** A copy with one simple field changed; '' means absent. */
export function withField(mapping: Mapping, field: MappingField, value: string): Mapping {
	return { ...mapping, [field.key]: value === '' && field.optional ? null : value };
}

/** A mapping of another shape that keeps what both have in common. */
export function withShape(
	shape: MappingShape,
	old: Mapping | null,
	paths: readonly string[],
	fileName: string
): Mapping {
	const first = paths[0] ?? 'question';
	const keep = (key: string): string | null => (old ? fieldValue(old, key) || null : null);
	const question = keep('question') ?? first;
	const base = {
		context: keep('context'),
		gold: keep('gold'),
		domain: keep('domain'),
		answerType: keep('answerType'),
		...(old?.tests === undefined ? {} : { tests: old.tests })
	};
	const teacher = old && 'teacher' in old ? old.teacher : teacherFromName(fileName);
	const answers = {
		...base,
		teacher,
		reasoning: keep('reasoning'),
		correct: keep('correct'),
		finishReason: keep('finishReason'),
		tokens: keep('tokens'),
		sampleIndex: keep('sampleIndex')
	};
	const second = paths.find((path) => path !== question) ?? first;
	switch (shape) {
		case 'questions':
			return { shape, question, ...base };
		case 'prompt-response':
			return { shape, question, response: keep('response') ?? second, ...answers };
		case 'messages':
			return { shape, messages: keep('messages') ?? first, ...answers };
		case 'conversations':
			return { shape, conversations: keep('conversations') ?? first, ...answers };
		case 'models-in-row':
			return {
				shape,
				question,
				...base,
				models: [{ teacher: second, response: second, reasoning: null, correct: null }]
			};
	}
}

function teacherFromName(fileName: string): { from: 'constant'; name: string } {
	return { from: 'constant', name: fileName.replace(/\.[^.]*$/, '') || 'teacher' };
}
