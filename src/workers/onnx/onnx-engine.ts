import { rollOutBatch } from '../../lib/core/generate/roll-outs.ts';
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
import type { Pace } from '../../lib/core/generate/causal-lm.ts';
import {
	type Device,
	modelKey,
	type ModelRef,
	type OnnxModelRef
} from '../../lib/core/generate/model-ref.ts';
import { leadOf, scoreText } from '../../lib/core/student/score-text.ts';
import { type ScoreBehind, scoreTokens } from '../../lib/core/generate/score-tokens.ts';
import { AppError, Cancelled, toAppError } from '../../lib/core/model/errors.ts';
import { embedText } from './embed-text.ts';
import { loadFailure } from './load-failure.ts';
import { type LoadedFiles, loadModelFiles } from './load-model.ts';
import { OnnxCausalLm } from './onnx-causal-lm.ts';
import { PromptEncoder } from './prompt-encoder.ts';
import type { OnnxRuntime } from './onnx-runtime.ts';

export interface OnnxEngineOptions {
	readonly loadRuntime: (device: Device) => Promise<OnnxRuntime>;
	readonly capabilities: () => Promise<EngineCapabilities>;
	readonly pace: Pace;
	/** The files that the browser keeps. */
	readonly cache: {
		list(): Promise<readonly CachedModel[]>;
		/** Whether all of these files of a model are kept. */
		keeps(model: OnnxModelRef, paths: readonly string[]): Promise<boolean>;
		remove(key: string): Promise<void>;
	};
}

/** A model that is in memory. */
interface Resident {
	readonly key: string;
	readonly files: LoadedFiles;
	readonly encoder: PromptEncoder;
	/** null where the model only embeds. */
	readonly lm: OnnxCausalLm | null;
	readonly description: LoadedModel;
}

/** Responses that are written side by side: on one thread, 16 cost little more than one (docs/performance.md). */
const BUNDLED_BATCH = 16;
const HUB_BATCH: Readonly<Record<Device, number>> = { wasm: 4, webgpu: 8 };

/** Engine `onnx`: transformers.js for files, tokens and tensors; sampling and scoring are our own. */
export class OnnxEngine implements Engine {
	readonly name = 'onnx';
	readonly #options: OnnxEngineOptions;
	readonly #runtimes = new Map<Device, Promise<OnnxRuntime>>();
	#resident: Resident | null = null;

