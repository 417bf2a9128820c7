import type { CachedModel, EngineCapabilities, GpuReport } from '../core/generate/engine.ts';
import type { Device, EngineName, ModelRef } from '../core/generate/model-ref.ts';
import { fitOf, packageFolder, type WebLlmModel } from '../core/generate/webllm-catalogue.ts';

/** What the states ask of an engine besides running: its client, as far as they need it. */
export interface EngineCatalogueClient {
	capabilities(): Promise<EngineCapabilities>;
	cachedModels(): Promise<readonly CachedModel[]>;
	removeCached(key: string): Promise<void>;
}

export interface KeptModel extends CachedModel {
	readonly engine: EngineName;
}

/** Which models there are, which are on this machine, and what its GPU can run. */
export class ModelsState {
	readonly #engines: Readonly<Record<EngineName, EngineCatalogueClient>>;
	readonly #loadCatalogue: () => Promise<readonly WebLlmModel[]>;
	#gpu = $state.raw<GpuReport | null>(null);
	#kept = $state.raw<readonly KeptModel[]>([]);
	#catalogue = $state.raw<readonly WebLlmModel[] | null>(null);

	constructor(
		engines: Readonly<Record<EngineName, EngineCatalogueClient>>,
		loadCatalogue: () => Promise<readonly WebLlmModel[]>
	) {
		this.#engines = engines;
		this.#loadCatalogue = loadCatalogue;
	}

	/** Null until it was asked for. */
	get gpu(): GpuReport | null {
		return this.#gpu;
	}
	/** Models whose files this browser keeps. */
	get kept(): readonly KeptModel[] {
		return this.#kept;
	}
	/** WebLLM's; null until it is loaded. */
	get catalogue(): readonly WebLlmModel[] | null {
		return this.#catalogue;
	}

	/** Everything the place 'Teachers' shows; starts the engines' workers, so not before it is wanted. */
	async refresh(): Promise<void> {
		await Promise.all([this.#loadOnce(), this.refreshKept()]);
	}

	async refreshKept(): Promise<void> {
		const names = Object.keys(this.#engines) as EngineName[];
		const lists = await Promise.all(
			names.map(async (engine) => {
				const models = await this.#engines[engine].cachedModels();
				return models.map((model) => ({ ...model, engine }));
			})
		);
		this.#kept = lists.flat();
	}

	async remove({ engine, key }: KeptModel): Promise<void> {
		await this.#engines[engine].removeCached(key);
		await this.refreshKept();
	}

	/** Whether a model can be loaded without a download of its own. */
	isHere(model: ModelRef): boolean {
		if (model.source === 'bundled') return true;
		const keys = this.#keysOf(model);
		return this.#kept.some(({ engine, key }) => engine === model.engine && keys.includes(key));
	}

	/** Bundled models are faster on one thread than on a GPU, whose every step has to be started. */
	deviceFor(model: ModelRef): Device {
		if (model.engine === 'webllm') return 'webgpu';
		if (model.device !== undefined) return model.device;
		const hasGpu = this.#gpu?.available === true && !this.#gpu.isSoftware;
		return model.source === 'hub' && hasGpu ? 'webgpu' : 'wasm';
	}

	/** Why a model cannot run in this browser, as far as that is known; '' where it can. */
	obstacle(model: ModelRef): string {
		if (this.#gpu === null || this.deviceFor(model) === 'wasm') return '';
		const anyModel = { needsF16: false, storageBindingBytes: null };
		const fit = fitOf(this.record(model) ?? anyModel, this.#gpu);
		return fit.fits ? '' : fit.reason;
	}

	/** As the catalogue says; null where it does not, 0 for what ships with the app. */
	downloadBytes(model: ModelRef): number | null {
		if (model.source === 'bundled') return 0;
		return this.record(model)?.downloadBytes ?? null;
	}

	record(model: ModelRef): WebLlmModel | undefined {
		return this.#catalogue?.find(({ id }) => model.source === 'catalogue' && id === model.id);
	}

	/** Under which its engine keeps a model. */
	#keysOf(model: ModelRef): string[] {
		if (model.engine === 'onnx') return [model.id, `${model.id}@${model.revision}`];
		const url = model.source === 'url' ? model.url : this.record(model)?.url;
		return url === undefined || !URL.canParse(url) ? [] : [packageFolder(url)];
	}

	async #loadOnce(): Promise<void> {
		this.#catalogue ??= await this.#loadCatalogue();
		this.#gpu ??= (await this.#engines.onnx.capabilities()).webgpu;
	}
}
