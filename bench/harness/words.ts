import type { Contrast, Goal } from './benchmark.ts';
import type { CaseResult } from './results.ts';
import type { Spread } from './spread.ts';

/** '12,300', '61', '1.83', '0.042': three digits, or all before the point. */
export function numberText(value: number): string {
	if (!Number.isFinite(value)) return '–';
	const size = Math.abs(value);
	const decimals = size === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(size)));
	const rounded = value.toLocaleString('en', {
		maximumFractionDigits: Math.min(decimals, 6),
		useGrouping: true
	});
	return rounded.replace('-', '−');
}

export function spreadText({ median, quartiles }: Spread, show: (value: number) => string): string {
	return `${show(median)} (${quartiles.map(show).join(' to ')})`;
}

/** How a value of the case reads, without its unit where that is a rate or time. */
export function contrastText(kind: Contrast): (value: number) => string {
	return kind === 'speed-up'
		? (value) => `${numberText(value)}×`
		: (value) => `${numberText(100 * value)} %`;
}

export function goalText(goal: Goal, unit: string): string {
	const sign = goal.is === 'at least' ? '≥' : '≤';
	const number =
		goal.of === 'value' ? `${numberText(goal.number)} ${unit}` : contrastText(goal.of)(goal.number);
	return `${sign} ${number}`;
}

export function contrastCell({ contrast }: CaseResult): string {
	return contrast === null ? '–' : spreadText(contrast.value, contrastText(contrast.kind));
}

/** What decides about the goal: the interval of the median that the goal is about. */
export function intervalCell({ goal, ours, contrast }: CaseResult): string {
	const [spread, show] =
		goal?.of === 'value' || contrast === null
			? [ours.value, numberText]
			: [contrast.value, contrastText(contrast.kind)];
	return spread.interval.map(show).join(' to ');
}

/** Left-aligned columns for a terminal. */
export function textTable(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => row[column]!.length))
	);
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column]!))
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}
