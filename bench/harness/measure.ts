import type { BenchCase, Clock, Subject } from './benchmark.ts';
import type { CaseResult } from './results.ts';
import { spreadOf } from './spread.ts';
import { YARDSTICK } from './yardstick.ts';

/** Times of one pair, milliseconds. */
export interface Pair {
	readonly oursMs: number;
	readonly besideMs: number;
}

/** Runs a case in pairs: see `benchmark.ts`. */
export async function measureCase(benchCase: BenchCase): Promise<CaseResult> {
	const { ours, peer, warmUp, repetitions, clock = 'wall' } = benchCase;
	const pairs = await inPairs(ours, peer ?? YARDSTICK, warmUp, repetitions, clock);
	return resultOf(benchCase, pairs);
}

export async function inPairs(
	ours: Subject,
	beside: Subject,
	warmUp: number,
	repetitions: number,
	clock: Clock = 'wall'
): Promise<Pair[]> {
	const pairs: Pair[] = [];
	for (let pair = -warmUp; pair < repetitions; pair++) {
		const isOursFirst = pair % 2 === 0;
		const first = await timed(isOursFirst ? ours : beside, clock);
		const second = await timed(isOursFirst ? beside : ours, clock);
		if (pair < 0) continue;
		pairs.push(
			isOursFirst ? { oursMs: first, besideMs: second } : { oursMs: second, besideMs: first }
		);
	}
	return pairs;
}

export function resultOf(benchCase: BenchCase, pairs: readonly Pair[]): CaseResult {
	const { name, ours, peer, work = null, contrast = 'speed-up', goal = null } = benchCase;
	const unit = work === null ? (benchCase.unit ?? 'ms') : `${work.unit}/s`;
	const value = (ms: number): number => (work === null ? ms : (1000 * work.amount) / ms);
	const besideMs = pairs.map((pair) => pair.besideMs);
	return {
		name,
		unit: benchCase.clock === 'cpu' ? `${unit} (CPU)` : unit,
		goal,
		ours: { name: ours.name, value: spreadOf(pairs.map(({ oursMs }) => value(oursMs))) },
		peer: peer === null ? null : { name: peer.name, value: spreadOf(besideMs.map(value)) },
		contrast:
			peer === null ? null : { kind: contrast, value: spreadOf(contrasts(pairs, contrast)) },
		ratio: {
			to: (peer ?? YARDSTICK).name,
			value: spreadOf(pairs.map((pair) => pair.oursMs / pair.besideMs))
		}
	};
}

function contrasts(pairs: readonly Pair[], kind: 'speed-up' | 'overhead'): number[] {
	return pairs.map(({ oursMs, besideMs }) =>
		kind === 'speed-up' ? besideMs / oursMs : oursMs / besideMs - 1
	);
}

async function timed(subject: Subject, clock: Clock): Promise<number> {
	const startedAt = performance.now();
	const usedBefore = process.cpuUsage();
	const own: unknown = await subject.run();
	if (typeof own === 'number') return own;
	if (clock === 'wall') return performance.now() - startedAt;
	const { user, system } = process.cpuUsage(usedBefore);
	return (user + system) / 1000;
}
