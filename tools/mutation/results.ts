import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import type { MutantCounts } from './count-mutants.ts';

export interface MutationResult extends MutantCounts {
	readonly date: string;
	/** On the clock, without what an earlier run had tried. */
	readonly minutes: number;
}

/** By part of src/lib/core: a folder, or a file of it such as `verify/real.ts` where the folder takes hours. */
export type MutationResults = Readonly<Record<string, MutationResult>>;

/** What can be mutated: the files of each folder of src/lib/core that hold more than types. */
export type CoreFiles = Readonly<Record<string, readonly string[]>>;

export interface FolderResult extends MutantCounts {
	readonly folder: string;
	/** How many of its files were run. */
	readonly filesRun: number;
	readonly files: number;
	readonly date: string;
}

const CORE = new URL('../../src/lib/core', import.meta.url);
const FILE = new URL('../../test/mutation/results.json', import.meta.url);

export function coreFiles(): CoreFiles {
	const folders = readdirSync(CORE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	const files = folders.map(({ name }) => {
		const inside = readdirSync(new URL(`core/${name}`, CORE), { recursive: true }) as string[];
		const code = inside.filter((file) => file.endsWith('.ts') && holdsCode(`${name}/${file}`));
		return [name, code.sort()] as const;
	});
	return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether something is left of a file without its types. */
function holdsCode(file: string): boolean {
	const source = readFileSync(new URL(`core/${file}`, CORE), 'utf8');
	const { outputText } = ts.transpileModule(source, {
		compilerOptions: { module: ts.ModuleKind.ESNext, removeComments: true }
	});
	return outputText.replace(/^export \{\};$/m, '').trim() !== '';
}

export function readMutationResults(): MutationResults {
	return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as MutationResults) : {};
}

/** A folder takes the place of the files of it that were run one by one. */
export function saveMutationResult(part: string, result: MutationResult): void {
	const others = Object.entries(readMutationResults()).filter(
		([other]) => other !== part && !other.startsWith(`${part}/`)
	);
	const all: [string, MutationResult][] = [...others, [part, result]];
	const sorted = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
	writeFileSync(FILE, `${JSON.stringify(sorted, null, '\t')}\n`);
}

/** The folders of which something was run, each with the sums of its files where those were run one by one. */
export function resultsByFolder(results: MutationResults, core: CoreFiles): FolderResult[] {
	return Object.entries(core).flatMap(([folder, files]) => {
		const whole = results[folder];
		if (whole !== undefined) {
			return [{ folder, ...whole, filesRun: files.length, files: files.length }];
		}
		const own = files
			.map((file) => results[`${folder}/${file}`])
			.filter((one) => one !== undefined);
		if (own.length === 0) return [];
		const sum = (key: keyof MutantCounts): number =>
			own.reduce((total, one) => total + one[key], 0);
		return [
			{
				folder,
				filesRun: own.length,
				files: files.length,
				found: sum('found'),
				survived: sum('survived'),
				uncovered: sum('uncovered'),
				ignored: sum('ignored'),
				date: own.map(({ date }) => date).reduce((a, b) => (a > b ? a : b))
			}
		];
	});
}
