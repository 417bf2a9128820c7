import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TokenTrack } from '../../../src/lib/core/generate/token-track.ts';
import type { TokenSpan } from '../../../src/lib/core/student/sentences.ts';

/** Numbers of an independent implementation: tools/student-reference, PyTorch and SciPy in float64. */
export interface StudentReference {
	/** SHA-256 of the weights that the numbers belong to. */
	readonly weights: Readonly<Record<string, string>>;
	readonly set: {
		/** By cap, then by teacher or 'all'. */
		readonly rsr: Readonly<Record<string, Readonly<Record<string, number>>>>;
		/** By quantile. */
		readonly teacherSentences: Readonly<
			Record<
				string,
				{
					readonly threshold: number;
					readonly shares: readonly (number | null)[];
					readonly teacherShares: Readonly<Record<string, number>>;
				}
			>
		>;
	};
	readonly sentenceTexts: readonly { readonly text: string; readonly starts: readonly number[] }[];
	readonly rankCorrelations: readonly {
		readonly x: readonly number[];
		readonly y: readonly number[];
		readonly tau: number | null;
		readonly rho: number | null;
	}[];
	readonly passRates: readonly {
		readonly correct: number;
		readonly samples: number;
		readonly low: number;
		readonly high: number;
	}[];
	readonly smokeTest: {
		readonly samples: number;
		readonly zeroShot: readonly number[];
		readonly teachers: readonly {
			readonly fewShot: readonly number[];
			readonly difference: number;
			readonly low: number;
			readonly high: number;
		}[];
	};
	readonly rankStability: {
		readonly questions: number;
		readonly numerators: readonly number[];
		readonly denominators: readonly number[];
		readonly order: readonly number[];
		readonly points: readonly { readonly questions: number; readonly pOrder: number }[];
	};
	readonly latentMap: {
		/** Vectors. */
		readonly student: readonly (readonly number[])[];
		/** On the plane, in units of the student's own spread. */
		readonly ownPoints: readonly (readonly [number, number])[];
		readonly varianceShare: number;
		/** One vector per question. */
		readonly teachers: readonly {
			readonly vectors: readonly (readonly number[])[];
			readonly points: readonly (readonly [number, number])[];
			readonly shift: number;
			readonly low: number;
			readonly high: number;
		}[];
	};
	readonly trajectories: readonly ReferenceTrajectory[];
}

export interface ReferenceTrajectory {
	readonly name: string;
	readonly questionId: string;
	readonly teacherId: string;
	readonly question: string;
	readonly response: string;
	readonly promptTokens: number;
	readonly ids: readonly number[];
	readonly tokenStarts: readonly number[];
	readonly logprobs: readonly number[];
	readonly entropies: readonly number[];
	readonly ranks: readonly number[];
	/** Of the same tokens under demo-terse. */
	readonly teacherLogprobs: readonly number[];
	readonly sentences: readonly string[];
	readonly spans: readonly (readonly [number, number])[];
	/** By cap. */
	readonly signals: Readonly<
		Record<
			string,
			{
				readonly meanSurprisal: number | null;
				readonly meanCappedRank: number | null;
				readonly rsr: number | null;
			}
		>
	>;
	/** By window: mean surprisal. */
	readonly local: Readonly<Record<string, number | null>>;
	readonly stepHead: { readonly kept: number; readonly surprisal: number | null };
	/** Mean log p of each sentence. */
	readonly teacherSentences: readonly number[];
	readonly studentSentences: readonly number[];
}

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));

export const reference = JSON.parse(
	readFileSync(`${fixtures}student/reference.json`, 'utf8')
) as StudentReference;

/** Of a committed package of a demo model. */
export const readWeights = (id: string): Buffer =>
	readFileSync(`${fixtures}tiny-mlc/models/${id}/params_shard_0.bin`);

export const spansOf = (spans: ReferenceTrajectory['spans']): TokenSpan[] =>
	spans.map(([from, to]) => ({ from, to }));

export const referenceTrack = (trajectory: ReferenceTrajectory): TokenTrack => ({
	ids: Int32Array.from(trajectory.ids),
	logprobs: Float32Array.from(trajectory.logprobs),
	entropies: Float32Array.from(trajectory.entropies),
	ranks: Int32Array.from(trajectory.ranks)
});

/** A track of made-up numbers; ids count from 0, entropies are 1. */
export const trackOf = (
	logprobs: readonly number[],
	ranks: readonly number[] = logprobs.map(() => 1)
): TokenTrack => ({
	ids: Int32Array.from(logprobs.keys()),
	logprobs: Float32Array.from(logprobs),
	entropies: Float32Array.from(logprobs, () => 1),
	ranks: Int32Array.from(ranks)
});
