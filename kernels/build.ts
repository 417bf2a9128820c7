// `npm run build:kernels`: compiles the kernels beside their sources.
import { writeFile } from 'node:fs/promises';
import { compileKernel, kernelFile, KERNELS } from './compile.ts';

for (const id of KERNELS) {
	const bytes = await compileKernel(id);
	await writeFile(kernelFile(id), bytes);
	console.log(`${kernelFile(id)}: ${bytes.length} bytes`);
}
