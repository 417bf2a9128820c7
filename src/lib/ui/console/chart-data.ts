import type { ChartValue, ConsoleColumn } from '../../protocol/console-api.ts';
import { CHART_COLOURS } from '../charts/chart-colours.ts';

type Axis = number | string | Date;

export interface ChartRow {
	readonly x: Axis;
	readonly y: Axis;
	/** A series: one of those in `series`, or OTHERS. */
	readonly z: string;
}

export interface ChartData {
	readonly rows: readonly ChartRow[];
	/** The series that have a colour, most frequent first. None where all rows are of one. */
	readonly series: readonly string[];
	/** Rows without a value on an axis. */
	readonly leftOut: number;
}

export const OTHERS = 'others';
const NULL_NAME = 'NULL';
const EMPTY_NAME = '(empty)';

interface ChartColumn {
	readonly values: readonly ChartValue[];
	readonly kind: ConsoleColumn['kind'];
}

/** Rows as Plot takes them. Only what can be drawn: numbers are finite, times are dates. */
export function chartRows(x: ChartColumn, y: ChartColumn | null, z: ChartColumn | null): ChartData {
	const names = z ? mostFrequent(z.values.map(nameOf)) : [];
	const series = names.length > 1 ? names : [];
	const rows: ChartRow[] = [];
	x.values.forEach((value, i) => {
		const at = axisValue(value, x.kind);
		const height = y ? axisValue(y.values[i] ?? null, y.kind) : 0;
		if (at === null || height === null) return;
		const name = z ? nameOf(z.values[i] ?? null) : '';
		const hasColour = series.length === 0 || series.includes(name);
		rows.push({ x: at, y: height, z: hasColour ? name : OTHERS });
	});
	return { rows, series, leftOut: x.values.length - rows.length };
}

/** What is to be seen, in words: how many rows, and from where to where they reach. */
export function describeRows(
	{ rows }: ChartData,
	names: { readonly x: string; readonly y: string }
): string {
	const parts = [reach(names.x, rows, 'x'), names.y === '' ? '' : reach(names.y, rows, 'y')];
	return parts.filter((part) => part !== '').join('; ');
}

/** '' for names: an axis of names has no ends. */
function reach(name: string, rows: readonly ChartRow[], axis: 'x' | 'y'): string {
	let low: ChartRow | null = null;
	let high: ChartRow | null = null;
	for (const row of rows) {
		if (typeof row[axis] === 'string') return '';
		if (low === null || row[axis] < low[axis]) low = row;
		if (high === null || row[axis] > high[axis]) high = row;
	}
	if (low === null || high === null) return '';
	const at = (row: ChartRow): string =>
		axis === 'y' && typeof row.x === 'string' ? ` (${row.x})` : '';
	return `${name} from ${axisText(low[axis])}${at(low)} to ${axisText(high[axis])}${at(high)}`;
}

function axisText(value: Axis): string {
	if (typeof value === 'number') return String(Number(value.toPrecision(4)));
	return typeof value === 'string' ? value : value.toISOString().slice(0, 16).replace('T', ' ');
}

/** As many as there are colours. */
function mostFrequent(names: readonly string[]): string[] {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts]
		.sort((a, b) => b[1] - a[1])
		.slice(0, CHART_COLOURS.length)
		.map(([name]) => name);
}

function nameOf(value: ChartValue): string {
	if (value === null) return NULL_NAME;
	return value === '' ? EMPTY_NAME : String(value);
}

function axisValue(value: ChartValue, kind: ConsoleColumn['kind']): Axis | null {
	if (kind === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null;
	if (kind !== 'time') return nameOf(value);
	// DuckDB writes '2024-02-29 12:00:00', and '+00' behind it where there is a zone. A time without one is
	// read as UTC, in which Plot writes its axes: so it is shown as it stands in the table.
	const [day = '', clock = ''] = String(value).split(' ');
	const zone = /[+-]\d\d$/.test(clock) ? ':00' : 'Z';
	const date = new Date(clock === '' ? day : `${day}T${clock}${zone}`);
	return Number.isNaN(date.getTime()) ? null : date;
}
