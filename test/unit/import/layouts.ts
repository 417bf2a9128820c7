import { readFileSync } from 'node:fs';

/**
 * Layouts of data sets as people publish them. The fields are theirs, the contents are made up.
 * `parts` are [question, teacher, response] of all trajectories; `gold`, `domain` and `reasoning`
 * belong to the first.
 */
export interface Layout {
	readonly name: string;
	readonly fileName?: string;
	readonly rows: readonly object[];
	readonly shape: string;
	readonly gold: string | null;
	readonly domain?: string;
	readonly parts: readonly (readonly [string, string, string])[];
	readonly reasoning?: string;
}

const url = new URL('../../fixtures/import/layouts.json', import.meta.url);

export const LAYOUTS = JSON.parse(readFileSync(url, 'utf8')) as readonly Layout[];
