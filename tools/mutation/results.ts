import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { MutantCounts } from './count-mutants.ts';

export interface MutationResult extends MutantCounts {
	readonly date: string;
	/** On the clock, without what an earlier run had tried. */
	readonly minutes: number;
}

/** By folder of src/lib/core. */
export type MutationResults = Readonly<Record<string, MutationResult>>;

const CORE = new URL('../../src/lib/core', import.meta.url);
const FILE = new URL('../../test/mutation/results.json', import.meta.url);

/** What can be mutated, by name. */
export function coreFolders(): string[] {
	return readdirSync(CORE, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();
}

export function readMutationResults(): MutationResults {
	return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as MutationResults) : {};
}

export function saveMutationResult(folder: string, result: MutationResult): void {
	const all = Object.entries({ ...readMutationResults(), [folder]: result });
	const sorted = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
	writeFileSync(FILE, `${JSON.stringify(sorted, null, '\t')}\n`);
}
