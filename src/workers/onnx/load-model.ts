import type { PreTrainedModel, PreTrainedTokenizer, ProgressInfo } from '@huggingface/transformers';
import type { LoadProgress } from '../../lib/core/generate/engine.ts';
import type { OnnxModelRef } from '../../lib/core/generate/model-ref.ts';
import type { LmFacts } from './onnx-causal-lm.ts';
import type { OnnxRuntime } from './onnx-runtime.ts';

/** A tokenizer and a network; `lm` is null for a model that only embeds. */
export interface LoadedFiles {
	readonly tokenizer: PreTrainedTokenizer;
	readonly model: PreTrainedModel;
	readonly facts: LmFacts | null;
	readonly contextTokens: number | null;
	/** Paths inside of the model's folder. */
	readonly paths: readonly string[];
}

type Config = Readonly<Record<string, unknown>>;

/** Where nothing is said about the context: what small models usually had. */
const DEFAULT_CONTEXT_TOKENS = 2048;

/** Loads through transformers.js, which keeps the files in the browser's cache. */
export async function loadModelFiles(
	runtime: OnnxRuntime,
	ref: OnnxModelRef,
	onProgress: (progress: LoadProgress) => void
): Promise<LoadedFiles> {
	const { AutoConfig, AutoModel, AutoModelForCausalLM, AutoTokenizer, env } = runtime.transformers;
	const isBundled = ref.source === 'bundled';
	env.allowRemoteModels = !isBundled;
	env.localModelPath = isBundled ? runtime.bundledModels(ref.revision) : '/nowhere/';
	env.allowLocalModels = isBundled;
	const paths = new Set<string>();
	const where = {
		...(!isBundled && { revision: ref.revision }),
		progress_callback: (info: ProgressInfo) => {
			if (info.status === 'done') paths.add(info.file);
			reportProgress(info, onProgress);
		}
	};
	// One after the other: of a model that is not there, the tokenizer only says that something is undefined.
	const config = await AutoConfig.from_pretrained(ref.id, where);
	const tokenizer = await AutoTokenizer.from_pretrained(ref.id, where);
	const options = {
		...where,
		dtype: ref.dtype,
		device: runtime.deviceName,
		session_options: { intraOpNumThreads: 1 }
	};
	const fields = config as unknown as Config;
	const writes = isCausal(fields);
	const model = await (writes ? AutoModelForCausalLM : AutoModel).from_pretrained(ref.id, options);
	const contextTokens = contextOf(fields);
	const facts = writes ? factsOf(fields, model, tokenizer, contextTokens) : null;
	return { tokenizer, model, facts, contextTokens, paths: [...paths] };
}

function isCausal(config: Config): boolean {
	const architectures = Array.isArray(config['architectures']) ? config['architectures'] : [];
	return architectures.some((name) => String(name).endsWith('ForCausalLM'));
}

function contextOf(config: Config): number | null {
	const limit = config['max_position_embeddings'] ?? config['n_positions'] ?? config['n_ctx'];
	return typeof limit === 'number' ? limit : null;
}

function factsOf(
	config: Config,
	model: PreTrainedModel,
	tokenizer: PreTrainedTokenizer,
	contextTokens: number | null
): LmFacts {
	const generation = (model.generation_config ?? {}) as unknown as Config;
	const ends = [generation['eos_token_id'], config['eos_token_id'], tokenizer.eos_token_id];
	const endTokens = new Set(ends.flat().filter((id): id is number => typeof id === 'number'));
	const pads = [generation['pad_token_id'], config['pad_token_id'], tokenizer.pad_token_id];
	const pad = pads.find((id): id is number => typeof id === 'number');
	return {
		vocabularySize: Number(config['vocab_size']),
		contextTokens: contextTokens ?? DEFAULT_CONTEXT_TOKENS,
		endTokens,
		padToken: pad ?? [...endTokens][0] ?? 0
	};
}

/** Only the weights are worth a bar: the other files are small. */
function reportProgress(info: ProgressInfo, onProgress: (progress: LoadProgress) => void): void {
	if (info.status !== 'progress' || !info.file.includes('.onnx')) return;
	const totalBytes = info.total > 0 ? info.total : null;
	onProgress({
		share: totalBytes === null ? null : Math.min(1, info.loaded / totalBytes),
		detail: info.file,
		loadedBytes: info.loaded,
		totalBytes
	});
}
