import { createRandom, type Random } from '../stats/random.ts';
import { drawToken, penaliseRepetition } from './draw-token.ts';
import type { RollOut } from './engine.ts';
import { logprobOf, rankOf, summariseLogits } from './measure-logits.ts';
import type { Sampling } from './sampling.ts';
import { type Decode, firstStop, StopFilter, TextStream } from './text-stream.ts';
import { TrackRecorder } from './token-track.ts';

/** A request whose prompt is token ids already. */
export interface PromptedRequest {
	readonly promptIds: readonly number[];
	/** The prompt ends with an open `<think>`. */
	readonly startsInThinking: boolean;
	readonly sampling: Sampling;
	/** Unsigned 32-bit. */
	readonly seed: number;
}

export interface RowLimits {
	readonly contextTokens: number;
	readonly endTokens: ReadonlySet<number>;
	readonly decode: Decode;
}

/**
 * One response while it is being written: draws from its own stream of random numbers, records what the
 * raw logits said, and knows when it is finished.
 */
export class RollOutRow {
	readonly #request: PromptedRequest;
	readonly #limits: RowLimits;
	readonly #random: Random;
	readonly #recorder = new TrackRecorder();
	/** Where each token begins in the text, and how long the text is that they have written. */
	readonly #starts: number[] = [];
	#written = 0;
	readonly #stream: TextStream;
	readonly #stops: StopFilter;
	/** Tokens that the repetition penalty falls on; null where there is none. */
	readonly #seen: Set<number> | null;
	#finish: RollOut['finishReason'] | null = null;
	#endedByToken = false;

	constructor(request: PromptedRequest, limits: RowLimits) {
		this.#request = request;
		this.#limits = limits;
		this.#random = createRandom(request.seed);
		this.#stream = new TextStream(limits.decode);
		this.#stops = new StopFilter(request.sampling.stop);
		this.#seen = request.sampling.repetitionPenalty === 1 ? null : new Set(request.promptIds);
	}

	get finished(): boolean {
		return this.#finish !== null;
	}
	get tokens(): number {
		return this.#recorder.length;
	}
	/** The last token drawn: what the model reads next. */
	get lastToken(): number {
		return this.#recorder.ids().at(-1) ?? 0;
	}

	/**
	 * Takes the next token from a row of raw logits.
	 * @param scratch room for one row, used where logits have to be changed
	 * @returns the text that became certain by it
	 */
	accept(logits: Float32Array, offset: number, size: number, scratch: Float32Array): string {
		const summary = summariseLogits(logits, offset, size);
		const token = this.#draw(logits, offset, size, summary.max, scratch);
		const logprob = logprobOf(logits, offset, token, summary);
		this.#recorder.push(token, logprob, summary.entropy, rankOf(logits, offset, size, token));
		this.#seen?.add(token);
		this.#starts.push(this.#written);
		if (this.#limits.endTokens.has(token)) {
			this.#finish = 'stop';
			this.#endedByToken = true;
			return '';
		}
		const piece = this.#stream.push(this.#recorder.ids());
		this.#written += piece.length;
		const text = this.#stops.push(piece);
		if (this.#stops.stopped) this.#finish = 'stop';
		else if (this.#isFull()) this.#finish = 'length';
		return text;
	}

	/** @throws RangeError where it is not finished. */
	rollOut(elapsedMs: number): RollOut {
		if (this.#finish === null) throw new RangeError('this response is still being written');
		const track = this.#recorder.track();
		const whole = this.#limits.decode(this.#endedByToken ? track.ids.subarray(0, -1) : track.ids);
		const cut = firstStop(whole, this.#request.sampling.stop);
		const text = cut < 0 ? whole : whole.slice(0, cut);
		return {
			text,
			finishReason: this.#finish,
			startsInThinking: this.#request.startsInThinking,
			promptTokens: this.#request.promptIds.length,
			track,
			starts: Int32Array.from(this.#starts, (start) => Math.min(start, text.length)),
			elapsedMs
		};
	}

	#draw(
		logits: Float32Array,
		offset: number,
		size: number,
		max: number,
		scratch: Float32Array
	): number {
		const { sampling } = this.#request;
		if (this.#seen === null) return drawToken(logits, offset, size, max, sampling, this.#random);
		const penalty = sampling.repetitionPenalty;
		const penalisedMax = penaliseRepetition(logits, offset, size, this.#seen, penalty, scratch);
		return drawToken(scratch, 0, size, penalisedMax, sampling, this.#random);
	}

	#isFull(): boolean {
		const { promptIds, sampling } = this.#request;
		const tokens = this.#recorder.length;
		return tokens >= sampling.maxTokens || promptIds.length + tokens >= this.#limits.contextTokens;
	}
}
