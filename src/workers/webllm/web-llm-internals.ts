/**
 * Everything that we reach inside web-llm 0.2.86 without it being public. When its version changes, this
 * is the file to compare; the tests in test/webgpu notice.
 */
import type { MLCEngine } from '@mlc-ai/web-llm';
import type { ChatMessage } from '../../lib/core/generate/engine.ts';

interface Tensor {
	readonly shape: number[];
	view(shape: number[]): Tensor;
	copyFrom(source: Tensor | ArrayLike<number>): Tensor;
	toArray(): Float32Array<ArrayBuffer>;
}

interface Runtime {
	readonly lib: { readonly webGPUContext?: { readonly device: LosableDevice } };
	beginScope(): void;
	endScope(): void;
	cpu(): unknown;
	empty(shape: number[], type: string, device: unknown): Tensor;
	makeShapeTuple(shape: number[]): unknown;
}

type PackedFunction = (...args: unknown[]) => { get(index: number): Tensor };

interface Conversation {
	appendMessage(role: string, text: unknown, name: string | undefined): void;
	appendReplyHeader(role: 'assistant'): void;
	appendEmptyThinkingReplyHeader(role: 'assistant', text: string): void;
	getPromptArray(config: unknown): unknown[];
}

/** An LLMChatPipeline; of an embedding pipeline only `tvm` and `tokenizer` are there. */
interface Pipeline {
	readonly tvm: Runtime;
	readonly vm: { getFunction(name: string): PackedFunction | undefined };
	readonly tokenizer: Tokenizer;
	readonly device: { sync(): Promise<void> };
	readonly kvCache: unknown;
	readonly params: unknown;
	readonly artifact: unknown;
	readonly config: unknown;
	readonly prefillChunkSize: number;
	readonly contextWindowSize: number;
	readonly slidingWindowSize: number;
	readonly resolvedModelABI: { readonly needsRNNState: boolean };
	readonly stopTokens: readonly number[];
	readonly stopStr: readonly string[];
	embed(tokens: Tensor, params: unknown): Tensor;
	fKVCacheBeginForward(cache: unknown, sequences: unknown, lengths: unknown): void;
	fKVCacheEndForward(cache: unknown): void;
	resetChat(): void;
	getConversationObject(): Conversation;
	getInputData(): Promise<[(number[] | object)[], number]>;
}

interface PrivateEngine {
	readonly loadedModelIdToPipeline: ReadonlyMap<string, Pipeline>;
	readonly loadedModelIdToChatConfig: ReadonlyMap<string, unknown>;
	preparePrefillInput(
		request: { readonly messages: readonly ChatMessage[] },
		pipeline: Pipeline,
		config: unknown
	): { readonly inputStr: unknown; readonly lastMsgRole: string; readonly inputRoleStr?: string };
}

export interface Tokenizer {
	encode(text: string): Int32Array;
	decode(ids: Int32Array): string;
}

/** The part of a GPUDevice that tells of its end. */
export interface LosableDevice {
	readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
	destroy(): void;
}

/** What web-llm puts after the assistant's header where thinking is off. */
const EMPTY_THINKING = '<think>\n\n</think>\n\n';

/** One loaded model of an engine. */
export class ModelInternals {
	readonly #engine: PrivateEngine;
	readonly #id: string;
	readonly #pipeline: Pipeline;

	/** @throws Error where the model is not loaded. */
	constructor(engine: MLCEngine, id: string) {
		this.#engine = engine as unknown as PrivateEngine;
		this.#id = id;
		const pipeline = this.#engine.loadedModelIdToPipeline.get(id);
		if (pipeline === undefined) throw new Error(`web-llm has not loaded ${id}.`);
		this.#pipeline = pipeline;
	}

	get device(): LosableDevice | undefined {
		return this.#pipeline.tvm.lib.webGPUContext?.device;
	}
	get tokenizer(): Tokenizer {
		return this.#pipeline.tokenizer;
	}
	/** Tokens that end a response, by the model's conversation template. */
	get stopTokens(): readonly number[] {
		return this.#pipeline.stopTokens;
	}
	/** Texts that do. */
	get stopTexts(): readonly string[] {
		return this.#pipeline.stopStr;
	}
	/** Tokens that one forward pass takes at most. */
	get chunkTokens(): number {
		return this.#pipeline.prefillChunkSize;
	}
	/** Infinity where the window slides. */
	get contextTokens(): number {
		const { slidingWindowSize, contextWindowSize } = this.#pipeline;
		return slidingWindowSize === -1 ? contextWindowSize : Infinity;
	}

	/** Empties the conversation and the cache of keys and values. */
	reset(): void {
		this.#pipeline.resetChat();
	}

	/**
	 * The prompt exactly as web-llm builds it for a chat completion, by the same functions.
	 * @returns its ids, and the text of its last part: the header of the response
	 * @throws web-llm's ContextWindowSizeExceededError and MessageOrderError
	 */
	async encodePrompt(
		messages: readonly ChatMessage[],
		isThinkingOff: boolean
	): Promise<{ readonly ids: readonly number[]; readonly header: string }> {
		const pipeline = this.#pipeline;
		pipeline.resetChat();
		try {
			const config = this.#engine.loadedModelIdToChatConfig.get(this.#id);
			const input = this.#engine.preparePrefillInput({ messages }, pipeline, config);
			const conversation = pipeline.getConversationObject();
			conversation.appendMessage(input.lastMsgRole, input.inputStr, input.inputRoleStr);
			if (isThinkingOff) conversation.appendEmptyThinkingReplyHeader('assistant', EMPTY_THINKING);
			else conversation.appendReplyHeader('assistant');
			const header = String(conversation.getPromptArray(pipeline.config).at(-1) ?? '');
			const [data] = await pipeline.getInputData();
			return { ids: data.filter((part) => Array.isArray(part)).flat(), header };
		} finally {
			pipeline.resetChat();
		}
	}

	/** Whether the library gives the logits of all positions, for a model whose only state is its cache. */
	hasBatchVerify(): boolean {
		const { artifact, kvCache, resolvedModelABI, slidingWindowSize, tvm, vm } = this.#pipeline;
		if (artifact !== undefined || kvCache === undefined) return false;
		if (resolvedModelABI.needsRNNState || slidingWindowSize !== -1) return false;
		tvm.beginScope();
		try {
			return typeof vm.getFunction('batch_verify') === 'function';
		} catch {
			return false; // How web-llm learns that a library lacks a function.
		} finally {
			tvm.endScope();
		}
	}

	/**
	 * Reads tokens after those that were read since `reset`.
	 * @returns the logits after each of them, row by row
	 */
	async batchVerify(ids: Int32Array): Promise<Float32Array<ArrayBuffer>> {
		const { tvm, vm, kvCache, params, device } = this.#pipeline;
		tvm.beginScope();
		try {
			const verify = vm.getFunction('batch_verify')!;
			const tokens = tvm.empty([ids.length], 'int32', device).copyFrom(ids);
			const embedded = this.#pipeline.embed(tokens, params);
			const sequence = tvm.makeShapeTuple([0]);
			this.#pipeline.fKVCacheBeginForward(kvCache, sequence, tvm.makeShapeTuple([ids.length]));
			const result = verify(embedded.view([1, ...embedded.shape]), kvCache, params);
			this.#pipeline.fKVCacheEndForward(kvCache);
			const logits = result.get(0);
			const onCpu = tvm.empty(logits.shape, 'float32', tvm.cpu()).copyFrom(logits);
			await device.sync();
			return onCpu.toArray();
		} finally {
			tvm.endScope();
		}
	}
}
