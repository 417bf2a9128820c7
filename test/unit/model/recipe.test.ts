import { describe, expect, it } from 'vitest';
import {
	DEFAULT_RECIPE,
	DROP_REASONS,
	MAX_RECIPE_CHARS,
	parseRecipe,
	parseRecipeText,
	STAGES
} from '../../../src/lib/core/model/recipe.ts';

describe('a recipe', () => {
	it('comes back from its text', () => {
		expect(parseRecipeText(JSON.stringify(DEFAULT_RECIPE))).toEqual(DEFAULT_RECIPE);
		const own = { ...DEFAULT_RECIPE, teachers: ['a'], student: 'b', seed: 0 };
		expect(parseRecipe(own)).toEqual(own);
	});

	it('trusts no judge where an older one does not say so', () => {
		const { trustJudge, ...quality } = DEFAULT_RECIPE.quality;
		expect(trustJudge).toBe(false);
		expect(parseRecipe({ ...DEFAULT_RECIPE, quality }).quality.trustJudge).toBe(false);
	});

	it('asks for no label of a model where an older one does not say so', () => {
		const { domainSource, quality, ...older } = DEFAULT_RECIPE;
		const { ratings, ...olderQuality } = quality;
		expect(domainSource).toBe('file');
		expect(Object.values(ratings)).toEqual([null, null, null, null]);
		expect(parseRecipe({ ...older, quality: olderQuality })).toEqual(DEFAULT_RECIPE);
		const one = { ...quality, ratings: { responseAtLeast: 'good' } };
		expect(parseRecipe({ ...older, quality: one }).quality.ratings).toEqual({
			...ratings,
			responseAtLeast: 'good'
		});
	});

	it.each([
		['a quality of difficulty', { inputAtLeast: 'hard' }],
		['a difficulty of quality', { easiest: 'good' }],
		['a label of nobody', { responseAtLeast: 'superb' }],
		['an empty label', { hardest: '' }],
		['a rule nobody knows', { responseAtMost: 'good' }],
		['an easiest harder than the hardest', { easiest: 'hard', hardest: 'medium' }]
	])('has not %s', (_, changes) => {
		const { quality } = DEFAULT_RECIPE;
		const ratings = { ...quality.ratings, ...changes };
		expect(() => parseRecipe({ ...DEFAULT_RECIPE, quality: { ...quality, ratings } })).toThrow();
	});

	it('may say how hard questions are at one end alone', () => {
		const { quality } = DEFAULT_RECIPE;
		for (const ends of [
			{ easiest: 'hard', hardest: null },
			{ easiest: null, hardest: 'medium' }
		]) {
			const own = {
				...DEFAULT_RECIPE,
				quality: { ...quality, ratings: { ...quality.ratings, ...ends } }
			};
			expect(parseRecipe(own).quality.ratings).toMatchObject(ends);
		}
	});

	it('takes one difficulty for both ends', () => {
		const { quality } = DEFAULT_RECIPE;
		const ratings = { ...quality.ratings, easiest: 'hard', hardest: 'hard' };
		const recipe = { ...DEFAULT_RECIPE, quality: { ...quality, ratings } };
		expect(parseRecipe(recipe)).toEqual(recipe);
	});

	it.each([
		['another version', { version: 2 }],
		['what nobody knows', { more: 1 }],
		['a negative seed', { seed: -1 }],
		['a seed of more than 32 bits', { seed: 2 ** 32 }],
		['a seed with a fraction', { seed: 0.5 }],
		['a pass rate above 1', { compression: { enabled: true, maxPassRate: 1.01 } }],
		['a pass rate below 0', { compression: { enabled: true, maxPassRate: -0.01 } }],
		['no example at all', { budget: { enabled: true, maxExamples: 0 } }],
		['half an example', { budget: { enabled: true, maxExamples: 1.5 } }],
		['likeness below a half', { nearDuplicates: { enabled: true, minJaccard: 0.4 } }],
		['likeness above 1', { nearDuplicates: { enabled: true, minJaccard: 1.1 } }],
		['domains of nobody', { domainSource: 'model' }],
		['a measure nobody knows', { diversity: { enabled: true, perQuestion: 1, measure: 'x' } }]
	])('has not %s', (_, change) => {
		expect(() => parseRecipe({ ...DEFAULT_RECIPE, ...change })).toThrow();
	});

	it('limits each domain once', () => {
		const limit = (domain: string) => ({ domain, atLeast: 0, atMost: null });
		const own = { ...DEFAULT_RECIPE, domainLimits: [limit('a'), limit('b')] };
		expect(parseRecipe(own)).toEqual(own);
		const twice = { ...DEFAULT_RECIPE, domainLimits: [limit('a'), limit('b'), limit('a')] };
		expect(() => parseRecipe(twice)).toThrow('Each domain can be named once.');
	});

	it('takes the ends of its ranges', () => {
		for (const change of [
			{ seed: 0xffffffff },
			{ compression: { enabled: false, maxPassRate: 1 } },
			{ compression: { enabled: false, maxPassRate: 0 } },
			{ budget: { enabled: true, maxExamples: 1 } },
			{ nearDuplicates: { enabled: true, minJaccard: 0.5 } }
		]) {
			expect(parseRecipe({ ...DEFAULT_RECIPE, ...change })).toMatchObject(change);
		}
	});

	it('is read only up to a length that no honest one has', () => {
		const text = JSON.stringify(DEFAULT_RECIPE);
		expect(parseRecipeText(text.padEnd(MAX_RECIPE_CHARS))).toEqual(DEFAULT_RECIPE);
		expect(() => parseRecipeText(text.padEnd(MAX_RECIPE_CHARS + 1))).toThrow(
			'1000001 characters are more than 1000000'
		);
		expect(() => parseRecipeText('{')).toThrow(SyntaxError);
	});

	it('has reasons for every stage, each of them once', () => {
		const reasons = STAGES.flatMap((stage): readonly string[] => DROP_REASONS[stage]);
		expect(Object.keys(DROP_REASONS).sort()).toEqual([...STAGES].sort());
		expect(new Set(reasons).size).toBe(reasons.length);
	});
});
