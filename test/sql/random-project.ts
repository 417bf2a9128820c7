import fc from 'fast-check';
import { DEFAULT_RECIPE, type Ratings, type Recipe } from '../../src/lib/core/model/recipe.ts';
import {
	ASPECT_SPECS,
	ASPECTS,
	type Aspect,
	DIFFICULTIES,
	QUALITIES
} from '../../src/lib/core/annotate/aspects.ts';
import {
	type Answer,
	type Distance,
	type Label,
	type Project,
	question,
	teacher
} from './project-rows.ts';

/** Projects in which every stage finds something to drop, and recipes of all kinds. */

const DOMAINS = ['algebra', 'other'] as const;
const QUESTIONS = Array.from({ length: 8 }, (_, n) => `q${n}`);
const TEACHERS = ['s', 't', 'u'];

const analysis = fc.option(
	fc.record({
		format: fc.constantFrom('thinking', 'plain', 'plain', 'malformed', 'no-answer', 'truncated'),
		tokens: fc.constantFrom(90, 100, 100, 110),
		repetition_share: fc.constantFrom(0, 0, 0.5, 0.9)
	}),
	{ freq: 15 }
);

const answer = fc.record({
	// 'gone' is in no table: its trajectories count like any other.
	question: fc.constantFrom(...QUESTIONS, 'q1', 'q2', 'q2', 'gone'),
	teacher: fc.constantFrom('s', 't', 't', 't', 'u', 'u', 'probe'),
	verdict: fc.constantFrom('correct', 'correct', 'correct', 'wrong', 'unverifiable', 'pending'),
	reference: fc.constantFrom(undefined, undefined, 'correct', 'wrong'),
	judge: fc.constantFrom(undefined, undefined, 'correct', 'wrong', 'unverifiable'),
	person: fc.constantFrom(undefined, undefined, undefined, 'correct', 'wrong', 'none'),
	finish: fc.constantFrom('stop', 'stop', 'stop', 'unknown', 'length'),
	analysis,
	override: fc.constantFrom(
		undefined,
		undefined,
		undefined,
		undefined,
		undefined,
		'keep',
		'drop',
		'none'
	)
});
type Drawn = typeof answer extends fc.Arbitrary<infer T> ? T : never;

/** 'superb' is no step of a scale, and null no label. */
const SAID: Readonly<Record<Aspect, readonly (string | null)[]>> = {
	category: [...DOMAINS, 'third', null],
	difficulty: [...DIFFICULTIES, 'medium', 'medium', 'superb', null],
	'input-quality': [...QUALITIES, 'good', 'excellent', 'superb', null],
	'response-quality': [...QUALITIES, 'good', 'excellent', 'superb', null]
};

/** What an annotator says of the subjects of an aspect, over and over in this order. */
const said = (aspect: Aspect) =>
	fc.record({
		aspect: fc.constant(aspect),
		/** Of so many subjects one is not labelled. */
		gap: fc.constantFrom(1, 5, 9, 1000),
		last: fc.array(fc.constantFrom(...SAID[aspect]), { minLength: 7, maxLength: 7 }),
		before: fc.constantFrom(...SAID[aspect])
	});
type Said = ReturnType<typeof said> extends fc.Arbitrary<infer T> ? T : never;

const duplicate = fc.tuple(
	fc.constantFrom(...QUESTIONS),
	fc.constantFrom(...QUESTIONS),
	fc.constantFrom(0.6, 0.8, 1)
);

export const anyProject: fc.Arbitrary<Project> = fc
	.record({
		drawn: fc.array(answer, { minLength: 1, maxLength: 90, size: 'max' }),
		domains: fc.array(fc.constantFrom(...DOMAINS), { minLength: 8, maxLength: 8 }),
		duplicates: fc.uniqueArray(duplicate, { maxLength: 3, selector: ([of]) => of }),
		contaminated: fc.uniqueArray(fc.constantFrom(...QUESTIONS), { maxLength: 1 }),
		/** Distance of each pair, in the order of the pairs. */
		distances: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 300, maxLength: 300 }),
		measured: fc.constantFrom('all', 'bounds', 'some'),
		labelled: fc.tuple(...ASPECTS.map(said))
	})
	.map(({ drawn, domains, duplicates, contaminated, distances, measured, labelled }) => {
		const answers = drawn.map(answerOf);
		const exact = distancesOf(answers, (pair) => distances[pair % 300]!);
		const isKnown = ({ distance }: Distance): boolean => measured === 'all' || distance > 2;
		return {
			questions: QUESTIONS.map((id, at) => question(id, { domain: domains[at]! })),
			teachers: [
				...TEACHERS.map((id) => teacher(id)),
				teacher('probe', { origin: 'probe', name: 'smoke test' })
			],
			answers,
			distances: exact.filter(isKnown),
			bounds: measured === 'bounds' ? exact.map((pair) => ({ ...pair, distance: 6 })) : [],
			overrides: drawn.flatMap(({ override }, at) =>
				override === undefined ? [] : [{ trajectory_id: answers[at]!.id, decision: override }]
			),
			duplicates: duplicates
				.filter(([of, original]) => of !== original)
				.map(([question_id, original_id, jaccard]) => ({ question_id, original_id, jaccard })),
			contaminations: contaminated.map((question_id) => {
				return { question_id, list: 'aime', item_id: 'i', ngram: 'x', n: 13 };
			}),
			labels: labelled.flatMap((given) => labelsOf(given, answers))
		};
	});

