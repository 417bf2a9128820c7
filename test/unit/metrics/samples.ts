import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const at = (path: string) => new URL(`../../../${path}`, import.meta.url);

interface GsmRow {
	readonly question: string;
	readonly [model: string]: { readonly solution: string } | string;
}
export interface AimeRow {
	readonly question: string;
	readonly response: string;
	readonly finish_reason?: string;
}

/** All 5,276 solutions of the GSM8K sample. */
export function gsmSolutions(): string[] {
	return readFileSync(at('static/samples/gsm8k/example_model_solutions.jsonl'), 'utf8')
		.trim()
		.split('\n')
		.flatMap((line) => Object.values(JSON.parse(line) as GsmRow))
		.flatMap((value) => (typeof value === 'string' ? [] : value.solution));
}

/** The 330 long chains of thought. */
export function aimeRows(): AimeRow[] {
	const path = at('test/fixtures/aime24-long-cot/trajectories.jsonl.gz');
	return gunzipSync(readFileSync(path))
		.toString('utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as AimeRow);
}
