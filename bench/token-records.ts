import { chunkWidth } from '../src/lib/core/generate/causal-lm.ts';
import { drawToken } from '../src/lib/core/generate/draw-token.ts';
import { rollOutBatch } from '../src/lib/core/generate/roll-outs.ts';
import { DEFAULT_SAMPLING } from '../src/lib/core/generate/sampling.ts';
import { TextStream } from '../src/lib/core/generate/text-stream.ts';
import { createRandom } from '../src/lib/core/stats/random.ts';
import { type DemoLm, loadDemoLm } from '../test/support/node-onnx.ts';
import type { Benchmark } from './harness/benchmark.ts';

const MODEL = 'demo-terse';
const BATCH = 16;
const TOKENS = 150;
/** The overhead is a few per cent, one pair of runs differs by ten. */
const PAIRS = 80;

const sampling = { ...DEFAULT_SAMPLING, maxTokens: TOKENS };
const pace = { now: () => performance.now(), breathe: () => Promise.resolve() };

export default {
	measures: `What recording log-prob, entropy and rank of every token costs on the demo model ${MODEL}, against a loop that only samples: the same prompts, random numbers and filters, ${BATCH} rows of ${TOKENS} tokens.`,
	async prepare() {
		const demo = await loadDemo();
		return {
			cases: [
				{
					name: 'tokens written and recorded',
					ours: { name: 'with records', run: () => recorded(demo) },
					peer: { name: 'bare loop', run: () => bare(demo) },
					work: { amount: BATCH * TOKENS, unit: 'tokens' },
					contrast: 'overhead',
					goal: { of: 'overhead', is: 'at most', number: 0.05 },
					warmUp: 2,
					repetitions: PAIRS
				}
			]
		};
	}
} satisfies Benchmark;

interface Demo extends Pick<DemoLm, 'lm'> {
	readonly promptIds: readonly number[];
	decode(ids: Int32Array): string;
}

/** Without end tokens, so that both loops do the same number of steps. */
async function loadDemo(): Promise<Demo> {
	const { lm, encoder } = await loadDemoLm(MODEL, { endTokens: new Set() });
	const question = 'Tom has 47 apples. Tom buys 38 more, then loses 29. How many now?';
	const promptIds = encoder.prompt([{ role: 'user', content: question }], 'default').ids;
	return { lm, promptIds, decode: (ids) => encoder.decode(ids) };
}

async function recorded({ lm, promptIds, decode }: Demo): Promise<void> {
	const requests = Array.from({ length: BATCH }, (_, seed) => ({
		promptIds,
		startsInThinking: false,
		sampling,
		seed
	}));
	const events = { onText: () => undefined, onEnd: () => undefined };
	const signal = new AbortController().signal;
	await rollOutBatch(lm, requests, { decode, events, signal, pace });
}

/** The barest loop that writes the same tokens and tells the same text. */
async function bare({ lm, promptIds, decode }: Demo): Promise<void> {
	const size = lm.vocabularySize;
	if (chunkWidth(size, BATCH) < promptIds.length) throw new Error('the prompt needs pieces');
	const rows = Array.from({ length: BATCH }, (_, seed) => ({
		random: createRandom(seed),
		ids: [] as number[],
		text: new TextStream(decode)
	}));
	let width = promptIds.length;
	let ids = Int32Array.from(rows.flatMap(() => promptIds));
	let length = width;
	let cache: Awaited<ReturnType<typeof lm.forward>>['cache'] | null = null;
	for (let step = 0; step < TOKENS; step++) {
		const mask = new Uint8Array(BATCH * length).fill(1);
		const result = await lm.forward({ rows: BATCH, width, ids, mask, cache, want: 'last' });
		cache = result.cache;
		for (const [at, row] of rows.entries()) {
			const offset = (at * result.positions + result.positions - 1) * size;
			let max = -Infinity;
			for (let i = 0; i < size; i++) max = Math.max(max, result.logits[offset + i]!);
			row.ids.push(drawToken(result.logits, offset, size, max, sampling, row.random));
			row.text.push(Int32Array.from(row.ids));
		}
		ids = Int32Array.from(rows, (row) => row.ids.at(-1)!);
		width = 1;
		length += 1;
	}
}
