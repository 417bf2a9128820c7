// `npx tsx tools/validity/card.ts < input.json`: the numbers of the decision card, with the page's own code.
import { readFileSync } from 'node:fs';
import { groupBy } from '../../src/lib/core/model/group-by.ts';
import { loadKernel } from '../../src/cli/load-kernel.ts';
import { normalisedDistance } from '../../src/lib/core/select/levenshtein.ts';
import { bootstrapRatios, type RatioMetric } from '../../src/lib/core/stats/bootstrap.ts';
import { passAtK } from '../../src/lib/core/stats/pass-at-k.ts';
import { rankStability } from '../../src/lib/core/stats/rank-stability.ts';
import type { Term } from '../../src/lib/core/stats/teacher-metrics.ts';
import { splitIntoSentences } from '../../src/lib/core/student/sentences.ts';
import { compareSmokeTests, type SmokeRow } from '../../src/lib/core/student/smoke-test.ts';
import { stepHeadSurprisal } from '../../src/lib/core/student/step-head.ts';
import {
	rsrTerm,
	studentSignal,
	surprisalTerm
} from '../../src/lib/core/student/student-signal.ts';

const SEED = 20250813;
const RESAMPLES = 2000;
const kernel = loadKernel();

interface CardTrajectory {
	readonly questionId: string;
	readonly teacher: string;
	readonly isCorrect: boolean;
	readonly text: string;
	/** Nats, under the teacher, the end token included. */
	readonly entropies: readonly number[];
	/** Offsets of the student's tokens in the text. */
	readonly tokenStarts: readonly number[];
	readonly studentLogprobs: readonly number[];
	readonly studentEntropies: readonly number[];
	readonly studentRanks: readonly number[];
}

interface CardInput {
	readonly teachers: readonly string[];
	readonly trajectories: readonly CardTrajectory[];
	readonly smoke: readonly SmokeRow[];
}

/** A metric as terms of the trajectories that one teacher wrote for one question. */
interface CardMetric {
	readonly metric: string;
	readonly better: 'higher' | 'lower' | 'none';
	readonly terms: (cell: readonly CardTrajectory[]) => readonly (Term | null)[];
}

const METRICS: readonly CardMetric[] = [
	{ metric: 'accuracy', better: 'higher', terms: eachMean(({ isCorrect }) => Number(isCorrect)) },
	{ metric: 'pass@4', better: 'higher', terms: (cell) => [passAt4(cell)] },
	{ metric: 'token entropy', better: 'lower', terms: (cell) => cell.map(entropyTerm) },
	{
		metric: 'response length',
		better: 'none',
		terms: eachMean(({ entropies }) => entropies.length)
	},
	{
		metric: 'student surprisal',
		better: 'lower',
		terms: (cell) => cell.map((trajectory) => surprisalTerm(signalOf(trajectory)))
	},
	{
		metric: 'rank-surprisal ratio',
		better: 'lower',
		terms: (cell) => cell.map((trajectory) => rsrTerm(signalOf(trajectory)))
	},
	{
		metric: 'step-head-corrected surprisal',
		better: 'lower',
		terms: (cell) => cell.map(stepHeadTerm)
	},
	{ metric: 'diversity', better: 'higher', terms: pairTerms }
];

const { teachers, trajectories, smoke } = JSON.parse(readFileSync(0, 'utf8')) as CardInput;
const questionIds = [...new Set(trajectories.map(({ questionId }) => questionId))].sort();
const cells = groupBy(trajectories, ({ questionId, teacher }) => `${questionId}|${teacher}`);
const sizes = { questions: questionIds.length, teachers: teachers.length, seed: SEED };

