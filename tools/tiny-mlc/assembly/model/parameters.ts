/** The weights: their names, their order and their dimensions. All float32, matrices [out, in]. */
import { fail, OK } from '../abi/errors';
import { ArrayObject, TensorObject } from '../abi/layout';
import { feedForwardSize, hiddenSize, layers } from './shape';

/** A dimension that comes with the weights: the size of the vocabulary. */
const ANY: i32 = -1;

export const enum LayerWeight {
	AttentionNorm,
	QueryKeyValue,
	Output,
	FeedForwardNorm,
	GateUp,
	Down
}
const WEIGHTS_PER_LAYER: i32 = 6;

export class Parameter {
	constructor(
		public name: string,
		public shape: i32[]
	) {}
}

/** In the order in which `tensorOf` and its like find them. */
export function listParameters(): Parameter[] {
	const d = hiddenSize;
	const list = [new Parameter('embed.weight', [ANY, d])];
	for (let layer = 0; layer < layers; layer++) {
		const prefix = `layers.${layer.toString()}.`;
		list.push(new Parameter(prefix + 'norm1.weight', [d]));
		list.push(new Parameter(prefix + 'qkv.weight', [3 * d, d]));
		list.push(new Parameter(prefix + 'o.weight', [d, d]));
		list.push(new Parameter(prefix + 'norm2.weight', [d]));
		list.push(new Parameter(prefix + 'gate_up.weight', [2 * feedForwardSize, d]));
		list.push(new Parameter(prefix + 'down.weight', [d, feedForwardSize]));
	}
	list.push(new Parameter('norm.weight', [d]));
	return list;
}

function tensorAt(parameters: ArrayObject, index: i32): TensorObject {
	return changetype<TensorObject>(parameters.item(index).pointer);
}

export function embeddingTable(parameters: ArrayObject): TensorObject {
	return tensorAt(parameters, 0);
}

/** Address of the first weight. */
export function layerWeight(parameters: ArrayObject, layer: i32, weight: LayerWeight): usize {
	return tensorAt(parameters, 1 + layer * WEIGHTS_PER_LAYER + weight).start;
}

/** Address of the first weight. */
export function finalNorm(parameters: ArrayObject): usize {
	return tensorAt(parameters, 1 + layers * WEIGHTS_PER_LAYER).start;
}

/** Weights of another shape would be read out of bounds: refuse them by name. */
export function checkShape(parameter: Parameter, tensor: TensorObject): i32 {
	const wanted = parameter.shape;
	let fits = tensor.dimensions == wanted.length;
	for (let i = 0; fits && i < wanted.length; i++) {
		fits = wanted[i] == ANY || wanted[i] == tensor.dimension(i);
	}
	if (fits) return OK;
	const text = wanted.map<string>((size) => (size == ANY ? 'any' : size.toString())).join(', ');
	return fail(`${parameter.name} does not have the shape [${text}].`);
}
