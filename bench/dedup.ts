import { BenchmarkIndex } from '../src/lib/core/dedup/decontaminate.ts';
import { findNearDuplicates } from '../src/lib/core/dedup/near-duplicates.ts';
import { PlainTextKernel } from '../src/lib/core/dedup/text-kernel/plain-text-kernel.ts';
import type { TextKernel } from '../src/lib/core/dedup/text-kernel/text-kernel.ts';
import { WordReader } from '../src/lib/core/dedup/text-kernel/word-reader.ts';
import { simdTextKernel } from '../test/support/text-kernel.ts';
import { gsm8kSolutions } from '../test/unit/dedup/real-texts.ts';
import { aimeResponses, gsm8kQuestions } from '../test/unit/verify/reference-data.ts';
import type { BenchCase, Benchmark, Goal } from './harness/benchmark.ts';

const THRESHOLD = 0.8;
const REPETITIONS = 25;
/** Every fourth response: the plain kernel takes its time. */
const PART = 4;

type Task = (texts: readonly string[], kernel: TextKernel) => unknown;

const atLeast = (megabytesPerSecond: number): Goal => ({
	of: 'value',
	is: 'at least',
	number: megabytesPerSecond
});

export default {
	measures:
		'Near-duplicates (threshold 0.8) and contamination, one core, in megabytes of UTF-8: long texts are responses to AIME 2024 (52,000 characters each), short ones solutions of GSM8K (200 characters).',
	async prepare() {
		const long = aimeResponses().filter((_, i) => i % PART === 0);
		const short = gsm8kSolutions();
		const contamination = againstGsm8k();
		return {
			cases: [
				caseOf('MinHash signatures, long texts', long, signatures, atLeast(100)),
				caseOf('near-duplicates, long texts', long, nearDuplicates, atLeast(100)),
				caseOf('near-duplicates, short texts', short, nearDuplicates, atLeast(100)),
				caseOf('contamination, long texts', long, contamination, atLeast(80)),
				caseOf('contamination, short texts', short, contamination, atLeast(80))
			],
			notes: [
				'The reference is our own kernel on typed arrays, which runs where WebAssembly has no vectors. Signatures are the reading of a text, its 5-grams and 128 permutations; near-duplicates also the search in bands and the exact comparison of what it finds. Contamination is against the 1,319 questions of GSM8K, whose index is made beforehand.',
				'On short texts the bands (32 look-ups a text, however short it is) and what is found weigh more than reading: the rate in bytes says little there. 5,276 solutions take some tens of milliseconds.'
			]
		};
	}
} satisfies Benchmark;

function caseOf(name: string, texts: readonly string[], task: Task, goal: Goal): BenchCase {
	const [simd, plain] = [simdTextKernel(), new PlainTextKernel()];
	const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
	return {
		name,
		ours: { name: 'WebAssembly', run: () => void task(texts, simd) },
		peer: { name: 'typed arrays', run: () => void task(texts, plain) },
		work: { amount: bytes / 1e6, unit: 'MB' },
		clock: 'cpu',
		goal,
		warmUp: 2,
		repetitions: REPETITIONS
	};
}

function signatures(texts: readonly string[], kernel: TextKernel): void {
	const reader = new WordReader(kernel, true);
	for (const text of texts) kernel.sign(reader.read(text));
}

function nearDuplicates(texts: readonly string[], kernel: TextKernel): void {
	findNearDuplicates(texts, THRESHOLD, kernel);
}

/** One index for each kernel. */
function againstGsm8k(): Task {
	const items = gsm8kQuestions().map((text, i) => ({ id: String(i), list: 'gsm8k', text }));
	const indices = new Map<TextKernel['kind'], BenchmarkIndex>();
	return (texts, kernel) => {
		const index = indices.get(kernel.kind) ?? new BenchmarkIndex(items, kernel);
		indices.set(kernel.kind, index);
		for (const text of texts) index.find(text);
	};
}
