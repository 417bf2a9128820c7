// `npm run mutate [-- PART…]`: mutation testing of folders of src/lib/core, or of files such as `verify/real.ts`; all
// folders by default. The counts go to test/mutation/results.json; what survived is printed, to be looked at.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
	countMutants,
	countUntested,
	type MutationReport,
	withoutUntested
} from './count-mutants.ts';
import { coreFiles, saveMutationResult } from './results.ts';

const CACHE = 'node_modules/.cache/mutation';
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What met no test is tried again so often. */
const MOST_TRIES = 3;

/** @throws Error where Stryker could not finish, or did not run its tests */
function mutate(part: string): void {
	const incremental = `${CACHE}/${part.replaceAll('/', '-')}.json`;
	const startedAt = performance.now();
	let report = runStryker(part, incremental);
	for (let tries = 1; countUntested(report) > 0; tries++) {
		if (tries === MOST_TRIES) {
			throw new Error(`No test was run for ${countUntested(report)} mutants of ${part}`);
		}
		const known = JSON.parse(readFileSync(`${root}${incremental}`, 'utf8')) as MutationReport;
		writeFileSync(`${root}${incremental}`, JSON.stringify(withoutUntested(known)));
		report = runStryker(part, incremental);
	}
	saveMutationResult(part, {
		...countMutants(report),
		date: new Date().toISOString().slice(0, 10),
		minutes: Math.round((performance.now() - startedAt) / 6_000) / 10
	});
}

function runStryker(part: string, incremental: string): MutationReport {
	const files = part.endsWith('.ts') ? part : `${part}/**/*.ts`;
	const args = ['stryker', 'run', '--mutate', `src/lib/core/${files}`];
	// What did not change since the last run of this part is not tried again.
	args.push('--incrementalFile', incremental);
	const env = { ...process.env, MUTATED_FOLDER: part.split('/', 1)[0] };
	const { status } = spawnSync('npx', args, { cwd: root, env, stdio: 'inherit' });
	if (status !== 0) throw new Error(`Stryker ended with status ${status}`);
	return JSON.parse(readFileSync(`${root}${CACHE}/report.json`, 'utf8')) as MutationReport;
}

const wanted = process.argv.slice(2);
for (const part of wanted.length > 0 ? wanted : Object.keys(coreFiles())) mutate(part);
