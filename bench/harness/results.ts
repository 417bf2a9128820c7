import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Contrast, Goal } from './benchmark.ts';
import type { Machine } from './machine.ts';
import type { Spread } from './spread.ts';

export interface CaseResult {
	readonly name: string;
	/** Of `ours` and `peer`: 'ms', or a rate such as 'MB/s'. */
	readonly unit: string;
	readonly goal: Goal | null;
	readonly ours: { readonly name: string; readonly value: Spread };
	readonly peer: { readonly name: string; readonly value: Spread } | null;
	/** Of the pairs, not of the medians. */
	readonly contrast: { readonly kind: Contrast; readonly value: Spread } | null;
	/** Our time over the time of what ran beside: what runs are compared by. */
	readonly ratio: { readonly to: string; readonly value: Spread };
}

/** What a run found; `bench/results/NAME.json`, where it was saved. */
export interface BenchResult {
	readonly benchmark: string;
	readonly measures: string;
	/** ISO date, UTC. */
	readonly date: string;
	readonly machine: Machine;
	/** Programs that wanted a core in the minute before the run: what else the machine was doing. */
	readonly loadBefore: number | null;
	readonly versions: Readonly<Record<string, string>>;
	readonly notes: readonly string[];
	readonly cases: readonly CaseResult[];
}

const folder = new URL('../results/', import.meta.url);
const fileOf = (name: string): URL => new URL(`${name}.json`, folder);

/** The committed result; null where there is none. */
export function readBaseline(name: string): BenchResult | null {
	try {
		return JSON.parse(readFileSync(fileOf(name), 'utf8')) as BenchResult;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

/** All committed results by name. */
export function readBaselines(): BenchResult[] {
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => readBaseline(file.slice(0, -'.json'.length))!);
}

export function saveBaseline(result: BenchResult): void {
	mkdirSync(folder, { recursive: true });
	writeFileSync(fileOf(result.benchmark), toJson(result));
}

const SIGNIFICANT_DIGITS = 4;

/** More digits would only make the difference of two files longer. */
export function toJson(result: BenchResult): string {
	const short = (_: string, value: unknown): unknown =>
		typeof value === 'number' && !Number.isInteger(value)
			? Number(value.toPrecision(SIGNIFICANT_DIGITS))
			: value;
	return `${JSON.stringify(result, short, '\t')}\n`;
}
