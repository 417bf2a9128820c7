import {
	CORRECT_NAMES,
	DOMAIN_NAMES,
	FINISH_NAMES,
	GOLD_NAMES,
	normaliseName,
	QUESTION_NAMES,
	REASONING_NAMES,
	RESPONSE_NAMES,
	TEACHER_NAMES,
	TOKEN_NAMES
} from './field-names.ts';
import type { FieldStats } from './field-stats.ts';
import type { ModelColumn } from './mapping.ts';

/** What a model's part of a row calls its text. */
const RESPONSE_PARTS = [
	'solution',
	'response',
	'output',
	'completion',
	'answer',
	'generation',
	'attempt',
	'prediction',
	'text',
	'content'
];
/** Objects in a row that are no model. */
const STRUCTURES = new Set([
	'usage',
	'metadata',
	'meta',
	'reward_model',
	'extra_info',
	'info',
	'config',
	'doc',
	'input',
	'output',
	'choices',
	'distilabel_metadata',
	'statistics'
]);
/** Words beside `answer` or `response` that are no model's name: `gold_answer`, `response_tokens`. */
const NO_MODEL = new Set(
	(
		'model generated reference gold golden expected correct final ground_truth target true human best ' +
		'type key tokens length len id index idx count format source raw text num n original standard ' +
		'short long date time list prefix prompt language verified is has total mean max min question ' +
		'system user assistant reasoning thinking full extracted parsed predicted chosen rejected'
	).split(' ')
);
const MODEL_FAMILY =
	/gpt|claude|llama|qwen|qwq|deepseek|mistral|mixtral|gemma|gemini|phi-?\d|glm|grok|kimi|olmo|falcon|nemotron|sky-t1|(?:^|[-_/.])o[134](?:$|[-_])|\d+b(?:$|[-_])/u;
const KNOWN_NAMES = new Set<string>([
	...QUESTION_NAMES,
	...RESPONSE_NAMES,
	...GOLD_NAMES,
	...REASONING_NAMES,
	...TEACHER_NAMES,
	...CORRECT_NAMES,
	...FINISH_NAMES,
	...TOKEN_NAMES,
	...DOMAIN_NAMES
]);

/** The columns of several models in one row; fewer than two where the row is not of that kind. */
export function guessModels(fields: readonly FieldStats[]): ModelColumn[] {
	const ways = [chosenAndRejected, nestedObjects, keyedResponses, affixedColumns, namedColumns];
	for (const way of ways) {
		const models = way(fields);
		if (models.length >= 2) return models.slice(0, 200);
	}
	return [];
}

function holdsResponses(field: FieldStats): boolean {
	return field.kind === 'text' || field.kind === 'text-list' || field.hasAssistant;
}

/** Preference pairs: two responses to one prompt, one thought better. */
function chosenAndRejected(fields: readonly FieldStats[]): ModelColumn[] {
	return ['chosen', 'rejected'].flatMap((name) => {
		const field = fields.find((candidate) => candidate.path === name && holdsResponses(candidate));
		return field ? [column(name, field.path, null, null)] : [];
	});
}

/** `{"6b_finetuning": {"is_correct": …, "solution": …}, …}`, as in the GSM8K sample. */
function nestedObjects(fields: readonly FieldStats[]): ModelColumn[] {
	for (const part of RESPONSE_PARTS) {
		const models = fields.flatMap((field) => {
			const key = field.keys.at(-2);
			if (key === undefined || field.name !== part || !holdsResponses(field)) return [];
			const name = normaliseName(key);
			if (STRUCTURES.has(name) || KNOWN_NAMES.has(name)) return [];
			const siblings = fields.filter((other) => isSibling(other, field));
			return [column(key, field.path, named(siblings, REASONING_NAMES), verdictIn(siblings))];
		});
		if (models.length >= 2) return models;
	}
	return [];
}

/** `{"responses": {"gpt-4o": "…", "llama-8b": "…"}}`. */
function keyedResponses(fields: readonly FieldStats[]): ModelColumn[] {
	const responseNames = new Set<string>(RESPONSE_NAMES);
	return fields.flatMap((field) => {
		const parent = field.keys.at(-2);
		const isModel =
			parent !== undefined &&
			responseNames.has(normaliseName(parent)) &&
			holdsResponses(field) &&
			!KNOWN_NAMES.has(field.name) &&
			!RESPONSE_PARTS.includes(field.name);
		return isModel ? [column(field.keys.at(-1)!, field.path, null, null)] : [];
	});
}

/** `gpt4_response` and `llama_response`, or `response_gpt4` and `response_llama`. */
function affixedColumns(fields: readonly FieldStats[]): ModelColumn[] {
	for (const part of RESPONSE_PARTS) {
		const models = fields.flatMap((field) => {
			const model = holdsResponses(field) ? modelBeside(field, part) : null;
			if (model === null) return [];
			const name = normaliseName(model);
			return [
				column(
					model,
					field.path,
					named(fields, both(name, REASONING_NAMES)),
					verdictIn(fields, both(name, CORRECT_NAMES))
				)
			];
		});
		if (models.length >= 2) return models;
	}
	return [];
}

/** Columns called like models: `gpt-4o`, `qwen2.5-7b`. */
function namedColumns(fields: readonly FieldStats[]): ModelColumn[] {
	return fields.flatMap((field) => {
		const key = field.keys.at(-1)!;
		const looksLikeModel = field.keys.length === 1 && MODEL_FAMILY.test(key.toLowerCase());
		if (!looksLikeModel || !holdsResponses(field) || KNOWN_NAMES.has(field.name)) return [];
		const isAboutModel = [...REASONING_NAMES, ...CORRECT_NAMES, ...TOKEN_NAMES].some(
			(name) => field.name.endsWith(`_${name}`) || field.name.startsWith(`${name}_`)
		);
		if (isAboutModel || field.isBoolean) return [];
		return [
			column(
				key,
				field.path,
				named(fields, both(field.name, REASONING_NAMES)),
				verdictIn(fields, both(field.name, CORRECT_NAMES))
			)
		];
	});
}

function modelBeside(field: FieldStats, part: string): string | null {
	const key = field.keys.at(-1)!;
	const { name } = field;
	const rest = name.endsWith(`_${part}`)
		? key.slice(0, -part.length - 1)
		: name.startsWith(`${part}_`)
			? key.slice(part.length + 1)
			: '';
	return rest === '' || NO_MODEL.has(normaliseName(rest)) ? null : rest;
}

function both(model: string, names: readonly string[]): string[] {
	return names.flatMap((name) => [`${model}_${name}`, `${name}_${model}`]);
}

function isSibling(a: FieldStats, b: FieldStats): boolean {
	return (
		a.keys.length === b.keys.length && a.keys.slice(0, -1).every((key, i) => key === b.keys[i])
	);
}

function named(fields: readonly FieldStats[], names: readonly string[]): string | null {
	return fields.find((field) => field.kind !== 'other' && names.includes(field.name))?.path ?? null;
}

function verdictIn(
	fields: readonly FieldStats[],
	names: readonly string[] = CORRECT_NAMES
): string | null {
	return fields.find((field) => field.isBoolean && names.includes(field.name))?.path ?? null;
}

function column(
	teacher: string,
	response: string,
	reasoning: string | null,
	correct: string | null
): ModelColumn {
	return { teacher: teacher.trim().slice(0, 500) || response, response, reasoning, correct };
}
