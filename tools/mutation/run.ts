// `npm run mutate [-- FOLDER…]`: mutation testing of folders of src/lib/core, all of them by default. The counts go
// to test/mutation/results.json; what survived is printed, to be looked at.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
	countMutants,
	countUntested,
	type MutationReport,
	withoutUntested
} from './count-mutants.ts';
import { coreFolders, saveMutationResult } from './results.ts';

const CACHE = 'node_modules/.cache/mutation';
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What met no test is tried again so often. */
const MOST_TRIES = 3;

/** @throws Error where Stryker could not finish, or did not run its tests */
function mutate(folder: string): void {
	const incremental = `${CACHE}/${folder}.json`;
	const startedAt = performance.now();
	let report = runStryker(folder, incremental);
	for (let tries = 1; countUntested(report) > 0; tries++) {
		if (tries === MOST_TRIES) {
			throw new Error(`No test was run for ${countUntested(report)} mutants of ${folder}`);
		}
		const known = JSON.parse(readFileSync(`${root}${incremental}`, 'utf8')) as MutationReport;
		writeFileSync(`${root}${incremental}`, JSON.stringify(withoutUntested(known)));
		report = runStryker(folder, incremental);
	}
	saveMutationResult(folder, {
		...countMutants(report),
		date: new Date().toISOString().slice(0, 10),
		minutes: Math.round((performance.now() - startedAt) / 6_000) / 10
	});
}

function runStryker(folder: string, incremental: string): MutationReport {
	const args = ['stryker', 'run', '--mutate', `src/lib/core/${folder}/**/*.ts`];
	// What did not change since the last run of this folder is not tried again.
	args.push('--incrementalFile', incremental);
	const env = { ...process.env, MUTATED_FOLDER: folder };
	const { status } = spawnSync('npx', args, { cwd: root, env, stdio: 'inherit' });
	if (status !== 0) throw new Error(`Stryker ended with status ${status}`);
	return JSON.parse(readFileSync(`${root}${CACHE}/report.json`, 'utf8')) as MutationReport;
}

const wanted = process.argv.slice(2);
for (const folder of wanted.length > 0 ? wanted : coreFolders()) mutate(folder);
