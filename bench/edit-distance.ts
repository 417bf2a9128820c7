import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { loadKernel } from '../src/cli/load-kernel.ts';
import { codePointsOf } from '../src/lib/core/metrics/code-points.ts';
import type { EditDistanceKernel } from '../src/lib/core/select/edit-distance/kernel.ts';
import { PlainKernel } from '../src/lib/core/select/edit-distance/plain-kernel.ts';
import { SequenceDistances } from '../src/lib/core/select/edit-distance/sequence-distances.ts';
import { numberSymbols } from '../src/lib/core/select/edit-distance/symbols.ts';
import { farthestByBounds } from '../src/lib/core/select/farthest-by-bounds.ts';
import { KnownDistances, pairIndex } from '../src/lib/core/select/known-distances.ts';
import {
	pinToCore,
	Rapidfuzz,
	RAPIDFUZZ_VERSION,
	type Sequences
} from './edit-distance/rapidfuzz.ts';
import { aimeRollOuts, piecesOf } from './edit-distance/texts.ts';
import type { BenchCase, Benchmark, Goal } from './harness/benchmark.ts';

const LENGTH = 30_000;
const TEXTS = 16;
const SEATS = 4;
/** Of the AIME data, one run takes so many questions; six runs go through all thirty. */
const QUESTIONS_PER_RUN = 5;
const RUNS = 6;

/** Groups of sequences, each group compared with itself; `units` are what the kernel is given. */
interface Groups {
	readonly name: string;
	readonly sequences: readonly Sequences[];
	readonly units: readonly (readonly Int32Array[])[];
}

interface Work {
	readonly ours: (group: readonly Int32Array[]) => number;
	/** Whether `ours` gives the sum of all distances, so that both sides can be compared. */
	readonly isSum: boolean;
}

export default {
	measures:
		`Edit distances among the roll-outs of one question: ${TEXTS} pieces of ${LENGTH} characters of AIME 2024 ` +
		'roll-outs, and those roll-outs as they are (30 questions, 11 each), in one worker; against rapidfuzz ' +
		'(C++, one thread) on the same core, which compares all pairs. Processor time.',
	async prepare() {
		const isPinned = pinToCore();
		const { peer, note } = startPeer();
		const simd = loadKernel();
		const pieces = groupsOfTexts('pieces', [longestPieces()]);
		const aime = groupsOfTexts('aime', aimeRollOuts());
		const tokens = groupsOfTokens(pieces);
		for (const { name, sequences } of [pieces, aime, tokens]) await peer?.load(name, sequences);
		return {
			cases: [
				caseOf('all pairs, no band', peer, pieces, wholeMatrix(simd), atLeast(1.8)),
				caseOf('all pairs', peer, pieces, allPairs(simd), atLeast(3)),
				caseOf(`farthest ${SEATS} of ${TEXTS}`, peer, pieces, farthestFew(simd), atLeast(12)),
				caseOf('all pairs of the AIME data', peer, aime, allPairs(simd), atLeast(2)),
				caseOf('all pairs over token ids', peer, tokens, allPairs(simd)),
				caseOf('all pairs, without SIMD', peer, pieces, allPairs(new PlainKernel()))
			],
			versions: peer ? { rapidfuzz: RAPIDFUZZ_VERSION } : {},
			notes: [
				...(note === null ? [] : [note]),
				...(isPinned ? [] : ['The system has no taskset: which core did what is not known.'])
			],
			close: () => Promise.resolve(peer?.end())
		};
	}
} satisfies Benchmark;

function startPeer(): { peer: Rapidfuzz | null; note: string | null } {
	try {
		return { peer: Rapidfuzz.start(), note: null };
	} catch (error) {
		const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
		return { peer: null, note: `rapidfuzz did not run, so there is nothing to compare: ${reason}` };
	}
}

const atLeast = (number: number): Goal => ({ of: 'speed-up', is: 'at least', number });

/**
 * Both sides go through the groups in the same steps and say what they found. Their time is that of the
 * processor: whoever else wants the core lengthens the runs, and not by the same share.
 */
