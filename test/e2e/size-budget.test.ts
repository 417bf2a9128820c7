import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import budget from '../../size-budget.json' with { type: 'json' };
import { planOffline } from '../../src/lib/core/offline/offline-plan.ts';
import { builtFiles } from '../../tools/vite/built-files.ts';

const dist = new URL('../../dist/', import.meta.url);
const assets = readdirSync(new URL('assets/', dist));
const page = readFileSync(new URL('index.html', dist), 'utf8');
const text = (name: string): string => readFileSync(new URL(`assets/${name}`, dist), 'utf8');
const kB = (names: readonly string[]): number =>
	names.reduce((sum, name) => sum + gzipSync(text(name)).length, 0) / 1000;

/** What the page names itself. */
const named = (ending: string): string[] =>
	[...page.matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)]
		.map(([, name]) => name!)
		.filter((name) => name.endsWith(ending));

/** A module and all that it imports before it runs. */
function withImports(names: readonly string[]): string[] {
	const found = new Set<string>();
	const wanted = [...names];
	for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
		if (found.has(name)) continue;
		found.add(name);
		const imported = text(name).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g);
		wanted.push(...[...imported].map(([, other]) => other!));
	}
	return [...found];
}

const only = (start: string): string[] =>
	assets.filter((name) => name.startsWith(start) && name.endsWith('.js'));

describe('the built page', () => {
	const initial = withImports(named('.js'));

	it('starts with little', () => {
		expect(initial.length).toBeGreaterThan(0);
		expect(kB(initial)).toBeLessThanOrEqual(budget.initialJavaScript);
		expect(kB(named('.css'))).toBeLessThanOrEqual(budget.initialStyles);
	});

	it('starts without DuckDB, engines, formulas, charts, editor and Parquet', () => {
		const heavy =
			/katex|pyodide|quickjs|@duckdb|onnxruntime|web-llm|codemirror|compute-engine|observablehq|hyparquet/i;
		for (const name of initial) expect(heavy.exec(text(name))?.[0], name).toBeUndefined();
	});

	it('brings no place that is large', () => {
		const places = assets.filter((name) => /^\w+Place-.*\.js$/.test(name));
		expect(places).toHaveLength(10);
		for (const name of places) {
			const own = withImports([name]).filter((other) => !initial.includes(other));
			expect(kB(own), name).toBeLessThanOrEqual(budget.largestPlace);
		}
	});

	it.each(Object.entries(budget.workers))('has a %s of at most %i kB', (worker, limit) => {
		const names = only(`${worker}-`);
		expect(names).toHaveLength(1);
		expect(kB(names)).toBeLessThanOrEqual(limit);
	});

	it.each(Object.entries(budget.sandbox))('runs code with a %s of at most %i kB', (file, limit) => {
		const names = assets.filter((name) => name.startsWith(`${file}-`) && !name.endsWith('.js'));
		expect(names).toHaveLength(1);
		const weight = gzipSync(readFileSync(new URL(`assets/${names[0]}`, dist))).length / 1000;
		expect(weight).toBeLessThanOrEqual(limit);
	});

	it('fetches little more for offline use than a start needs', async () => {
		const weight = (path: string): number => gzipSync(readFileSync(new URL(path, dist))).length;
		const { precached, firstUse } = planOffline(await builtFiles(fileURLToPath(dist)));
		const kept = precached.reduce((sum, { path }) => sum + weight(path), 0) / 1000;
		expect(kept).toBeLessThanOrEqual(budget.precached);
		expect(weight('service-worker.js') / 1000).toBeLessThanOrEqual(budget.serviceWorker);
		// Engines and their runtimes wait until they are used, and so does what runs code: five files each.
		expect(firstUse.filter(({ path }) => path.startsWith('assets/'))).toHaveLength(10);
	});
});
