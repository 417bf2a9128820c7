import { DIFFICULTIES, QUALITIES } from '../../core/annotate/aspects.ts';
import { DROP_REASONS, STAGES } from '../../core/model/recipe.ts';
import { NOT_LABELLED, type Category, type Measure } from '../../core/model/trajectory-filter.ts';
import { count, decimal, percent } from '../format.ts';

export const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
	teachers: 'Teacher',
	verdict: 'Verdict',
	format: 'Format',
	finish: 'Ended by',
	domain: 'Domain',
	override: 'By hand',
	tags: 'Tag',
	category: 'Task category',
	rated: 'Rated difficulty',
	input: 'Question quality',
	quality: 'Response quality'
};

/** The order of values that have one; the others stand by name. */
export const VALUE_ORDER: Readonly<Partial<Record<Category, readonly string[]>>> = {
	verdict: ['correct', 'wrong', 'unverifiable', 'pending'],
	format: ['thinking', 'plain', 'malformed', 'no-answer', 'truncated'],
	override: ['auto', 'keep', 'drop'],
	category: [NOT_LABELLED],
	rated: [...DIFFICULTIES, NOT_LABELLED],
	input: [...QUALITIES, NOT_LABELLED],
	quality: [...QUALITIES, NOT_LABELLED]
};

/** Shown wherever there is a single value: that there is one at all says something. */
export const ALWAYS_SHOWN: readonly Category[] = ['tags', 'category', 'rated', 'input', 'quality'];

const VALUE_NAMES: Readonly<Partial<Record<Category, Readonly<Record<string, string>>>>> = {
	override: { auto: 'not decided', keep: 'kept', drop: 'dropped' },
	domain: { '': 'none' }
};

export function valueName(
	category: Category,
	value: string,
	teachers: readonly { readonly id: string; readonly name: string }[]
): string {
	if (category === 'teachers') return teachers.find(({ id }) => id === value)?.name ?? value;
	const names = VALUE_NAMES[category] ?? {};
	return Object.hasOwn(names, value) ? names[value]! : value;
}

interface MeasureName {
	readonly name: string;
	readonly text: (value: number) => string;
	/** What is typed is so many times the value. */
	readonly typedTimes: 1 | 100;
}

export const MEASURE_NAMES: Readonly<Record<Measure, MeasureName>> = {
	tokens: { name: 'Tokens', text: count, typedTimes: 1 },
	chars: { name: 'Characters', text: count, typedTimes: 1 },
	repetition: {
		name: 'Repetition',
		text: (value) => percent(value, 0),
		typedTimes: 100
	},
	entropy: { name: 'Entropy', text: decimal, typedTimes: 1 },
	surprisal: { name: 'Surprisal', text: decimal, typedTimes: 1 },
	rsr: { name: 'RSR', text: decimal, typedTimes: 1 }
};

/** Where a trajectory is in the funnel: in the set, or one of the reasons why it is not. */
export const OUTCOMES: readonly { readonly value: string; readonly name: string }[] = [
	{ value: 'selected', name: 'in the set' },
	...STAGES.flatMap((stage) =>
		DROP_REASONS[stage].map((reason) => ({ value: reason, name: reason }))
	)
];

/** Parameters for an outcome. */
export function outcomeParams(value: string): { stage: string; reason: string } {
	if (value === 'selected') return { stage: 'selected', reason: '' };
	const stage = STAGES.find((name) => DROP_REASONS[name].some((reason) => reason === value));
	return { stage: stage ?? '', reason: stage ? value : '' };
}
