import type { Device, EngineName, ModelRef } from './model-ref.ts';
import type { Sampling } from './sampling.ts';
import type { TokenTrack } from './token-track.ts';

/** One interface, several makers (ARCHITECTURE, 'Engines'): what a worker needs of a model runtime. */
export interface Engine {
	readonly name: EngineName;
	capabilities(): Promise<EngineCapabilities>;
	/**
	 * Loads a model in place of the one that is loaded; the same model again costs nothing.
	 * @throws AppError 'model-missing', 'model-damaged', 'model-unfit', 'network-failed'; Cancelled
	 */
	load(
		model: ModelRef,
		onProgress: (progress: LoadProgress) => void,
		signal: AbortSignal
	): Promise<LoadedModel>;
	/**
	 * Rolls out all requests, together where the runtime can. Each one's `onEnd` is called as soon as
	 * it has ended. The same request with the same seed gives the same text, whatever else is in the
	 * batch, on one device. Aborting leaves the model usable.
	 * @throws AppError 'device-lost', 'model-unfit', 'generation-failed'; Cancelled
	 */
	generate(
		requests: readonly GenerateRequest[],
		events: GenerateEvents,
		signal: AbortSignal
	): Promise<void>;
	/**
	 * Teacher forcing: what the loaded model thinks of given responses, at every token of them.
	 * @throws as `generate`
	 */
	score(requests: readonly ScoreRequest[], signal: AbortSignal): Promise<readonly ScoredText[]>;
	/** One vector per text: the mean of the last hidden states, or what an embedding model gives. */
	embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
	unload(): Promise<void>;
	/** Models whose files this browser keeps. */
	cachedModels(): Promise<readonly CachedModel[]>;
	removeCached(key: string): Promise<void>;
}

export interface ChatMessage {
	readonly role: 'system' | 'user' | 'assistant';
	readonly content: string;
}

/** Whether a reasoning model is asked to think; 'default' leaves it to its template. */
export type Thinking = 'default' | 'on' | 'off';

export interface GenerateRequest {
	readonly messages: readonly ChatMessage[];
	readonly sampling: Sampling;
	/** Unsigned 32-bit; every request has a stream of its own. */
	readonly seed: number;
	readonly thinking: Thinking;
}

export interface GenerateEvents {
	/** Text that was added to request `index` since the last call, and its tokens so far. */
	onText(index: number, text: string, tokens: number): void;
	onEnd(index: number, rollOut: RollOut): void;
}

/** One finished response. */
export interface RollOut {
	/** As the model wrote it, marks of reasoning included, without the end token and the stop text. */
	readonly text: string;
	/** 'stop': the model ended it or a stop text came. 'length': the token limit or the context. */
	readonly finishReason: 'stop' | 'length';
	/** True where the template had already written `<think>`, so that the text begins inside it. */
	readonly startsInThinking: boolean;
	readonly promptTokens: number;
	readonly track: TokenTrack;
	/**
	 * Where each token begins in `text`, UTF-16 (`locateTokens`); its length for an end token, and for those
	 * of a stop text.
	 */
	readonly starts: Int32Array;
	/** From the start of the batch to the end of this response. */
	readonly elapsedMs: number;
}

export interface ScoreRequest {
	/** What comes before the response, which is not scored. */
	readonly messages: readonly ChatMessage[];
	/** The response as the template would have the model write it. */
	readonly response: string;
	readonly thinking: Thinking;
	/**
	 * Where the template has opened the reasoning although none is wanted, it is closed before the response, and
	 * that is not scored.
	 */
	readonly afterThinking?: boolean;
	/** Also score every sentence after only so many sentences before it (METRICS §3, local surprisal). */
	readonly localWindow?: number;
}

export interface ScoredText {
	/** Of the response tokens that fit into the context. */
	readonly track: TokenTrack;
	/** Where each of these tokens begins in the response, UTF-16. */
	readonly starts: Int32Array;
	/** The track of local surprisal; null where it was not asked for. */
	readonly localTrack: TokenTrack | null;
	readonly promptTokens: number;
	/** True where the response goes on after what was scored. */
	readonly truncated: boolean;
}

export interface LoadProgress {
	/** 0 to 1; null until the total is known. */
	readonly share: number | null;
	/** A few words: what is being loaded. */
	readonly detail: string;
	readonly loadedBytes: number;
	readonly totalBytes: number | null;
}

export interface LoadedModel {
	readonly model: ModelRef;
	readonly device: Device;
	/** Tokens of prompt and response together; null where the model does not say. */
	readonly contextTokens: number | null;
	readonly vocabularySize: number;
	/** How many requests `generate` should be given at once. */
	readonly batchSize: number;
	/** The runtime and its version, for the provenance of what it writes. */
	readonly runtime: string;
	/** How responses are scored: all positions of a chunk at once, or one token after another. */
	readonly scoring: 'one-pass' | 'stepwise';
	/** Its files stay in the browser; false where that had no room for them, and they are fetched again. */
	readonly isKept: boolean;
}

export interface EngineCapabilities {
	readonly webgpu: GpuReport;
}

/** What this browser's GPU offers, or why there is none. */
export type GpuReport =
	| { readonly available: false; readonly reason: string }
	| {
			readonly available: true;
			/** As the browser names it; often vague on purpose. */
			readonly adapter: string;
			readonly isSoftware: boolean;
			readonly hasF16: boolean;
			readonly maxBufferBytes: number;
			readonly maxStorageBindingBytes: number;
			readonly maxWorkgroupStorageBytes: number;
			readonly maxStorageBuffersPerStage: number;
	  };

export interface CachedModel {
	/** For `removeCached`. */
	readonly key: string;
	readonly name: string;
	/** null where the browser does not say. */
	readonly bytes: number | null;
}
