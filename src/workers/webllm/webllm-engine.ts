import type * as WebLlm from '@mlc-ai/web-llm';
import { version } from '@mlc-ai/web-llm/package.json';
import type { Pace } from '../../lib/core/generate/causal-lm.ts';
import type {
	CachedModel,
	Engine,
	EngineCapabilities,
	GenerateEvents,
	GenerateRequest,
	LoadedModel,
	LoadProgress,
	ScoredText,
	ScoreRequest
} from '../../lib/core/generate/engine.ts';
import { modelKey, type ModelRef, type WebLlmModelRef } from '../../lib/core/generate/model-ref.ts';
import { AppError, Cancelled, isCancelled, toAppError } from '../../lib/core/model/errors.ts';
import type { ChatConfig } from './chat-config.ts';
import { ChatModel } from './chat-model.ts';
import { deviceLost, DeviceWatch } from './device-watch.ts';
import { embedTexts } from './embed-texts.ts';
import { loadFailure } from './load-failure.ts';
import { LogitTap } from './logit-tap.ts';
import { cachedModels, removeCachedModel } from './model-cache.ts';
import { assertFits, locate } from './model-record.ts';
import { PackageStore } from './package-store.ts';
import { chooseScoring, scoreInOnePass, scoreStepwise } from './score-response.ts';
import { ModelInternals } from './web-llm-internals.ts';
import { writeResponse } from './write-response.ts';

export interface WebLlmEngineOptions {
	/** The page's address, against which relative addresses are read. */
	readonly pageUrl: string;
	readonly loadRuntime: () => Promise<typeof WebLlm>;
	readonly capabilities: () => Promise<EngineCapabilities>;
	readonly pace: Pace;
}

/** A model that is on the GPU. */
interface Resident {
	readonly key: string;
	readonly engine: WebLlm.MLCEngine;
	readonly watch: DeviceWatch;
	/** null where the model only embeds. */
	readonly chat: ChatModel | null;
	readonly description: LoadedModel;
}

/** Of the progress of loading; the rest is the way from the cache to the GPU. */
const SHARE_OF_FILES = 0.8;

/**
 * Engine `webllm`: an unmodified MLCEngine in our own worker, one model at a time. It reads and computes;
 * we fetch and check its files (PackageStore), and choose the tokens (LogitTap).
 */
export class WebLlmEngine implements Engine {
	readonly name = 'webllm';
	readonly #options: WebLlmEngineOptions;
	readonly #store = new PackageStore();
	#resident: Resident | null = null;
	/** The model that was here lost its device, which whoever calls next should hear. */
	#wasLost = false;

	constructor(options: WebLlmEngineOptions) {
		this.#options = options;
	}

	capabilities(): Promise<EngineCapabilities> {
		return this.#options.capabilities();
	}

	async load(
		model: ModelRef,
		onProgress: (progress: LoadProgress) => void,
		signal: AbortSignal
	): Promise<LoadedModel> {
		if (model.engine !== 'webllm') throw new RangeError(`${model.engine} is another engine`);
		if (this.#resident?.key === modelKey(model)) return this.#resident.description;
		await this.unload();
		try {
			this.#resident = await this.#load(model, onProgress, signal);
			return this.#resident.description;
		} catch (error) {
			throw loadFailure(model.id, error);
		}
	}

	async generate(
		requests: readonly GenerateRequest[],
		events: GenerateEvents,
		signal: AbortSignal
	): Promise<void> {
		const { pace } = this.#options;
		const startedAtMs = pace.now();
		for (const [index, request] of requests.entries()) {
			const rollOut = await this.#write((chat) =>
				writeResponse(
					chat,
					request,
					(text, tokens) => events.onText(index, text, tokens),
					signal,
					() => pace.now(),
					startedAtMs
				)
			);
			events.onEnd(index, rollOut);
		}
	}

