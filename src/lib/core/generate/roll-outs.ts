import { AppError, Cancelled } from '../model/errors.ts';
import { type CausalLm, chunkWidth, type ForwardResult, type Pace } from './causal-lm.ts';
import type { GenerateEvents } from './engine.ts';
import { type PromptedRequest, RollOutRow } from './roll-out-row.ts';
import type { Decode } from './text-stream.ts';

export interface RollOutOptions {
	readonly decode: Decode;
	readonly events: GenerateEvents;
	readonly signal: AbortSignal;
	readonly pace: Pace;
}

/**
 * Samples all requests side by side, one token each per forward pass. Prompts are padded on the left;
 * rows that are finished leave the batch where the model can drop them. Every row has its own random
 * stream, so its text does not depend on its company (but for the last digits of the logits, which may
 * differ with the shape of the batch).
 *
 * @throws AppError 'model-unfit' where a prompt leaves no room in the context; Cancelled
 */
export async function rollOutBatch<Cache>(
	lm: CausalLm<Cache>,
	requests: readonly PromptedRequest[],
	options: RollOutOptions
): Promise<void> {
	if (requests.length === 0) return;
	assertRoom(lm, requests);
	await new Batch(lm, requests, options).run();
}

class Batch<Cache> {
	readonly #lm: CausalLm<Cache>;
	readonly #options: RollOutOptions;
	readonly #prompts: readonly (readonly number[])[];
	readonly #rows: readonly RollOutRow[];
	readonly #scratch: Float32Array;
	readonly #startedAtMs: number;
	/** Indexes of the requests whose rows the model still computes. */
	#active: readonly number[];
	/** Of the active rows: padding as 0, from the first position on. */
	#masks: Uint8Array[];
	#cache: Cache | null = null;

	constructor(lm: CausalLm<Cache>, requests: readonly PromptedRequest[], options: RollOutOptions) {
		const limits = {
			contextTokens: lm.contextTokens,
			endTokens: lm.endTokens,
			decode: options.decode
		};
		this.#lm = lm;
		this.#options = options;
		this.#prompts = requests.map((request) => request.promptIds);
		this.#rows = requests.map((request) => new RollOutRow(request, limits));
		this.#scratch = new Float32Array(lm.vocabularySize);
		this.#startedAtMs = options.pace.now();
		this.#active = requests.map((_, index) => index);
		this.#masks = [];
	}

	async run(): Promise<void> {
		try {
			let result = await this.#readPrompts();
			while (await this.#acceptAll(result)) result = await this.#step();
		} finally {
			if (this.#cache !== null) this.#lm.release(this.#cache);
		}
	}

	/** Left-pads all prompts to one length and reads them in pieces that fit into memory. */
	async #readPrompts(): Promise<ForwardResult<Cache>> {
		const longest = Math.max(...this.#prompts.map((ids) => ids.length));
		const padded = this.#prompts.map((ids) => {
			const row = new Int32Array(longest).fill(this.#lm.padToken);
			row.set(ids, longest - ids.length);
			return row;
		});
		const piece = chunkWidth(this.#lm.vocabularySize, padded.length);
		for (let from = 0; ; from += piece) {
			const to = Math.min(longest, from + piece);
			this.#masks = this.#prompts.map((ids) => {
				const mask = new Uint8Array(to);
				mask.fill(1, Math.min(to, longest - ids.length));
				return mask;
			});
			const result = await this.#forward(padded.map((row) => row.subarray(from, to)));
			if (to === longest) return result;
		}
	}

	#step(): Promise<ForwardResult<Cache>> {
		this.#masks = this.#masks.map((mask) => {
			const longer = new Uint8Array(mask.length + 1);
			longer.set(mask);
			longer[mask.length] = 1;
			return longer;
		});
		return this.#forward(
			this.#active.map((index) => {
				const row = this.#rows[index]!;
				return Int32Array.of(row.finished ? this.#lm.padToken : row.lastToken);
			})
		);
	}

	async #forward(rows: readonly Int32Array[]): Promise<ForwardResult<Cache>> {
		await this.#options.pace.breathe();
		if (this.#options.signal.aborted) throw new Cancelled();
		const width = rows[0]!.length;
		const ids = new Int32Array(rows.length * width);
		rows.forEach((row, at) => ids.set(row, at * width));
		const length = this.#masks[0]!.length;
		const mask = new Uint8Array(rows.length * length);
		this.#masks.forEach((row, at) => mask.set(row, at * length));
		const step = { rows: rows.length, width, ids, mask, cache: this.#cache, want: 'last' } as const;
		const result = await this.#lm.forward(step);
		this.#cache = result.cache;
		return result;
	}

	/** Draws a token for every unfinished row. @returns whether any row goes on. */
	async #acceptAll({ logits, positions }: ForwardResult<Cache>): Promise<boolean> {
		const { vocabularySize } = this.#lm;
		const { events, pace } = this.#options;
		for (const [at, index] of this.#active.entries()) {
			const row = this.#rows[index]!;
			if (row.finished) continue;
			const offset = (at * positions + positions - 1) * vocabularySize;
			const text = row.accept(logits, offset, vocabularySize, this.#scratch);
			if (text !== '') events.onText(index, text, row.tokens);
			if (row.finished) events.onEnd(index, row.rollOut(pace.now() - this.#startedAtMs));
		}
		const going = this.#active.filter((index) => !this.#rows[index]!.finished);
		if (going.length > 0 && going.length < this.#active.length) this.#drop(going);
		return going.length > 0;
	}

	#drop(going: readonly number[]): void {
		if (!this.#lm.canDropRows || this.#cache === null) return;
		const places = going.map((index) => this.#active.indexOf(index));
		this.#cache = this.#lm.keepRows(this.#cache, places);
		this.#masks = places.map((place) => this.#masks[place]!);
		this.#active = going;
	}
}

function assertRoom<Cache>(lm: CausalLm<Cache>, requests: readonly PromptedRequest[]): void {
	const longest = Math.max(...requests.map(({ promptIds }) => promptIds.length));
	if (longest < lm.contextTokens) return;
	throw new AppError(
		'model-unfit',
		`A prompt has ${longest} tokens, and this model reads at most ${lm.contextTokens} with the response. ` +
			'Nothing was lost. Shorten the prompt or the question, or choose a model with a longer context.'
	);
}
