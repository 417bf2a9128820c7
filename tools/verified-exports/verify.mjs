// `npm run verify:exports`: every format, written by the page's own code, read by the code of those who train.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from '../installed.mjs';

ensureInstalled();
const here = join(root, 'tools', 'verified-exports');
const REQUIREMENTS = ['requirements.txt', 'trainers.txt'].map((name) => join(here, name));
/** Nothing below node_modules is committed. */
const venv = join(root, 'node_modules', '.cache', 'verified-exports');

const python = installPython();
const folder = mkdtempSync(join(tmpdir(), 'retort-exports-'));
try {
	const { runnerImport } = await import('vite');
	const options = { root, configFile: false, logLevel: 'warn' };
	const { module } = await runnerImport(join(here, 'write-exports.ts'), options);
	const written = await module.writeExports(folder, join(packages(), 'trl', 'chat_templates'));
	console.log(
		`${written} data sets are written. They are read by datasets, TRL and LLaMA-Factory.`
	);
	process.exitCode =
		spawnSync(python, [join(here, 'check.py'), folder], { stdio: 'inherit' }).status ?? 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** Installs the exact versions once, and again where they change. Ends this process where that cannot be done. */
function installPython() {
	const hash = createHash('sha256');
	for (const file of REQUIREMENTS) hash.update(readFileSync(file));
	const stamp = join(venv, 'installed-from');
	const wanted = hash.digest('hex');
	const installed = join(venv, 'bin', 'python');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return installed;
	console.log('Installing the Python packages (once)…');
	const [requirements, trainers] = REQUIREMENTS;
	const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
	const steps = [
		['python3', ['-m', 'venv', '--clear', venv]],
		[installed, [...pip, '-r', requirements]],
		[installed, [...pip, '--no-deps', '-r', trainers]]
	];
	for (const [command, args] of steps) {
		const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
		if (status === 0) continue;
		console.error(
			`The exports were not verified: this needs Python 3.11 or newer with venv, and its packages (${requirements}). ${command} said:\n${stderr ?? 'it is not there.'}`
		);
		process.exit(1);
	}
	writeFileSync(stamp, wanted);
	return installed;
}

function packages() {
	const lib = join(venv, 'lib');
	const [version] = readdirSync(lib).filter((name) => name.startsWith('python'));
	return join(lib, version, 'site-packages');
}