	async score(
		requests: readonly ScoreRequest[],
		signal: AbortSignal
	): Promise<readonly ScoredText[]> {
		const { pace } = this.#options;
		const scored: ScoredText[] = [];
		for (const request of requests) {
			scored.push(
				await this.#write((chat, { scoring }) => {
					const score = scoring === 'one-pass' ? scoreInOnePass : scoreStepwise;
					return score(chat, request, signal, pace);
				})
			);
		}
		return scored;
	}

	/** @throws AppError 'not-supported' where the model writes: web-llm has no hidden states */
	async embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
		const { chat, description, engine, watch } = this.#required();
		if (chat !== null) {
			throw new AppError(
				'not-supported',
				'WebLLM gives no vectors of a model that writes. Nothing was lost. Load an embedding model, such as snowflake-arctic-embed, or use an ONNX model.'
			);
		}
		const { contextTokens, model } = description;
		return running(watch, () =>
			embedTexts(engine, model.id, contextTokens ?? Infinity, texts, signal)
		);
	}

	async unload(): Promise<void> {
		const resident = this.#resident;
		this.#resident = null;
		this.#wasLost = false;
		resident?.watch.end();
		await resident?.engine.unload();
	}

	cachedModels(): Promise<readonly CachedModel[]> {
		return cachedModels();
	}

	removeCached(key: string): Promise<void> {
		return removeCachedModel(key);
	}

	async #load(
		model: WebLlmModelRef,
		onProgress: (progress: LoadProgress) => void,
		signal: AbortSignal
	): Promise<Resident> {
		const { webgpu } = await this.#options.capabilities();
		if (!webgpu.available) throw new AppError('model-unfit', webgpu.reason);
		const runtime = await this.#runtime();
		const located = locate(model, runtime.prebuiltAppConfig.model_list, this.#options.pageUrl);
		const { address } = located;
		const config = await this.#store.config(address, signal);
		const isEmbedding =
			config.isEmbedding || located.record.model_type === runtime.ModelType.embedding;
		const record = {
			...located.record,
			...(isEmbedding && { model_type: runtime.ModelType.embedding })
		};
		assertFits(record, config, webgpu);
		const progress = new TwoPartProgress(onProgress);
		await this.#store.complete(address, config, (files) => progress.files(files), signal);
		const tap = new LogitTap();
		const engine = new runtime.MLCEngine({
			appConfig: { model_list: [record] },
			logitProcessorRegistry: new Map([[record.model_id, tap]]),
			initProgressCallback: (report) => progress.upload(report.progress),
			logLevel: 'SILENT'
		});
		try {
			await engine.reload(record.model_id);
			if (signal.aborted) throw new Cancelled();
			return await this.#settle(model, engine, isEmbedding, config, tap, signal);
		} catch (error) {
			await engine.unload().catch(() => undefined);
			throw error;
		}
	}

	async #settle(
		model: WebLlmModelRef,
		engine: WebLlm.MLCEngine,
		isEmbedding: boolean,
		config: ChatConfig,
		tap: LogitTap,
		signal: AbortSignal
	): Promise<Resident> {
		const { pace } = this.#options;
		const internals = new ModelInternals(engine, model.id);
		const watch = new DeviceWatch(internals.device, () => this.#drop(engine));
		const chat = isEmbedding ? null : new ChatModel({ engine, id: model.id, config, tap, pace });
		const scoring =
			chat === null ? 'stepwise' : await watch.guard(() => chooseScoring(chat, signal, pace));
		if (signal.aborted) throw new Cancelled();
		const contextTokens = chat === null ? config.contextTokens : internals.contextTokens;
		const description: LoadedModel = {
			model,
			device: 'webgpu',
			contextTokens: contextTokens === Infinity ? null : contextTokens,
			vocabularySize: config.vocabularySize,
			batchSize: 1,
			runtime: `web-llm ${version}`,
			scoring,
			// It runs from the files that are kept, and not at all without them.
			isKept: true
		};
		return { key: modelKey(model), engine, watch, chat, description };
	}

	/** Its device is gone: nothing is left to be unloaded, and the next `load` begins anew. */
	#drop(engine: WebLlm.MLCEngine): void {
		if (this.#resident?.engine !== engine) return;
		this.#resident = null;
		this.#wasLost = true;
	}

	async #runtime(): Promise<typeof WebLlm> {
		try {
			return await this.#options.loadRuntime();
		} catch (error) {
			throw toAppError(
				error,
				'network-failed',
				'The model runtime could not be loaded from this site. What was written is safe. Reload the page and try again.'
			);
		}
	}

	#write<T>(work: (chat: ChatModel, description: LoadedModel) => Promise<T>): Promise<T> {
		const { chat, description, watch } = this.#required();
		if (chat !== null) return running(watch, () => work(chat, description));
		throw new AppError(
			'model-unfit',
			'This model turns texts into vectors and cannot write. Choose a chat model as teacher or student.'
		);
	}

	#required(): Resident {
		if (this.#resident !== null) return this.#resident;
		if (this.#wasLost) throw deviceLost();
		throw new AppError('generation-failed', 'No model is loaded. Load one and try again.');
	}
}

async function running<T>(watch: DeviceWatch, work: () => Promise<T>): Promise<T> {
	try {
		return await watch.guard(work);
	} catch (error) {
		if (isCancelled(error)) throw error;
		throw toAppError(
			error,
			'generation-failed',
			'The model stopped in the middle of its work. What was written is safe. Try again; with fewer or shorter responses if it happens again.'
		);
	}
}

/** First the files come and are checked, then their weights go to the GPU: one bar for both. */
class TwoPartProgress {
	readonly #onProgress: (progress: LoadProgress) => void;
	#files: LoadProgress = { share: 0, detail: '', loadedBytes: 0, totalBytes: null };

	constructor(onProgress: (progress: LoadProgress) => void) {
		this.#onProgress = onProgress;
	}

	files(progress: LoadProgress): void {
		this.#files = progress;
		const { share } = progress;
		this.#onProgress({ ...progress, share: share === null ? null : share * SHARE_OF_FILES });
	}

	/** @param share 0 to 1 */
	upload(share: number): void {
		this.#onProgress({
			...this.#files,
			share: SHARE_OF_FILES + (1 - SHARE_OF_FILES) * Math.min(1, share),
			detail: 'Moving the weights to the GPU'
		});
	}
}
