import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the command was started. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const stamp = join(root, 'node_modules', '.installed-from');

/** Installs the locked packages when they are missing or the lock file changed. Output goes to stderr. */
export function ensureInstalled() {
	const lock = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
	console.error('Installing packages (once)…');
	run('npm', ['ci', '--no-audit', '--no-fund'], { stdio: ['ignore', 2, 2] });
	writeFileSync(stamp, lock);
}

/** Runs a command in the project's folder; ends this process with its exit code when it fails. */
export function run(command, args, options = {}) {
	const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
	if (result.status !== 0) {
		console.error(`Failed: ${command} ${args.join(' ')}`);
		process.exit(result.status ?? 1);
	}
}
