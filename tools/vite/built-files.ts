import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { BuiltFile } from '../../src/lib/core/offline/offline-plan.ts';

/** All files of a built page, in the order of their names, so that the same build gives the same service worker. */
export async function builtFiles(folder: string): Promise<BuiltFile[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	return Promise.all(
		files.map(async (file) => {
			const content = await readFile(file);
			const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
			const path = relative(folder, file).split(sep).join('/');
			return { path, bytes: content.length, hash };
		})
	);
}