function caseOf(
	name: string,
	peer: Rapidfuzz | null,
	groups: Groups,
	{ ours, isSum }: Work,
	goal?: Goal
): BenchCase {
	const perRun = Math.min(groups.units.length, QUESTIONS_PER_RUN);
	const stepper = () => {
		let next = 0;
		return () => Array.from({ length: perRun }, () => next++ % groups.units.length);
	};
	const [ourStep, theirStep] = [stepper(), stepper()];
	const sums = new Map<string, number>();
	const agree = (step: readonly number[], sum: number): void => {
		const known = sums.get(step.join());
		if (known !== undefined && known !== sum) throw new Error(`${name}: ${known} and ${sum}`);
		sums.set(step.join(), sum);
	};
	return {
		name,
		ours: {
			name: 'Retort',
			run: () => {
				const step = ourStep();
				const before = process.cpuUsage();
				const sum = step.reduce((total, index) => total + ours(groups.units[index]!), 0);
				const { user, system } = process.cpuUsage(before);
				if (isSum) agree(step, sum);
				return (user + system) / 1000;
			}
		},
		peer: peer && {
			name: 'rapidfuzz',
			run: async () => {
				const step = theirStep();
				const { ms, sum } = await peer.run(groups.name, step);
				if (isSum) agree(step, sum);
				return ms;
			}
		},
		...(goal && { goal }),
		warmUp: groups.units.length === 1 ? 1 : 0,
		repetitions: groups.units.length === 1 ? 12 : RUNS
	};
}

function allPairs(kernel: EditDistanceKernel): Work {
	const ours = (sequences: readonly Int32Array[]): number => {
		const distances = new SequenceDistances(kernel, sequences);
		return sumOfPairs(sequences.length, (i, j) => distances.distance(i, j));
	};
	return { ours, isSum: true };
}

function wholeMatrix(kernel: EditDistanceKernel): Work {
	const ours = (group: readonly Int32Array[]): number => {
		const { sequences, symbolCount } = numberSymbols(group);
		return sumOfPairs(sequences.length, (i, j) => {
			const [a, b] = [sequences[i]!, sequences[j]!];
			kernel.load(a, b, symbolCount);
			return kernel.within(a.length + b.length);
		});
	};
	return { ours, isSum: true };
}

/** What an analysis worker does (farthest-distances.ts). Gives the smallest distance among the chosen. */
function farthestFew(kernel: EditDistanceKernel): Work {
	const ours = (sequences: readonly Int32Array[]): number => {
		const n = sequences.length;
		const ids = sequences.map((_, i) => String(i).padStart(3, '0'));
		const distances = new SequenceDistances(kernel, sequences);
		const known = new KnownDistances(n);
		sumOfPairs(n, (i, j) => {
			known.learn(pairIndex(i, j, n), distances.upperBound(i, j), false);
			return 0;
		});
		for (;;) {
			const { chosen, unsure } = farthestByBounds(ids, known, SEATS);
			if (unsure.length === 0) return Number(chosen.join(''));
			for (const [i, j] of unsure) known.learn(pairIndex(i, j, n), distances.distance(i, j), true);
		}
	};
	return { ours, isSum: false };
}

function sumOfPairs(n: number, distance: (i: number, j: number) => number): number {
	let sum = 0;
	for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += distance(i, j);
	return sum;
}

/** Of the first question whose roll-outs are long enough. */
function longestPieces(): string[] {
	for (const rollOuts of aimeRollOuts()) {
		const pieces = piecesOf(rollOuts, TEXTS, LENGTH);
		if (pieces) return pieces;
	}
	throw new Error(`No question has ${TEXTS} pieces of ${LENGTH} characters.`);
}

function groupsOfTexts(name: string, groups: readonly (readonly string[])[]): Groups {
	return { name, sequences: groups, units: groups.map((group) => group.map(codePointsOf)) };
}

function groupsOfTokens({ sequences }: Groups): Groups {
	const tokens = sequences.map((group) => group.map((text) => encode(text as string)));
	return {
		name: 'tokens',
		sequences: tokens,
		units: tokens.map((group) => group.map((ids) => Int32Array.from(ids)))
	};
}
