/** What the list of trajectories can be cut down to a range of; a column of `judged_by_facets` each. */
export const MEASURES = ['tokens', 'chars', 'repetition', 'entropy', 'surprisal', 'rsr'] as const;
export type Measure = (typeof MEASURES)[number];

/** Of the categories of labels that models gave, what has none. */
export const NOT_LABELLED = 'not labelled';

/** Categories of which any number can be chosen. The last four are labels of models: core/annotate. */
export const CATEGORIES = [
	'teachers',
	'verdict',
	'format',
	'finish',
	'domain',
	'override',
	'tags',
	'category',
	'rated',
	'input',
	'quality'
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * The names of a filter. Categories: choices joined by '|' (`joinChoices`). Measures: `low~high`
 * (`rangeText`). `stage`: 'selected', or the stage of the funnel that dropped it; `reason`: one of
 * DROP_REASONS. `search`: words that all occur in the response or its reasoning, whatever their case, those
 * in quotes together. `pattern`: a regular expression (RE2) instead. `question`: an id. `area`: a part of
 * the latent map (core/latent/map-area.ts).
 */
export const FILTER_KEYS = [
	...CATEGORIES,
	'stage',
	'reason',
	'search',
	'pattern',
	'question',
	'area',
	...MEASURES
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** What a list of trajectories holds; what is absent or '' filters nothing. */
export type TrajectoryFilter = Readonly<Partial<Record<FilterKey, string>>>;

/** The filter as the SQL macros read it, the same in every order of its keys: `verdict=wrong&tokens=100~500`. */
export function filterText(filter: TrajectoryFilter): string {
	return FILTER_KEYS.flatMap((key) => {
		const value = filter[key] ?? '';
		return value === '' ? [] : [`${key}=${encodeURIComponent(value)}`];
	}).join('&');
}

/**
 * Choices of a category in one text: a '|' inside becomes '%7C', a '%' '%25'. The empty one alone, such as no
 * domain, is '|': '' chooses nothing.
 */
export function joinChoices(choices: readonly string[]): string {
	const text = choices
		.map((choice) => choice.replaceAll('%', '%25').replaceAll('|', '%7C'))
		.join('|');
	return text === '' && choices.length > 0 ? '|' : text;
}

/** Each once. */
export function splitChoices(text: string): string[] {
	return text === '' ? [] : [...new Set(text.split('|').map(decodeChoice))];
}

/** One choice as the database counts it. */
export function decodeChoice(choice: string): string {
	return choice.replaceAll('%7C', '|').replaceAll('%25', '%');
}

/** A half-open range; null where it has no end on that side. */
export interface MeasureRange {
	readonly from: number | null;
	readonly below: number | null;
}

export function rangeText({ from, below }: MeasureRange): string {
	return from === null && below === null ? '' : `${from ?? ''}~${below ?? ''}`;
}

/** What is no number bounds nothing. */
export function parseRange(text: string): MeasureRange {
	const [from = '', below = ''] = text.split('~');
	return { from: numberOf(from), below: numberOf(below) };
}

function numberOf(text: string): number | null {
	const value = Number(text);
	return text.trim() === '' || !Number.isFinite(value) ? null : value;
}
