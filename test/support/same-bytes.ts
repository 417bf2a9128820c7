import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ExportFormat } from '../../src/lib/core/export/options.ts';
import { parseRecipe, type Recipe } from '../../src/lib/core/model/recipe.ts';

/**
 * Data, a recipe, and the SHA-256 of every file that they have to give: in Node, and in a browser with any
 * profile, on any machine. `hashes.json` is written by `npx vitest run --project sql same-bytes -u`; a change
 * of it means that data sets which people wrote before cannot be written again.
 */
const FOLDER = new URL('../fixtures/same-bytes/', import.meta.url);

export const SAME_BYTES = {
	answers: fileURLToPath(new URL('answers.jsonl', FOLDER)),
	recipe: fileURLToPath(new URL('recipe.json', FOLDER)),
	hashes: fileURLToPath(new URL('hashes.json', FOLDER))
};

/** By format, by the name of the file. */
export type Hashes = Readonly<Record<ExportFormat, Readonly<Record<string, string>>>>;

export async function sameBytesRecipe(): Promise<Recipe> {
	return parseRecipe(JSON.parse(await readFile(SAME_BYTES.recipe, 'utf8')));
}

export async function expectedHashes(): Promise<Hashes> {
	return JSON.parse(await readFile(SAME_BYTES.hashes, 'utf8')) as Hashes;
}
