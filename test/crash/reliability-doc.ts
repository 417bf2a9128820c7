import type { Machine } from '../../bench/harness/machine.ts';
import { type MutantCounts, mutationScore } from '../../tools/mutation/count-mutants.ts';
import {
	type CoreFiles,
	type FolderResult,
	type MutationResults,
	resultsByFolder
} from '../../tools/mutation/results.ts';
import type { DamageResult, KillResults, ReliabilityResults } from './results.ts';

const ABOUT = `# Reliability

Made by \`npm run docs:reliability\` from \`test/crash/results/*.json\`, which \`npm run test:long\` writes. Do not edit by hand.

What the app reported as saved is there after a crash, exactly once; what was being written is there whole or not at all. A damaged journal opens with every whole record and nothing else, and says how many bytes were cut.`;

const ABOUT_KILLS = `## Kills

A real Chromium with a profile on disk is ended by SIGKILL, all of its processes at once, at a moment that the seed draws after an activity began; then it is started again, the project is opened, and everything that the page had shown as saved is looked for through the place SQL. 'In the middle' counts the kills that came before the activity was over. 'Lost' is what was acknowledged and is not there, 'repeated' what is there more than once, 'half-written' what is there and not whole: a row without what it belongs to, a file that is offered and was never finished, an import that says it is complete and is not. After the last kill the activity is done to its end. Times depend on what else the machine does.`;

const ABOUT_DAMAGE = `## Damage

Journals as the app writes them, with rows of its tables and token tracks, are damaged and read as at an opening. 'Lost' are whole records that were not found again, 'wrong' are records that nobody wrote, 'not told' are journals where the bytes that a person is told of are not exactly those that belong to no whole record. A smaller part runs in \`npm test\`, where a sample is also opened in a real DuckDB, compared row by row, written to, compacted and opened again.`;

const ABOUT_MUTANTS = `## Mutants

Small mistakes are put into \`src/lib/core\` on purpose, one at a time (Stryker, \`npm run mutate -- FOLDER\`); a unit test of the same folder has to fail, or the mutant has survived. Properties are tried with fewer cases than in \`npm test\`, and a few tests that take seconds are left out: what only they find counts as survived. 'Uncovered' are mutants in lines that no unit test runs, 'not tried' those in code that runs once while a module loads. The score is what was found of all that were tried, when it was run: tests that were written since are not in it.`;

const ABOUT_SURVIVORS = `What survives is, where it was looked at, of four kinds. Words of messages and their technical detail, which tests leave free for the most part. Changes that cannot be seen: shortcuts for speed, a limit moved by one where both sides give the same, a check behind which another one refuses the same bytes. What a library is told that holds anyway. And real gaps: exact limits of lengths and counts, and rare branches of regular expressions, that no test writes down.`;

export function reliabilityDoc(
	{ kills, damage }: ReliabilityResults,
	mutants: MutationResults,
	core: CoreFiles
): string {
	const folders = resultsByFolder(mutants, core);
	return [
		ABOUT,
		ABOUT_KILLS,
		killTable(kills),
		`${total(kills)} ${distinct(kills.map(whereText)).join(' ')}`,
		ABOUT_DAMAGE,
		damageTable(damage.parts),
		`Measured ${damage.date} on ${machineText(damage.machine)}; seed ${damage.seed}.`,
		ABOUT_MUTANTS,
		mutantTable(folders),
		mutantTotal(folders, core),
		ABOUT_SURVIVORS
	]
		.join('\n\n')
		.concat('\n');
}

const number = (value: number): string => value.toLocaleString('en');
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	const line = (cells: readonly (string | number)[]): string =>
		`| ${cells.map((cell) => (typeof cell === 'number' ? number(cell) : cell)).join(' | ')} |`;
	const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function killTable(activities: readonly KillResults[]): string {
	const head = [
		'activity',
		'kills',
		'in the middle',
		'lost',
		'repeated',
		'half-written',
		'completed afterwards',
		'open again, median',
		'in all'
	];
	const rows = activities.map(({ activity, kills, completed, seconds }) => [
		activity,
		kills.length,
		kills.filter(({ inTheMiddle }) => inTheMiddle).length,
		sum(kills.map(({ lost }) => lost)),
		sum(kills.map(({ repeated }) => repeated)),
		sum(kills.map(({ halfWritten }) => halfWritten)),
		completed ? 'yes' : 'no',
		`${(median(kills.map(({ reopenedInMs }) => reopenedInMs)) / 1000).toFixed(1)} s`,
		`${number(seconds)} s`
	]);
	return table(head, rows);
}

function total(activities: readonly KillResults[]): string {
	const kills = activities.flatMap((activity) => activity.kills);
	const lost = sum(kills.map((kill) => kill.lost + kill.repeated + kill.halfWritten));
	const seconds = sum(activities.map((activity) => activity.seconds));
	const minutes = Math.round(seconds / 60);
	const what = lost === 0 ? 'nothing was lost, repeated or half-written' : `${lost} findings`;
	return `${number(kills.length)} kills in ${minutes} minutes: ${what}.`;
}

function whereText({ date, machine, browser, seed }: KillResults): string {
	return `Measured ${date} on ${machineText(machine)}, Chromium ${browser}; seed ${seed}.`;
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

function damageTable(parts: readonly DamageResult[]): string {
	const head = ['damage', 'journal', 'tried', 'lost', 'wrong', 'not told', 'time'];
	const rows = parts.map(({ name, journalBytes, tried, lost, wrong, unreported, seconds }) => [
		name,
		`${number(Math.round(journalBytes / 1000))} kB`,
		...[tried, lost, wrong, unreported],
		`${number(seconds)} s`
	]);
	return table(head, rows);
}

const isWhole = ({ filesRun, files }: FolderResult): boolean => filesRun === files;

function mutantTable(folders: readonly FolderResult[]): string {
	const head = ['folder', 'found', 'survived', 'uncovered', 'not tried', 'score', 'date'];
	const rows = folders.map((result) => [
		isWhole(result)
			? result.folder
			: `${result.folder}, ${result.filesRun} of ${result.files} files`,
		...[result.found, result.survived, result.uncovered, result.ignored],
		scoreText([result]),
		result.date
	]);
	return table(head, rows);
}

const scoreText = (counts: readonly MutantCounts[]): string =>
	`${(100 * mutationScore(counts)).toFixed(1)} %`;

/** No score of the whole where something is missing: what is hardest to test might be in it. */
function mutantTotal(counts: readonly FolderResult[], core: CoreFiles): string {
	const found = sum(counts.map((result) => result.found));
	const tried = found + sum(counts.map(({ survived, uncovered }) => survived + uncovered));
	const whole = new Set(counts.filter(isWhole).map(({ folder }) => folder));
	const missing = Object.keys(core).filter((folder) => !whole.has(folder));
	const text = `${number(found)} of ${number(tried)} mutants were found: ${scoreText(counts)}`;
	if (missing.length === 0) return `In all ${text}.`;
	const which = missing.map((folder) => `\`${folder}\``).join(', ');
	return `In what was run, of ${counts.length} of ${Object.keys(core).length} folders, ${text}. Not run yet, or not whole: ${which}.`;
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function machineText({ cpu, cores, memoryGiB, system, node }: Machine): string {
	const plural = cores === 1 ? 'core' : 'cores';
	return `${cpu}, ${cores} ${plural}, ${memoryGiB} GiB, ${system}, Node ${node}`;
}
