import type { PreTrainedModel, Tensor } from '@huggingface/transformers';
import type { CausalLm, ForwardResult, ForwardStep } from '../../lib/core/generate/causal-lm.ts';
import type { TransformersModule } from './onnx-runtime.ts';

/** Keys and values by input name, batch first. On WebGPU they stay on the device. */
export type KeyValueCache = Readonly<Record<string, Tensor>>;

export interface LmFacts {
	readonly vocabularySize: number;
	readonly contextTokens: number;
	readonly endTokens: ReadonlySet<number>;
	readonly padToken: number;
}

/** A causal language model of transformers.js, without its generate(). */
export class OnnxCausalLm implements CausalLm<KeyValueCache> {
	readonly vocabularySize: number;
	readonly contextTokens: number;
	readonly endTokens: ReadonlySet<number>;
	readonly padToken: number;
	readonly canDropRows: boolean;
	readonly #transformers: TransformersModule;
	readonly #model: PreTrainedModel;

	constructor(
		transformers: TransformersModule,
		model: PreTrainedModel,
		facts: LmFacts,
		cacheIsOnCpu: boolean
	) {
		this.#transformers = transformers;
		this.#model = model;
		this.vocabularySize = facts.vocabularySize;
		this.contextTokens = facts.contextTokens;
		this.endTokens = facts.endTokens;
		this.padToken = facts.padToken;
		this.canDropRows = cacheIsOnCpu;
	}

	async forward(step: ForwardStep<KeyValueCache>): Promise<ForwardResult<KeyValueCache>> {
		const { rows, width, ids, mask, cache, want } = step;
		const { DynamicCache } = this.#transformers;
		const outputs = (await this.#model.forward({
			input_ids: this.#int64(ids, [rows, width]),
			attention_mask: this.#mask(mask, [rows, mask.length / rows]),
			past_key_values: cache === null ? null : new DynamicCache({ ...cache }),
			...(want === 'last' && { num_logits_to_keep: this.#int64([1], []) })
		})) as Record<string, Tensor>;
		if (cache !== null) this.release(cache);
		const logits = outputs['logits']!;
		const hidden = outputs['last_hidden_state'];
		return {
			logits: floats(logits),
			positions: logits.dims[1]!,
			cache: cacheOf(outputs),
			hidden: hidden === undefined ? null : floats(hidden)
		};
	}

	keepRows(cache: KeyValueCache, rows: readonly number[]): KeyValueCache {
		const kept = Object.entries(cache).map(([name, tensor]) => {
			const size = tensor.data.length / tensor.dims[0]!;
			const data = tensor.data as Float32Array;
			const smaller = new (data.constructor as Float32ArrayConstructor)(size * rows.length);
			rows.forEach((row, at) =>
				smaller.set(data.subarray(row * size, (row + 1) * size), at * size)
			);
			const dims = [rows.length, ...tensor.dims.slice(1)];
			return [name, new this.#transformers.Tensor(tensor.type, smaller, dims)] as const;
		});
		return Object.fromEntries(kept);
	}

	/** Only what lives on the GPU must be given back. */
	release(cache: KeyValueCache): void {
		for (const tensor of Object.values(cache)) {
			if (tensor.location === 'gpu-buffer') tensor.dispose();
		}
	}

	/** Grows by a column a step: constants instead of a BigInt made for every cell. */
	#mask(mask: Uint8Array, dims: number[]): Tensor {
		const data = new BigInt64Array(mask.length);
		for (let i = 0; i < mask.length; i++) if (mask[i] === 1) data[i] = 1n;
		return new this.#transformers.Tensor('int64', data, dims);
	}

	#int64(values: ArrayLike<number>, dims: number[]): Tensor {
		const data = BigInt64Array.from(values, (value) => BigInt(value));
		return new this.#transformers.Tensor('int64', data, dims);
	}
}

function cacheOf(outputs: Readonly<Record<string, Tensor>>): KeyValueCache {
	return Object.fromEntries(
		Object.entries(outputs)
			.filter(([name]) => name.startsWith('present'))
			.map(([name, tensor]) => [name.replace('present', 'past_key_values'), tensor])
	);
}

/** Models of half precision give half-precision outputs. */
function floats(tensor: Tensor): Float32Array {
	return (tensor.type === 'float32' ? tensor : tensor.to('float32')).data as Float32Array;
}
