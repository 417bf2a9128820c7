import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileKernel, kernelFile, KERNELS } from '../../../kernels/compile.ts';

const COMPILE_TIMEOUT_MS = 120_000;

it.each(KERNELS)(
	'%s: the committed kernel is what its sources compile to',
	async (id) => {
		const committed = await readFile(kernelFile(id));
		const compiled = Buffer.from(await compileKernel(id));
		expect(compiled.equals(committed), 'Run npm run build:kernels and commit what it makes.').toBe(
			true
		);
	},
	COMPILE_TIMEOUT_MS
);
