import { judgeGoal } from './judge.ts';
import type { Machine } from './machine.ts';
import type { BenchResult, CaseResult } from './results.ts';
import { contrastCell, goalText, intervalCell, numberText, spreadText } from './words.ts';

const INTRODUCTION = `# Performance

Made by \`npm run docs:performance\` from \`bench/results/*.json\`, which \`npm run bench -- NAME --save\` writes. Do not edit by hand.

Each case is run in pairs: our work and a reference right beside it, which of the two goes first alternating; warm-up pairs are not counted. Numbers are the median (and the quartiles) over the pairs; 'pairwise' is the median of the ratios within pairs, not the ratio of the medians: how many times as fast as the reference, or how much longer in per cent. The load is how many programs wanted a core in the minute before: where it is near the number of cores or above, others took part of the machine, and the numbers are lower than they would be alone. Units with '(CPU)' count processor time instead of time on the clock. A goal is *met* or *not met* only where the whole 95 % interval of the median lies on one side of it, else *open*: these runs do not decide.

Times of one machine do not hold on another. A later run is therefore compared with these results by the ratio within pairs alone: to the peer in the table or, where there is none, to fixed work ([the yardstick](../bench/harness/yardstick.ts)) that runs in between. It is called slower or faster where the 95 % intervals of the two median ratios do not meet and the medians differ by more than 5 %. Caches, instruction sets and engine versions do not cancel in a ratio; after such a change the results are saved anew.`;

/** `docs/performance.md`; `results` in the order of its sections. */
export function performanceDoc(results: readonly BenchResult[]): string {
	const sections = results.flatMap((result) => [
		`## ${result.benchmark}`,
		result.measures,
		caseTable(result.cases),
		...result.notes,
		`Measured ${result.date} on ${machineText(result.machine, result.versions)}; ${loadText(result.loadBefore)}.`
	]);
	return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

function loadText(load: number | null): string {
	return load === null ? 'the load was not recorded' : `load before the run ${load.toFixed(1)}`;
}

function caseTable(cases: readonly CaseResult[]): string {
	const rows = cases.map((item) => [
		item.name,
		`${spreadText(item.ours.value, numberText)} ${item.unit}`,
		item.peer === null ? '–' : item.peer.name,
		item.peer === null ? '–' : `${spreadText(item.peer.value, numberText)} ${item.unit}`,
		contrastCell(item),
		intervalCell(item),
		String(item.ours.value.n),
		item.goal === null ? '–' : goalText(item.goal, item.unit),
		item.goal === null ? '–' : (judgeGoal(item) ?? 'not measured')
	]);
	const head = [
		'case',
		'ours',
		'reference',
		'its number',
		'pairwise',
		'95 % of the median',
		'pairs',
		'goal',
		'outcome'
	];
	const rule = ['---', '---:', '---', '---:', '---:', '---:', '---:', '---:', '---'];
	return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function machineText(machine: Machine, versions: BenchResult['versions']): string {
	const cores = `${machine.cores} ${machine.cores === 1 ? 'core' : 'cores'}`;
	const programs = Object.entries({ Node: machine.node, ...versions });
	return [
		`${machine.cpu}, ${cores}, ${machine.memoryGiB} GiB, ${machine.system}`,
		...programs.map(([program, version]) => `${program} ${version}`)
	].join(', ');
}