/** What counts, and what does not: an earlier annotator's, and what was said when it was asked once more. */
function labelsOf({ aspect, gap, last, before }: Said, answers: readonly Answer[]): Label[] {
	const ofQuestions = ASPECT_SPECS[aspect].subject === 'question';
	const subjects = ofQuestions ? [...QUESTIONS, 'gone'] : answers.map(({ id }) => id);
	return subjects.flatMap((subject, at): Label[] => {
		const earlier: Label = { aspect, subject, label: before, by: 'before' };
		if (at % gap === gap - 1) return [earlier];
		const label = last[at % last.length]!;
		return [{ aspect, subject, label }, { aspect, subject, label: before, repetition: 1 }, earlier];
	});
}

/** Ids whose order is neither that of the numbers nor that of the rows. */
function answerOf(drawn: Drawn, at: number): Answer {
	const { question: of, teacher: by, verdict, finish, analysis: metrics } = drawn;
	return {
		id: `x${(at * 7) % 91}-${at}`,
		question: of,
		teacher: by,
		sample: at,
		verdict,
		finish,
		analysis: metrics,
		...(drawn.reference !== undefined && { reference: drawn.reference }),
		...(drawn.judge !== undefined && { judge: drawn.judge }),
		...(drawn.person !== undefined && { person: drawn.person })
	};
}

function distancesOf(answers: readonly Answer[], at: (pair: number) => number): Distance[] {
	const pairs: Distance[] = [];
	answers.forEach((a, i) => {
		answers.slice(i + 1).forEach((b, j) => {
			if (a.question !== b.question) return;
			pairs.push({ question: a.question, a: a.id, b: b.id, distance: at(i * 31 + j) });
		});
	});
	return pairs;
}

const UNRATED = DEFAULT_RECIPE.quality.ratings;
const anyRatings: fc.Arbitrary<Ratings> = fc.oneof(
	{ arbitrary: fc.constant(UNRATED), weight: 4 },
	fc.constantFrom<Ratings>(
		{ ...UNRATED, inputAtLeast: 'poor' },
		{ ...UNRATED, responseAtLeast: 'poor' },
		{ ...UNRATED, easiest: 'easy' },
		{ ...UNRATED, hardest: 'hard' },
		{ inputAtLeast: 'good', responseAtLeast: 'good', easiest: 'medium', hardest: 'medium' }
	)
);

export const anyRecipe: fc.Arbitrary<Recipe> = fc.record({
	version: fc.constant(1 as const),
	seed: fc.nat(99),
	teachers: fc.constantFrom(null, null, null, null, ['t'], ['t', 'u'], []),
	student: fc.constantFrom(null, 's'),
	quality: fc.record({
		maxTokens: fc.constantFrom(100, DEFAULT_RECIPE.quality.maxTokens),
		format: fc.constantFrom('any', 'well-formed', 'well-formed', 'thinking'),
		allowTruncated: fc.boolean(),
		verdict: fc.constantFrom('correct', 'not-wrong', 'any'),
		trustJudge: fc.boolean(),
		trustReference: fc.boolean(),
		maxRepetitionShare: fc.constantFrom(0.5, 1),
		ratings: anyRatings
	}),
	compression: fc.record({ enabled: fc.boolean(), maxPassRate: fc.constantFrom(0, 0.5, 0.75) }),
	nearDuplicates: fc.record({ enabled: fc.boolean(), minJaccard: fc.constantFrom(0.5, 0.8) }),
	decontamination: fc.record({ enabled: fc.boolean() }),
	diversity: fc.record({
		enabled: fc.constantFrom(true, true, false),
		perQuestion: fc.integer({ min: 1, max: 3 }),
		measure: fc.constantFrom('raw', 'normalised')
	}),
	budget: fc.record({ enabled: fc.boolean(), maxExamples: fc.integer({ min: 1, max: 9 }) }),
	domainSource: fc.constantFrom('file', 'category'),
	domainLimits: fc.uniqueArray(
		fc.record({
			domain: fc.constantFrom(...DOMAINS),
			atLeast: fc.constantFrom(0, 0, 2),
			atMost: fc.constantFrom(null, 3, 0)
		}),
		{ selector: ({ domain }) => domain, maxLength: 2 }
	)
});
