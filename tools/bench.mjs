// `npm run bench`: every benchmark in bench/, one after another; `npm run bench -- NAME`: one of them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './installed.mjs';

ensureInstalled();
const helpers = ['pairs'];
const all = readdirSync(join(root, 'bench'))
	.filter((file) => file.endsWith('.ts'))
	.map((file) => file.slice(0, -'.ts'.length))
	.filter((name) => !helpers.includes(name));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
	console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
	process.exit(1);
}
for (const name of asked.length > 0 ? asked : all) run('npx', ['tsx', `bench/${name}.ts`]);
