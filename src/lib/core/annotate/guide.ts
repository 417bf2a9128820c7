import * as v from 'valibot';
import { labelProblems, MAX_LABEL_CHARS } from '../judge/labels.ts';
import { promptProblems } from '../judge/placeholders.ts';
import { DATA_NOTE } from '../judge/rubric.ts';
import { parseJsonWithin } from '../model/json-within.ts';
import { NOT_LABELLED } from '../model/trajectory-filter.ts';
import { type Aspect, ASPECT_SPECS, DIFFICULTIES, QUALITIES } from './aspects.ts';

/**
 * What a model is asked about one aspect, and the labels between which it has to choose. Part of the annotator's
 * id: another guide is another annotator.
 */
export interface Guide {
	readonly version: 1;
	/** A text with placeholders in braces: `guidePlaceholders`. */
	readonly prompt: string;
	/** A scale from its lowest. */
	readonly labels: readonly string[];
}

export const MAX_GUIDE_CHARS = 8_000;
/** Each label is a prompt that is read. */
export const MAX_LABELS = 24;
/** Prompt and labels, with every character escaped. */
const MAX_JSON_CHARS = 6 * (MAX_GUIDE_CHARS + MAX_LABELS * MAX_LABEL_CHARS) + 10_000;

/** Magpie's task tags (arXiv 2406.08464, §3.2), without "Others", which here is 'Something else'. */
const CATEGORIES = [
	'Mathematics',
	'Coding',
	'Reasoning',
	'Data analysis',
	'Information seeking',
	'Planning',
	'Editing',
	'Creative writing',
	'Role playing',
	'Advice seeking',
	'Brainstorming',
	'Something else'
];

const ABOUT_A_QUESTION = `${DATA_NOTE}

Question:
{question}

`;

export const DEFAULT_GUIDES: Readonly<Record<Aspect, Guide>> = {
	category: {
		version: 1,
		prompt: `You sort questions by the kind of task. ${ABOUT_A_QUESTION}Which kind of task is it? Answer with one of these: {options}.`,
		labels: CATEGORIES
	},
	difficulty: {
		version: 1,
		prompt: `You rate how much knowledge and how many steps a question asks for. ${ABOUT_A_QUESTION}How difficult is it? Answer with one of these: {options}.`,
		labels: DIFFICULTIES
	},
	'input-quality': {
		version: 1,
		prompt: `You rate how well a question is put: whether it is clear, complete and has an answer. ${ABOUT_A_QUESTION}How well is it put? Answer with one of these: {options}.`,
		labels: QUALITIES
	},
	'response-quality': {
		version: 1,
		prompt: `You rate responses: whether the reasoning is sound, complete and easy to follow, and leads to the answer. ${ABOUT_A_QUESTION}Reasoning:
{reasoning}

Final answer:
{answer}

How good is the response? Answer with one of these: {options}.`,
		labels: QUALITIES
	}
};

export type GuidePlaceholder = 'question' | 'reference' | 'reasoning' | 'answer' | 'options';

/** What stands in braces in the prompts of an aspect. */
export function guidePlaceholders(aspect: Aspect): readonly GuidePlaceholder[] {
	return ASPECT_SPECS[aspect].subject === 'question'
		? ['question', 'options']
		: ['question', 'reference', 'reasoning', 'answer', 'options'];
}

/** Why nobody can be asked with it, a sentence per reason; empty where it can. */
export function guideProblems(aspect: Aspect, { prompt, labels }: Guide): string[] {
	const isResponse = ASPECT_SPECS[aspect].subject === 'trajectory';
	const needed = isResponse ? ['question', 'answer', 'options'] : ['question', 'options'];
	return [
		...promptProblems('The prompt', prompt, needed, guidePlaceholders(aspect), MAX_GUIDE_CHARS),
		...countProblems(aspect, labels),
		...labelProblems(labels)
	];
}

function countProblems(aspect: Aspect, labels: readonly string[]): string[] {
	const { scale } = ASPECT_SPECS[aspect];
	// Rules of a recipe name the steps of a scale.
	if (scale !== null && labels.join('\n') !== scale.join('\n')) {
		return [`The scale is always this: ${scale.join(', ')}.`];
	}
	if (labels.some((label) => label.trim().toLowerCase() === NOT_LABELLED)) {
		return [`‘${NOT_LABELLED}’ stands for what has no label.`];
	}
	if (labels.length < 2) return ['There must be at least two labels.'];
	if (labels.length > MAX_LABELS) return [`There can be at most ${MAX_LABELS} labels.`];
	return [];
}

const schema = v.strictObject({
	version: v.literal(1),
	prompt: v.pipe(v.string(), v.maxLength(MAX_GUIDE_CHARS)),
	labels: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_LABEL_CHARS))), v.maxLength(MAX_LABELS))
});

/** `annotators.guide`; null for what nobody can be asked with: a project file may hold anything there. */
export function parseGuide(aspect: Aspect, json: string): Guide | null {
	try {
		const parsed = v.safeParse(schema, parseJsonWithin(json, MAX_JSON_CHARS));
		if (!parsed.success) return null;
		return guideProblems(aspect, parsed.output).length === 0 ? parsed.output : null;
	} catch {
		return null;
	}
}

/** The guide as it is hashed and saved: the same guide gives the same text. */
export function guideJson({ version, prompt, labels }: Guide): string {
	return JSON.stringify({ version, prompt, labels });
}
