import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { licenceList } from '../../../tools/vite/licence-list.ts';
import manifest from '../../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { parts, texts } = licenceList(root);
const names = new Set(parts.map(({ name }) => name));

interface Described {
	readonly dependencies?: Readonly<Record<string, string>>;
}

/** Everything that the page depends on, by following what each package says. */
function dependencies(): Set<string> {
	const found = new Set<string>();
	const visit = (name: string): void => {
		if (found.has(name)) return;
		found.add(name);
		const file = `${root}node_modules/${name}/package.json`;
		const { dependencies: own = {} } = JSON.parse(readFileSync(file, 'utf8')) as Described;
		for (const dependency of Object.keys(own)) visit(dependency);
	};
	for (const name of Object.keys(manifest.dependencies)) visit(name);
	return found;
}

describe('the list of licences', () => {
	it('names every dependency of the page, with its own, the one for all', () => {
		const all = dependencies();
		expect(all.size).toBeGreaterThan(Object.keys(manifest.dependencies).length);
		for (const name of all) expect(names, name).toContain(name);
		for (const { name, licence } of parts) expect(licence, name).toMatch(/[A-Z]/);
	});

	it('holds the texts, each once', () => {
		expect(new Set(texts).size).toBe(texts.length);
		const without = parts.filter(({ text }) => text === null).map(({ name }) => name);
		expect(without.length).toBeLessThan(12);
		for (const { name, text } of parts) {
			if (text !== null) expect(texts[text]!.length, name).toBeGreaterThan(100);
		}
	});

	it('names the data, the demo models, the fonts and what compiled the kernels', () => {
		const licensed = readdirSync(`${root}static`, { recursive: true, encoding: 'utf8' }).filter(
			(path) => path.endsWith('LICENSE')
		);
		expect(licensed.length).toBeGreaterThan(2);
		for (const path of licensed) {
			const text = readFileSync(`${root}static/${path}`, 'utf8').trim();
			expect(texts, path).toContain(text);
		}
		for (const name of ['Fonts of KaTeX', 'assemblyscript', 'svelte']) {
			expect(names).toContain(name);
		}
	});

	it('has nothing that may not be given away with the page', () => {
		// LGPL: a native library that Node uses, of which nothing is in the page.
		const bound = parts.filter(({ licence }) => /GPL|SSPL|BUSL|NC|UNLICENSED/.test(licence));
		expect(bound.map(({ name }) => name).filter((name) => !/^@img\/sharp/.test(name))).toEqual([]);
	});
});
