// `npm run bench`: every benchmark in bench/, one after another; `npm run bench -- NAME`: one of them.
// With `--json` the result instead of a table, with `--save` kept as the baseline in bench/results/.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './installed.mjs';

ensureInstalled();
const all = readdirSync(join(root, 'bench'))
	.filter((file) => file.endsWith('.ts'))
	.map((file) => file.slice(0, -'.ts'.length));
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = [
	...asked.filter((name) => !all.includes(name)),
	...flags.filter((flag) => !['--json', '--save'].includes(flag))
];
if (unknown.length > 0) {
	console.error(
		`Unknown: ${unknown.join(', ')}. Benchmarks: ${all.join(', ')}; options: --json, --save.`
	);
	process.exit(1);
}
for (const name of asked.length > 0 ? asked : all) {
	run('npx', ['tsx', 'bench/harness/run.ts', name, ...flags]);
}
