import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileLibrary, LIBRARIES } from '../../../tools/tiny-mlc/compile.ts';

const COMPILE_TIMEOUT_MS = 120_000;

it.each(LIBRARIES)(
	'%s: the committed library is what its sources compile to',
	async (id) => {
		const committed = await readFile(
			new URL(`../../fixtures/tiny-mlc/lib/${id}.wasm`, import.meta.url)
		);
		const compiled = Buffer.from(await compileLibrary(id));
		// Not toEqual: a difference would print 50 kB.
		expect(compiled.equals(committed), 'Run npm run build:tiny-mlc and commit what it makes.').toBe(
			true
		);
	},
	COMPILE_TIMEOUT_MS
);
