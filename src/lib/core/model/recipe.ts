import * as v from 'valibot';
import { DIFFICULTIES, QUALITIES } from '../annotate/aspects.ts';
import { parseJsonWithin } from './json-within.ts';

/**
 * A recipe is everything that turns a project's trajectories into a training set: data, not code.
 * The same project and recipe give the same bytes. Defaults are METRICS §6.
 */

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000));
const quality = v.optional(v.nullable(v.picklist(QUALITIES)), null);
const difficulty = v.optional(v.nullable(v.picklist(DIFFICULTIES)), null);

/** What a model's labels (core/annotate) have to be, ends included; null for whatever they are. */
const RatingsSchema = v.pipe(
	v.strictObject({
		/** Of the question. */
		inputAtLeast: quality,
		responseAtLeast: quality,
		easiest: difficulty,
		hardest: difficulty
	}),
	v.check(
		({ easiest, hardest }) =>
			easiest === null ||
			hardest === null ||
			DIFFICULTIES.indexOf(easiest) <= DIFFICULTIES.indexOf(hardest),
		'The easiest question cannot be harder than the hardest.'
	)
);

export const RecipeSchema = v.strictObject({
	version: v.literal(1),
	/** Seeds every choice that is otherwise arbitrary. */
	seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
	/** Ids of the teachers to learn from; null means all but the student. */
	teachers: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(1000))),
	/** Id of the teacher entry that plays the student; null while no student was measured. */
	student: v.nullable(v.pipe(v.string(), v.maxLength(64))),
	quality: v.strictObject({
		maxTokens: positive,
		/** 'thinking' asks for one <think> block; 'well-formed' also takes plain responses; 'any' takes all. */
		format: v.picklist(['any', 'well-formed', 'thinking']),
		allowTruncated: v.boolean(),
		/** Which verdicts pass: only correct ones, all that are not wrong, or all. */
		verdict: v.picklist(['correct', 'not-wrong', 'any']),
		/**
		 * Whose verdict counts: a person's, then the rule's. Where the rule cannot decide, the judge's, if it is
		 * believed and could.
		 */
		trustJudge: v.optional(v.boolean(), false),
		/** Where neither could, believe the verdict that came with the file. */
		trustReference: v.boolean(),
		maxRepetitionShare: share,
		ratings: v.optional(RatingsSchema, {})
	}),
	compression: v.strictObject({
		enabled: v.boolean(),
		/** Questions that the student already answers more often than this are dropped. */
		maxPassRate: share
	}),
	nearDuplicates: v.strictObject({
		enabled: v.boolean(),
		minJaccard: v.pipe(v.number(), v.minValue(0.5), v.maxValue(1))
	}),
	decontamination: v.strictObject({ enabled: v.boolean() }),
	diversity: v.strictObject({
		enabled: v.boolean(),
		perQuestion: positive,
		/** Levenshtein distance as it is, or divided by the longer length. Never mixed. */
		measure: v.picklist(['raw', 'normalised'])
	}),
	budget: v.strictObject({ enabled: v.boolean(), maxExamples: positive }),
	/** What the domains of the budget are: those of the file, or the task categories that a model gave. */
	domainSource: v.optional(v.picklist(['file', 'category']), 'file'),
	/** Of the budget, per domain; a domain that is not named has neither. Each at most once. */
	domainLimits: v.optional(
		v.pipe(
			v.array(
				v.strictObject({
					domain: v.pipe(v.string(), v.maxLength(500)),
					/** So many are dealt out first, where there are so many. */
					atLeast: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000)),
					/** null for no limit. */
					atMost: v.nullable(
						v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000))
					)
				})
			),
			v.maxLength(1000),
			v.check(
				(limits) => new Set(limits.map(({ domain }) => domain)).size === limits.length,
				'Each domain can be named once.'
			)
		),
		[]
	)
});

export type Recipe = v.InferOutput<typeof RecipeSchema>;
export type Ratings = Recipe['quality']['ratings'];
export type DomainLimit = Recipe['domainLimits'][number];

export const DEFAULT_RECIPE: Recipe = {
	version: 1,
	seed: 20250813,
	teachers: null,
	student: null,
	quality: {
		maxTokens: 16_384,
		format: 'well-formed',
		allowTruncated: false,
		verdict: 'correct',
		trustJudge: false,
		trustReference: false,
		maxRepetitionShare: 0.5,
		ratings: { inputAtLeast: null, responseAtLeast: null, easiest: null, hardest: null }
	},
	compression: { enabled: true, maxPassRate: 0.75 },
	nearDuplicates: { enabled: true, minJaccard: 0.8 },
	decontamination: { enabled: true },
	diversity: { enabled: true, perQuestion: 4, measure: 'raw' },
	budget: { enabled: true, maxExamples: 800 },
	domainSource: 'file',
	domainLimits: []
};

/** Stages in the order in which they act. `teacher` comes before DED's six; `manual` wins over all. */
export const STAGES = [
	'manual',
	'teacher',
	'quality',
	'compression',
	'near-duplicates',
	'decontamination',
	'diversity',
	'budget'
] as const;
export type Stage = (typeof STAGES)[number];

/** Why a trajectory was dropped. One per dropped trajectory: the first that applied. */
export const DROP_REASONS = {
	manual: ['dropped by hand'],
	teacher: ['the student itself', 'teacher not chosen'],
	quality: [
		'not analysed yet',
		'truncated',
		'format',
		'too long',
		'repetitive',
		'wrong',
		'unverifiable',
		'not rated yet',
		'question rated too low',
		'response rated too low',
		'rated too easy',
		'rated too hard'
	],
	compression: ['student already knows'],
	'near-duplicates': ['near-duplicate question'],
	decontamination: ['in a benchmark'],
	diversity: ['too similar', 'distances missing'],
	budget: ['over the limit of its domain', 'over budget']
} as const satisfies Record<Stage, readonly string[]>;

/** A thousand teachers are 70,000 characters. */
export const MAX_RECIPE_CHARS = 1_000_000;

/** A recipe as a file or a project holds it. Throws what says why it is none. */
export function parseRecipeText(text: string): Recipe {
	return parseRecipe(parseJsonWithin(text, MAX_RECIPE_CHARS));
}

/** Reads a recipe from untrusted JSON. Throws a ValiError that names the field. */
export function parseRecipe(json: unknown): Recipe {
	return v.parse(RecipeSchema, json);
}
