import type { CausalLm, ForwardResult, ForwardStep } from '../../lib/core/generate/causal-lm.ts';
import type { TokenTrack } from '../../lib/core/generate/token-track.ts';
import type { ModelInternals } from './web-llm-internals.ts';

/**
 * How far log-probs of the two ways may be apart. Both read the same weights, but by other kernels, and in
 * half precision those differ in the third digit. A wrong position is off by whole nats.
 */
const SELF_TEST_TOLERANCE_NATS = 0.05;

/**
 * A loaded model as the shared scorer wants it, over `batch_verify`: MLC's function for checking the guesses
 * of a smaller model, which gives the logits of all positions in one pass. It reads one row.
 */
export class BatchVerifyLm implements CausalLm<'read'> {
	readonly vocabularySize: number;
	readonly contextTokens: number;
	readonly endTokens: ReadonlySet<number>;
	readonly padToken = 0;
	readonly canDropRows = false;
	readonly #model: ModelInternals;

	constructor(model: ModelInternals, vocabularySize: number) {
		this.#model = model;
		this.vocabularySize = vocabularySize;
		this.contextTokens = model.contextTokens;
		this.endTokens = new Set(model.stopTokens);
	}

	async forward({ rows, width, ids, cache }: ForwardStep<'read'>): Promise<ForwardResult<'read'>> {
		if (rows !== 1) throw new RangeError('batch_verify reads one sequence');
		if (cache === null) this.#model.reset();
		const logits = await this.#model.batchVerify(ids);
		if (logits.length !== width * this.vocabularySize) {
			throw new RangeError(`batch_verify gave ${logits.length} logits for ${width} tokens`);
		}
		return { logits, positions: width, cache: 'read', hidden: null };
	}

	keepRows(): never {
		throw new RangeError('batch_verify reads one sequence');
	}

	release(): void {
		this.#model.reset();
	}
}

/** Whether two ways of scoring the same tokens said the same. */
export function agree(a: TokenTrack, b: TokenTrack): boolean {
	if (a.ids.length === 0 || a.ids.length !== b.ids.length) return false;
	return a.logprobs.every((logprob, i) => {
		const distance = Math.abs(logprob - b.logprobs[i]!);
		return a.ids[i] === b.ids[i] && distance <= SELF_TEST_TOLERANCE_NATS;
	});
}
