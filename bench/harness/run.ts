// `tsx bench/harness/run.ts NAME [--save] [--json]`: runs one benchmark in a process of its own; see tools/bench.mjs.
import type { Benchmark, Prepared } from './benchmark.ts';
import { loadBefore, thisMachine } from './machine.ts';
import { measureCase } from './measure.ts';
import { runReport } from './report.ts';
import {
	type BenchResult,
	type CaseResult,
	readBaseline,
	saveBaseline,
	toJson
} from './results.ts';

const [name = '', ...flags] = process.argv.slice(2);
const { default: benchmark } = (await import(`../${name}.ts`)) as { default: Benchmark };

const load = loadBefore();
const prepared = await benchmark.prepare();
try {
	const result: BenchResult = {
		benchmark: name,
		measures: benchmark.measures,
		date: new Date().toISOString().slice(0, 10),
		machine: thisMachine(),
		loadBefore: load,
		versions: prepared.versions ?? {},
		notes: prepared.notes ?? [],
		cases: await measureAll(prepared)
	};
	const baseline = readBaseline(name);
	if (flags.includes('--save')) saveBaseline(result);
	console.log(flags.includes('--json') ? toJson(result) : runReport(result, baseline));
} finally {
	await prepared.close?.();
}

async function measureAll({ cases }: Prepared): Promise<CaseResult[]> {
	const results: CaseResult[] = [];
	for (const benchCase of cases) {
		console.error(`${name}: ${benchCase.name} …`);
		results.push(await measureCase(benchCase));
	}
	return results;
}
