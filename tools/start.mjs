// `npm start`: installs what is missing, builds, and serves the static build on localhost.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './installed.mjs';

ensureInstalled();
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
run(process.execPath, [vite, 'build', '--logLevel', 'warn']);
// Vite prints the URL and takes the next free port when this one is in use.
const server = spawn(
	process.execPath,
	[vite, 'preview', '--host', 'localhost', ...process.argv.slice(2)],
	{
		cwd: root,
		stdio: 'inherit'
	}
);
server.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
