// `npm run build:tiny-mlc`: compiles the model libraries of the demo models into the test fixtures.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compileLibrary, LIBRARIES } from './compile.ts';

const target = new URL('../../test/fixtures/tiny-mlc/lib/', import.meta.url);

await mkdir(target, { recursive: true });
for (const id of LIBRARIES) {
	const file = fileURLToPath(new URL(`${id}.wasm`, target));
	const bytes = await compileLibrary(id);
	await writeFile(file, bytes);
	console.log(`${file}: ${bytes.length} bytes`);
}
