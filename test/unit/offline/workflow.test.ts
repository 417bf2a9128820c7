import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };

const workflow = readFileSync(
	new URL('../../../.github/workflows/pages.yml', import.meta.url),
	'utf8'
);
const found = (pattern: RegExp): string[] =>
	[...workflow.matchAll(pattern)].map(([, text]) => text!);

describe('the workflow that deploys', () => {
	it('is YAML', async () => {
		// Prettier's parser refuses what is none.
		expect(await format(workflow, { parser: 'yaml', printWidth: 100 })).toBe(workflow);
	});

	it('runs commands that exist', () => {
		const commands = found(/- run: (.+)/g);
		expect(commands).toEqual(['npm test', 'npm ci', 'npm run build']);
		for (const name of ['test', 'build']) expect(manifest.scripts).toHaveProperty(name);
	});

	it('deploys what was built and tested, with the rights that this needs and no others', () => {
		expect(found(/path: (.+)/g)).toEqual(['dist']);
		expect(found(/needs: (.+)/g)).toEqual(['[test, build]']);
		expect(found(/^ +([\w-]+): write/gm)).toEqual(['pages', 'id-token']);
		for (const action of found(/uses: (.+)/g)) expect(action).toMatch(/^actions\/[\w-]+@v\d+$/);
	});
});
