// `npm test`: installs what is missing, then type check, lint, build and every test, and one closing line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, root, run } from './installed.mjs';

ensureInstalled();
process.env.CHROMIUM = ensureChromium();

run('npm', ['run', '--silent', 'check']);
run('npm', ['run', '--silent', 'lint']);
run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn']);

const folder = mkdtempSync(join(tmpdir(), 'retort-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

/**
 * One vitest run per stage, so that the browser and the end-to-end tests do not compete for two cores. An
 * end-to-end test has a browser with several workers: on two cores one file at a time.
 */
const cores = cpus().length;
const FILES_AT_ONCE = { unit: Math.max(2, cores - 1), e2e: Math.max(1, Math.floor(cores / 2)) };
for (const projects of [['unit', 'sql'], ['browser'], ['webgpu'], ['e2e']]) {
	const report = join(folder, `${projects.join('-')}.json`);
	const args = ['vitest', 'run', ...projects.flatMap((name) => ['--project', name])];
	// Left to itself, vitest leaves one core free, which on two cores is half of the machine.
	const filesAtOnce = FILES_AT_ONCE[projects[0]];
	if (filesAtOnce !== undefined) args.push(`--maxWorkers=${filesAtOnce}`);
	args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`);
	const { status } = spawnSync('npx', args, { cwd: root, stdio: 'inherit' });
	count(report, status);
}
rmSync(folder, { recursive: true, force: true });

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** A run that ends badly without a failed test (a file that does not load, a crash) counts as one failure. */
function count(report, status) {
	let failed = 0;
	try {
		const json = JSON.parse(readFileSync(report, 'utf8'));
		total.passed += json.numPassedTests;
		total.skipped += json.numPendingTests + json.numTodoTests;
		failed = json.numFailedTests;
	} catch {
		console.error(`No report at ${report}.`);
	}
	total.failed += failed > 0 ? failed : status === 0 ? 0 : 1;
}
