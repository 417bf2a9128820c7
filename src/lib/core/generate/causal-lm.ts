/**
 * A decoder-only language model as the sampling loop and the scorer need it: token ids in, raw logits
 * out. `Cache` holds the keys and values of what was read; only the model looks inside.
 */
export interface CausalLm<Cache> {
	readonly vocabularySize: number;
	/** Positions that prompt and response may take together. */
	readonly contextTokens: number;
	/** Any of these ends a response. */
	readonly endTokens: ReadonlySet<number>;
	readonly padToken: number;
	/** Whether `keepRows` works; where it does not, finished rows stay in the batch as padding. */
	readonly canDropRows: boolean;
	forward(step: ForwardStep<Cache>): Promise<ForwardResult<Cache>>;
	/** The cache of these rows alone, in this order. The old one is not used any more. */
	keepRows(cache: Cache, rows: readonly number[]): Cache;
	/** Frees what the garbage collector cannot. */
	release(cache: Cache): void;
}

export interface ForwardStep<Cache> {
	readonly rows: number;
	/** New tokens per row. */
	readonly width: number;
	/** rows × width. */
	readonly ids: Int32Array;
	/** rows × (tokens in the cache + width); 0 marks padding, which is on the left. */
	readonly mask: Uint8Array;
	/** null at the beginning. */
	readonly cache: Cache | null;
	/** 'last': only the logits of the last position of each row are asked for. */
	readonly want: 'last' | 'all';
}

export interface ForwardResult<Cache> {
	/** rows × positions × vocabularySize, raw. Valid until the next call. */
	readonly logits: Float32Array;
	/** `width`, or 1 where only the last was asked for and the model could leave out the others. */
	readonly positions: number;
	readonly cache: Cache;
	/** rows × width × hidden size: the last hidden states, where the model gives them. */
	readonly hidden: Float32Array | null;
}

/** What a long loop needs of the thread it runs on. */
export interface Pace {
	/** Milliseconds of a steady clock. */
	now(): number;
	/** Lets messages in, so that a cancellation is seen. */
	breathe(): Promise<void>;
}

/** Logits of one forward pass may take this much memory; longer inputs go in pieces. */
const MAX_LOGIT_BYTES = 64 * 2 ** 20;
const BYTES_PER_LOGIT = 4;

/** Positions per pass for so many rows. */
export function chunkWidth(vocabularySize: number, rows: number): number {
	return Math.max(1, Math.floor(MAX_LOGIT_BYTES / (BYTES_PER_LOGIT * vocabularySize * rows)));
}
