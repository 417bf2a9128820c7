import type { LogitProcessor } from '@mlc-ai/web-llm';

/** Looks at the raw logits of one step and says which token comes next. */
export type ChooseToken = (logits: Float32Array) => number;

/** Low enough that no temperature makes it likely, high enough to stay finite in half precision. */
const IMPOSSIBLE = -30_000;

/**
 * Where we stand between the model and web-llm's sampler. web-llm hands its logit processor the raw logits
 * of every step, before penalties, bias and temperature; the processor measures them, chooses the token
 * itself and hands back logits that leave web-llm no choice. So one seed gives one text here and in the
 * ONNX engine, with the filters that web-llm lacks (top-k, min-p), and scoring is choosing what is given.
 */
export class LogitTap implements LogitProcessor {
	#choose: ChooseToken | null = null;
	#forced = new Float32Array(0);
	#chosen = -1;

	/** Until `close`, `choose` is called once per step. */
	open(choose: ChooseToken): void {
		this.#choose = choose;
	}

	close(): void {
		this.#choose = null;
	}

	processLogits(logits: Float32Array): Float32Array {
		if (this.#choose === null) return logits;
		const chosen = this.#choose(logits);
		if (this.#forced.length === logits.length) {
			this.#forced[this.#chosen] = IMPOSSIBLE;
		} else {
			this.#forced = new Float32Array(logits.length).fill(IMPOSSIBLE);
		}
		this.#forced[chosen] = 0;
		this.#chosen = chosen;
		return this.#forced;
	}

	/** @throws RangeError where web-llm took another token: what was recorded would be of another text. */
	processSampledToken(token: number): void {
		if (this.#choose === null || token === this.#chosen) return;
		throw new RangeError(`web-llm took token ${token} instead of ${this.#chosen}`);
	}

	resetState(): void {
		// web-llm calls this before every prompt; what is being written is no business of the tap.
	}
}