const grids = METRICS.map(gridOf);
const bootstrap = bootstrapRatios(grids, { ...sizes, resamples: RESAMPLES });
const rows = METRICS.map(({ metric, better }, m) => ({
	metric,
	better,
	settled: better === 'none' ? null : stabilityOf(grids[m]!),
	estimates: teachers.map((_, teacher) => ({
		value: valueOf(grids[m]!, teacher),
		low: bootstrap[m]![teacher]!.interval?.low ?? null,
		high: bootstrap[m]![teacher]!.interval?.high ?? null,
		pBest: bootstrap[m]![teacher]!.pBest
	}))
}));
const output = { questions: questionIds.length, rows: [...rows, smokeRow()] };
process.stdout.write(JSON.stringify(output));

function gridOf({ better, terms }: CardMetric): RatioMetric {
	const numerators = new Float64Array(teachers.length * questionIds.length);
	const denominators = new Float64Array(numerators.length);
	teachers.forEach((teacher, t) =>
		questionIds.forEach((questionId, q) => {
			const at = t * questionIds.length + q;
			for (const term of terms(cells.get(`${questionId}|${teacher}`) ?? [])) {
				numerators[at] = numerators[at]! + (term?.numerator ?? 0);
				denominators[at] = denominators[at]! + (term?.denominator ?? 0);
			}
		})
	);
	return { numerators, denominators, better };
}

function valueOf({ numerators, denominators }: RatioMetric, teacher: number): number {
	const from = teacher * questionIds.length;
	const sum = (values: Float64Array): number =>
		values.subarray(from, from + questionIds.length).reduce((total, value) => total + value, 0);
	return sum(numerators) / sum(denominators);
}

function stabilityOf(grid: RatioMetric): { pOrder: number | null; verdict: string } {
	const { pOrder, verdict } = rankStability(grid, sizes);
	return { pOrder, verdict };
}

function smokeRow() {
	const { questions, estimates } = compareSmokeTests(smoke, {
		teachers,
		seed: SEED,
		resamples: RESAMPLES
	});
	return {
		metric: 'in-context smoke test',
		better: 'higher' as const,
		settled: null,
		questions,
		estimates: estimates.map(({ difference, interval, pBest }) => ({
			value: difference,
			low: interval?.low ?? null,
			high: interval?.high ?? null,
			pBest
		}))
	};
}

function eachMean(valueOfOne: (trajectory: CardTrajectory) => number): CardMetric['terms'] {
	return (cell) =>
		cell.map((trajectory) => ({ numerator: valueOfOne(trajectory), denominator: 1 }));
}

function passAt4(cell: readonly CardTrajectory[]): Term | null {
	const correct = cell.filter(({ isCorrect }) => isCorrect).length;
	const numerator = passAtK(cell.length, correct, 4);
	return numerator === null ? null : { numerator, denominator: 1 };
}

function entropyTerm({ entropies }: CardTrajectory): Term {
	const numerator = entropies.reduce((total, value) => total + value, 0);
	return { numerator, denominator: entropies.length };
}

function signalOf({ studentLogprobs, studentEntropies, studentRanks }: CardTrajectory) {
	return studentSignal({
		ids: new Int32Array(studentLogprobs.length),
		logprobs: Float32Array.from(studentLogprobs),
		entropies: Float32Array.from(studentEntropies),
		ranks: Int32Array.from(studentRanks)
	});
}

function stepHeadTerm({ text, tokenStarts, studentLogprobs }: CardTrajectory): Term | null {
	const sentences = splitIntoSentences(text, Int32Array.from(tokenStarts));
	const track = { logprobs: Float32Array.from(studentLogprobs) };
	const { surprisal, keptTokens } = stepHeadSurprisal(track, sentences);
	if (surprisal.value === null) return null;
	return { numerator: surprisal.value * keptTokens, denominator: keptTokens };
}

function pairTerms(cell: readonly CardTrajectory[]): readonly Term[] {
	return cell.flatMap((one, i) =>
		cell.slice(i + 1).map((other) => ({
			numerator: normalisedDistance(kernel, one.text, other.text).normalised,
			denominator: 1
		}))
	);
}
