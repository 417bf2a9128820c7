// `npm test`: installs what is missing, then type check, lint, build and every test, and one closing line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
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
/** What is repeated at the end, as a log is often cut at its beginning. */
const failures = [];

/**
 * One vitest run per stage, so that the browser and the end-to-end tests do not compete for two cores. An
 * end-to-end test has a browser with several workers: on two cores two files take as long as one after the other.
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

for (const failure of failures) console.log(`\nFAILED ${failure}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** A run that ends badly without a failed test (a file that does not load, a crash) counts as one failure. */
function count(report, status) {
	const before = failures.length;
	try {
		const json = JSON.parse(readFileSync(report, 'utf8'));
		total.passed += json.numPassedTests;
		total.skipped += json.numPendingTests + json.numTodoTests;
		for (const file of json.testResults) collectFailures(file);
	} catch {
		console.error(`No report at ${report}.`);
	}
	if (failures.length === before && status !== 0) {
		failures.push(
			`${basename(report, '.json')}: ended with status ${status}, and no test that failed`
		);
	}
	total.failed += failures.length - before;
}

/** The failed tests of a file with the beginning of their messages, or the file itself where it did not load. */
function collectFailures(file) {
	const name = relative(root, file.name);
	const failed = file.assertionResults.filter((test) => test.status === 'failed');
	for (const test of failed) {
		failures.push(`${name} > ${test.fullName}\n${firstLines(test.failureMessages.join('\n'))}`);
	}
	if (failed.length === 0 && file.status === 'failed')
		failures.push(`${name}\n${firstLines(file.message)}`);
}

function firstLines(message) {
	return message.split('\n').slice(0, 12).join('\n');
}
