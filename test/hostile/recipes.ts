import { DEFAULT_RECIPE } from '../../src/lib/core/model/recipe.ts';
import { type HostileText, hostileTexts } from './hostile-input.ts';

const recipe = (changes: object): string => JSON.stringify({ ...DEFAULT_RECIPE, ...changes });
const quality = (changes: object): string =>
	recipe({ quality: { ...DEFAULT_RECIPE.quality, ...changes } });

/** Files that are no recipe: refused with a sentence, and the recipe stays as it was. */
export const RECIPES: readonly HostileText[] = hostileTexts({
	nothing: '',
	'no JSON': '{',
	JavaScript: 'alert(1)',
	null: 'null',
	'a list': '[]',
	'a text': '"recipe"',
	'no fields': '{}',
	'another version': recipe({ version: 2 }),
	'a version as text': recipe({ version: '1' }),
	'an extra field': recipe({ run: 'window.ran=1' }),
	'an extra field inside': quality({ sql: 'DROP TABLE questions' }),
	'a seed that is no whole number': recipe({ seed: 0.5 }),
	'a seed beyond 32 bits': recipe({ seed: 2 ** 32 }),
	'a seed that is negative': recipe({ seed: -1 }),
	'a seed beyond all': recipe({}).replace('"seed":20250813', '"seed":1e999'),
	'a million teachers': recipe({ teachers: Array.from({ length: 1_000_000 }, () => 't') }),
	'a teacher of a megabyte': recipe({ teachers: ['t'.repeat(1_000_000)] }),
	'a teacher that is an object': recipe({ teachers: [{ id: 't' }] }),
	'a student that is a list': recipe({ student: ['t'] }),
	'SQL for a number': quality({ maxTokens: '1; DROP TABLE questions' }),
	'a number beyond its bounds': quality({ maxTokens: 1e9 }),
	'a number of no tokens': quality({ maxTokens: 0 }),
	'a share above one': quality({ maxRepetitionShare: 2 }),
	'a share that is null': quality({ maxRepetitionShare: null }),
	'a format of the prototype': quality({ format: '__proto__' }),
	'a verdict of HTML': quality({ verdict: '<img src=x onerror=window.ran=1>' }),
	'a rating of the prototype': quality({ ratings: { inputAtLeast: 'constructor' } }),
	'ratings that are a list': quality({ ratings: ['good'] }),
	'domains of SQL': recipe({ domainSource: "category'; DROP TABLE questions; --" }),
	'a switch that is a number': recipe({ budget: { enabled: 1, maxExamples: 10 } }),
	'a stage that is null': recipe({ diversity: null }),
	'a stage that is missing': recipe({ budget: undefined }),
	'a hundred thousand levels': `{"version":1,"seed":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
	'a recipe in the prototype': `{"__proto__":${recipe({})}}`,
	'a good recipe after ten megabytes of spaces': ' '.repeat(10_000_000) + recipe({})
});
