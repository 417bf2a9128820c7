import { DEFAULT_RECIPE, type Recipe } from '../../src/lib/core/model/recipe.ts';
import { type Answer, type Project, question, teacher } from '../../test/sql/project-rows.ts';
import { type AskedAndWritten, TEXTS } from './texts.ts';

/** Every text passes. */
export const RECIPE: Recipe = {
	...DEFAULT_RECIPE,
	quality: { ...DEFAULT_RECIPE.quality, maxTokens: 100_000_000, maxRepetitionShare: 1 },
	diversity: { ...DEFAULT_RECIPE.diversity, enabled: false },
	budget: { ...DEFAULT_RECIPE.budget, enabled: false }
};

const numbered = (at: number): string => String(at).padStart(3, '0');

function answersOf({ right, wrong }: AskedAndWritten, at: number): Answer[] {
	const shared = { question: `q${numbered(at)}`, teacher: 't' };
	return [
		{ ...shared, ...right, id: `right-${numbered(at)}`, verdict: 'correct' },
		{ ...shared, ...wrong, id: `wrong-${numbered(at)}`, sample: 1, verdict: 'wrong' }
	];
}

/** A right and a wrong answer to each question. */
export const PROJECT: Project = {
	questions: TEXTS.map(({ question: text }, at) => question(`q${numbered(at)}`, { text })),
	teachers: [teacher('t')],
	answers: TEXTS.flatMap(answersOf)
};
