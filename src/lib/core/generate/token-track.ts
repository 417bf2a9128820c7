/**
 * What a model's raw logits said at every token of one response (METRICS §1): taken before penalties,
 * temperature, filters and masks. All columns have one entry per token, in order.
 */
export interface TokenTrack {
	/** Token ids of the model's own tokenizer, an end token included where one was drawn. */
	readonly ids: Int32Array;
	/** log p(token | context), nats. */
	readonly logprobs: Float32Array;
	/** Entropy of the whole distribution, nats. */
	readonly entropies: Float32Array;
	/** 1 + the number of strictly more probable tokens. */
	readonly ranks: Int32Array;
}

export interface TrackSums {
	readonly tokens: number;
	/** Nats. */
	readonly sumLogprob: number;
	/** Nats. */
	readonly sumEntropy: number;
}

export function trackSums({ ids, logprobs, entropies }: TokenTrack): TrackSums {
	return { tokens: ids.length, sumLogprob: sum(logprobs), sumEntropy: sum(entropies) };
}

function sum(values: Float32Array): number {
	let total = 0;
	for (const value of values) total += value;
	return total;
}

/** Collects a track token by token; its arrays grow by doubling. */
export class TrackRecorder {
	#length = 0;
	#ids = new Int32Array(64);
	#logprobs = new Float32Array(64);
	#entropies = new Float32Array(64);
	#ranks = new Int32Array(64);

	get length(): number {
		return this.#length;
	}

	push(id: number, logprob: number, entropy: number, rank: number): void {
		if (this.#length === this.#ids.length) this.#grow();
		this.#ids[this.#length] = id;
		this.#logprobs[this.#length] = logprob;
		this.#entropies[this.#length] = entropy;
		this.#ranks[this.#length] = rank;
		this.#length += 1;
	}

	/** A copy of what was recorded so far. */
	track(): TokenTrack {
		return {
			ids: this.#ids.slice(0, this.#length),
			logprobs: this.#logprobs.slice(0, this.#length),
			entropies: this.#entropies.slice(0, this.#length),
			ranks: this.#ranks.slice(0, this.#length)
		};
	}

	/** The ids of the first `count` tokens, without copying. */
	ids(count = this.#length): Int32Array {
		return this.#ids.subarray(0, count);
	}

	#grow(): void {
		const size = this.#ids.length * 2;
		const grow = <T extends Int32Array | Float32Array>(old: T, bigger: T): T => {
			bigger.set(old);
			return bigger;
		};
		this.#ids = grow(this.#ids, new Int32Array(size));
		this.#logprobs = grow(this.#logprobs, new Float32Array(size));
		this.#entropies = grow(this.#entropies, new Float32Array(size));
		this.#ranks = grow(this.#ranks, new Int32Array(size));
	}
}
