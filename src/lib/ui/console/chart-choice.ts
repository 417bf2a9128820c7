import type { ConsoleColumn } from '../../protocol/console-api.ts';

export const MARKS = ['bar', 'dot', 'line', 'histogram'] as const;
export type Mark = (typeof MARKS)[number];

/** What a quick chart shows. Columns by position; null for none. */
export interface ChartChoice {
	readonly mark: Mark;
	readonly x: number;
	/** Bars without it count rows; a histogram has none. */
	readonly y: number | null;
	readonly colour: number | null;
}

/** More groups than this are no bars any more. */
const MANY_ROWS = 60;

/**
 * A first guess from the columns: over time a line, few rows with a name and a number bars, two
 * numbers dots, one number a histogram, and names alone are counted. Null where there is no column.
 */
export function guessChart(columns: readonly ConsoleColumn[], rows: number): ChartChoice | null {
	if (columns.length === 0) return null;
	const of = (...kinds: ConsoleColumn['kind'][]): number[] =>
		columns.flatMap(({ kind }, at) => (kinds.includes(kind) ? [at] : []));
	const names = of('text', 'boolean');
	const numbers = byInterest(columns, of('number'));
	const [time] = of('time');
	const [first = null, second = null] = names;
	const [y = null, other = null] = numbers;
	if (time !== undefined && y !== null) return { mark: 'line', x: time, y, colour: first };
	if (first !== null && y !== null && rows <= MANY_ROWS) {
		return { mark: 'bar', x: first, y, colour: second };
	}
	if (y !== null && other !== null) return { mark: 'dot', x: other, y, colour: first };
	if (y !== null) return { mark: 'histogram', x: y, y: null, colour: first };
	return { mark: 'bar', x: first ?? 0, y: null, colour: null };
}

/** Fractions before counts: what a statement computes, it computes for them. */
function byInterest(columns: readonly ConsoleColumn[], numbers: readonly number[]): number[] {
	const isFraction = (at: number): boolean =>
		/^(FLOAT|DOUBLE|DECIMAL)/.test(columns[at]?.type ?? '');
	return [...numbers.filter(isFraction), ...numbers.filter((at) => !isFraction(at))];
}

/** Why this choice draws nothing, as what to do; '' where it does. */
export function whyNoChart(choice: ChartChoice, columns: readonly ConsoleColumn[]): string {
	const kind = (at: number | null) => (at === null ? null : columns[at]?.kind);
	if (choice.mark === 'histogram') {
		return kind(choice.x) === 'number' ? '' : 'A histogram needs a number on the x axis.';
	}
	if (choice.mark === 'bar') {
		return choice.y === null || kind(choice.y) === 'number'
			? ''
			: 'Bars need a number on the y axis, or nothing: then they count rows.';
	}
	return choice.y === null ? 'Choose a column for the y axis.' : '';
}