	constructor(options: OnnxEngineOptions) {
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
		if (model.engine !== 'onnx') throw new RangeError(`${model.engine} is another engine`);
		if (this.#resident?.key === modelKey(model)) return this.#resident.description;
		await this.unload();
		const runtime = await this.#runtime(await this.#deviceFor(model));
		const files = await this.#load(runtime, model, onProgress);
		if (signal.aborted) {
			await files.model.dispose();
			throw new Cancelled();
		}
		const isKept = await this.#options.cache.keeps(model, files.paths);
		this.#resident = residentOf(runtime, model, files, isKept);
		return this.#resident.description;
	}

	async generate(
		requests: readonly GenerateRequest[],
		events: GenerateEvents,
		signal: AbortSignal
	): Promise<void> {
		const { encoder, lm } = this.#writer();
		const prompted = requests.map(({ messages, thinking, sampling, seed }) => {
			const { ids: promptIds, startsInThinking } = encoder.prompt(messages, thinking);
			return { promptIds, startsInThinking, sampling, seed };
		});
		const decode = (ids: Int32Array): string => encoder.decode(ids);
		const options = { decode, events, signal, pace: this.#options.pace };
		await this.#running(() => rollOutBatch(lm, prompted, options));
	}

	async score(
		requests: readonly ScoreRequest[],
		signal: AbortSignal
	): Promise<readonly ScoredText[]> {
		const { encoder, lm } = this.#writer();
		const scored: ScoredText[] = [];
		const options = { signal, pace: this.#options.pace };
		for (const request of requests) {
			const { ids: promptIds, startsInThinking } = encoder.prompt(
				request.messages,
				request.thinking
			);
			const scoreBehind: ScoreBehind = (context, ids) =>
				this.#running(() => scoreTokens(lm, [...promptIds, ...context], ids, options));
			const encoded = {
				ids: encoder.text(request.response),
				promptTokens: promptIds.length,
				lead: leadOf(request, startsInThinking, (text) => encoder.text(text)),
				decode: (ids: Int32Array) => encoder.decode(ids)
			};
			scored.push(await scoreText(scoreBehind, request, encoded));
		}
		return scored;
	}

	async embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
		const { files, encoder, lm } = this.#required();
		const vectors: Float32Array[] = [];
		for (const text of texts) {
			if (signal.aborted) throw new Cancelled();
			const options = { signal, pace: this.#options.pace };
			vectors.push(await this.#running(() => embedText({ files, encoder, lm, text }, options)));
		}
		return vectors;
	}

	async unload(): Promise<void> {
		const resident = this.#resident;
		this.#resident = null;
		await resident?.files.model.dispose();
	}

	cachedModels(): Promise<readonly CachedModel[]> {
		return this.#options.cache.list();
	}

	removeCached(key: string): Promise<void> {
		return this.#options.cache.remove(key);
	}

	/** Bundled models are too small for a GPU to pay; hub models go there where there is a real one. */
	async #deviceFor(model: OnnxModelRef): Promise<Device> {
		if (model.device !== undefined) return model.device;
		if (model.source === 'bundled') return 'wasm';
		const { webgpu } = await this.#options.capabilities();
		return webgpu.available && !webgpu.isSoftware ? 'webgpu' : 'wasm';
	}

	/** A runtime that did not load is tried again by the next call. */
	async #runtime(device: Device): Promise<OnnxRuntime> {
		const loading = this.#runtimes.get(device) ?? this.#options.loadRuntime(device);
		this.#runtimes.set(device, loading);
		try {
			return await loading;
		} catch (error) {
			this.#runtimes.delete(device);
			throw toAppError(
				error,
				'network-failed',
				'The model runtime could not be loaded from this site. What was written is safe. Reload the page and try again.'
			);
		}
	}

	async #load(
		runtime: OnnxRuntime,
		model: OnnxModelRef,
		onProgress: (progress: LoadProgress) => void
	): Promise<LoadedFiles> {
		try {
			return await loadModelFiles(runtime, model, onProgress);
		} catch (error) {
			throw loadFailure(model, error);
		}
	}

	/** What a runtime that failed still holds is unknown: the next load starts from the files. */
	async #running<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			if (error instanceof Cancelled || error instanceof AppError) throw error;
			await this.unload().catch(() => undefined);
			throw runFailure(error);
		}
	}

	#required(): Resident {
		if (this.#resident !== null) return this.#resident;
		throw new AppError('generation-failed', 'No model is loaded. Load one and try again.');
	}

	#writer(): { encoder: PromptEncoder; lm: OnnxCausalLm } {
		const { encoder, lm } = this.#required();
		if (lm !== null) return { encoder, lm };
		throw new AppError(
			'model-unfit',
			'This model turns texts into vectors and cannot write. Choose a chat model as teacher or student.'
		);
	}
}

function residentOf(
	runtime: OnnxRuntime,
	model: OnnxModelRef,
	files: LoadedFiles,
	isKept: boolean
): Resident {
	const { transformers, device } = runtime;
	const lm =
		files.facts === null
			? null
			: new OnnxCausalLm(transformers, files.model, files.facts, device === 'wasm');
	return {
		key: modelKey(model),
		files,
		encoder: new PromptEncoder(files.tokenizer),
		lm,
		description: {
			model,
			device,
			contextTokens: files.contextTokens,
			vocabularySize: files.facts?.vocabularySize ?? 0,
			batchSize: model.source === 'bundled' ? BUNDLED_BATCH : HUB_BATCH[device],
			runtime: runtime.version,
			scoring: 'one-pass',
			isKept
		}
	};
}

const LOST_DEVICE = /device.{0,20}lost|lost.{0,20}device/i;

function runFailure(error: unknown): AppError {
	const text = error instanceof Error ? error.message : String(error);
	return LOST_DEVICE.test(text)
		? toAppError(
				error,
				'device-lost',
				'The GPU was taken away from the page. What was written is safe. The model is loaded again; if it happens often, choose a smaller one.'
			)
		: toAppError(
				error,
				'generation-failed',
				'The model stopped in the middle of its work. What was written is safe. Try again; with fewer or shorter responses if it happens again.'
			);
}
