import { type Change, compareWithBaseline, judgeGoal } from './judge.ts';
import type { BenchResult } from './results.ts';
import {
	contrastCell,
	goalText,
	intervalCell,
	numberText,
	spreadText,
	textTable
} from './words.ts';

/** A run for the terminal: median (quartiles) of each case, its goal, and what changed since the baseline. */
export function runReport(result: BenchResult, baseline: BenchResult | null): string {
	const head = [
		'case',
		'unit',
		'ours',
		'beside',
		'pairwise',
		'95 % of the median',
		'n',
		'goal',
		'baseline'
	];
	const rows = result.cases.map((item) => [
		item.name,
		item.unit,
		spreadText(item.ours.value, numberText),
		item.peer === null ? '–' : `${item.peer.name} ${spreadText(item.peer.value, numberText)}`,
		contrastCell(item),
		intervalCell(item),
		String(item.ours.value.n),
		item.goal === null
			? '–'
			: `${goalText(item.goal, item.unit)}: ${judgeGoal(item) ?? 'not measured'}`,
		changeText(baseline === null ? null : compareWithBaseline(item, baseline.cases))
	]);
	return [
		`${result.benchmark}: ${result.measures}`,
		textTable([head, ...rows]),
		...result.notes.map((note) => `Note: ${note}`)
	].join('\n');
}

function changeText(change: Change | null): string {
	if (change === null) return 'none to compare with';
	return `${change.verdict} (time ×${change.factor.toFixed(2)})`;
}
