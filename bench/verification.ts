import { createVerifier } from '../src/lib/core/verify/verifier.ts';
import {
	aimeSample,
	gsm8kSample,
	type JudgedResponse
} from '../test/unit/verify/reference-data.ts';
import type { BenchCase, Benchmark } from './harness/benchmark.ts';

type Verifier = Awaited<ReturnType<typeof createVerifier>>;

export default {
	measures:
		'Verification by rule, one worker: finding the answer in a response and comparing it with the gold answer.',
	async prepare() {
		const verifier = await createVerifier();
		return {
			cases: [
				{
					...caseOf('GSM8K sample, 5,276 solutions', verifier, gsm8kSample()),
					goal: { of: 'value', is: 'at least', number: 2000 }
				},
				caseOf('AIME 2024, 330 answers', verifier, aimeSample())
			],
			notes: [
				'GSM8K answers are numbers; those of AIME are LaTeX in longer texts (what follows the reasoning). Answers that need the symbolic engine take longer; a time limit for each answer holds in the worker pool.'
			]
		};
	}
} satisfies Benchmark;

function caseOf(name: string, verifier: Verifier, responses: readonly JudgedResponse[]): BenchCase {
	return {
		name,
		ours: {
			name: 'Retort',
			async run() {
				for (const { input } of responses) await verifier.verify(input);
			}
		},
		peer: null,
		work: { amount: responses.length, unit: 'answers' },
		clock: 'cpu',
		warmUp: 2,
		repetitions: 15
	};
}
