/** The forward pass of a Llama-style decoder, token by token. */
import { ArrayObject, KvCacheObject, TensorObject } from '../abi/layout';
import { newBatch } from '../abi/tensors';
import {
	addScaled,
	dot,
	gateUp,
	multiply,
	narrow,
	normalise,
	softmax,
	vectorAt,
	weightAt,
	widen
} from './kernels';
import { rowOf } from './kv-cache';
import { embeddingTable, finalNorm, LayerWeight, layerWeight } from './parameters';
import { rotate } from './rotary';
import { feedForwardSize, headSize, heads, hiddenSize, layers } from './shape';

/** Working memory of one pass; each an array of float64. */
class Scratch {
	residual: usize = heap.alloc((<usize>hiddenSize) << 3);
	normed: usize = heap.alloc((<usize>hiddenSize) << 3);
	queryKeyValue: usize = heap.alloc((3 * <usize>hiddenSize) << 3);
	attended: usize = heap.alloc((<usize>hiddenSize) << 3);
	gateAndUp: usize = heap.alloc((2 * <usize>feedForwardSize) << 3);
	update: usize = heap.alloc((<usize>hiddenSize) << 3);
	scores: usize;
	logits: usize;

	constructor(context: i32, vocabulary: i32) {
		this.scores = heap.alloc((<usize>context) << 3);
		this.logits = heap.alloc((<usize>vocabulary) << 3);
	}

	free(): void {
		heap.free(this.residual);
		heap.free(this.normed);
		heap.free(this.queryKeyValue);
		heap.free(this.attended);
		heap.free(this.gateAndUp);
		heap.free(this.update);
		heap.free(this.scores);
		heap.free(this.logits);
	}
}

/**
 * Logits after the embeddings [1, n, hidden size]: [1, 1, vocabulary] for the last of them, or
 * [1, n, vocabulary] for all. The cache has already been extended by n positions.
 */
export function forward(
	embeddings: TensorObject,
	cache: KvCacheObject,
	parameters: ArrayObject,
	everyPosition: bool
): TensorObject {
	const count = embeddings.dimension(1);
	const vocabulary = embeddingTable(parameters).dimension(0);
	const logits = newBatch(everyPosition ? count : 1, vocabulary);
	const scratch = new Scratch(cache.capacity, vocabulary);
	for (let i = 0; i < count; i++) {
		widen(weightAt(embeddings.start, i * hiddenSize), scratch.residual, hiddenSize);
		const position = cache.length - count + i;
		for (let layer = 0; layer < layers; layer++) {
			addAttention(scratch, cache, parameters, layer, position);
			addFeedForward(scratch, parameters, layer);
		}
		if (everyPosition) {
			writeLogits(scratch, parameters, weightAt(logits.start, i * vocabulary));
		} else if (i == count - 1) {
			writeLogits(scratch, parameters, logits.start);
		}
	}
	scratch.free();
	return logits;
}

function addAttention(
	scratch: Scratch,
	cache: KvCacheObject,
	parameters: ArrayObject,
	layer: i32,
	position: i32
): void {
	const norm = layerWeight(parameters, layer, LayerWeight.AttentionNorm);
	normalise(scratch.residual, norm, scratch.normed, hiddenSize);
	const projection = layerWeight(parameters, layer, LayerWeight.QueryKeyValue);
	multiply(projection, scratch.normed, scratch.queryKeyValue, 3 * hiddenSize, hiddenSize);

	const query = scratch.queryKeyValue;
	const key = vectorAt(query, hiddenSize);
	const value = vectorAt(key, hiddenSize);
	const cosines = vectorAt(cache.cosines, position * (headSize / 2));
	const sines = vectorAt(cache.sines, position * (headSize / 2));
	rotate(query, cosines, sines);
	rotate(key, cosines, sines);
	const bytes = (<usize>hiddenSize) << 3;
	memory.copy(rowOf(cache, cache.keys, layer, position), key, bytes);
	memory.copy(rowOf(cache, cache.values, layer, position), value, bytes);

	for (let head = 0; head < heads; head++) attend(scratch, cache, layer, position, head);
	const output = layerWeight(parameters, layer, LayerWeight.Output);
	multiply(output, scratch.attended, scratch.update, hiddenSize, hiddenSize);
	addScaled(scratch.residual, 1, scratch.update, hiddenSize);
}

/** One head's weighted mean of the values so far, into its part of `scratch.attended`. */
function attend(
	scratch: Scratch,
	cache: KvCacheObject,
	layer: i32,
	position: i32,
	head: i32
): void {
	const offset = head * headSize;
	const query = vectorAt(scratch.queryKeyValue, offset);
	const scale = 1 / Math.sqrt(<f64>headSize);
	for (let past = 0; past <= position; past++) {
		const key = vectorAt(rowOf(cache, cache.keys, layer, past), offset);
		store<f64>(vectorAt(scratch.scores, past), dot(query, key, headSize) * scale);
	}
	softmax(scratch.scores, position + 1);

	const target = vectorAt(scratch.attended, offset);
	memory.fill(target, 0, (<usize>headSize) << 3);
	for (let past = 0; past <= position; past++) {
		const value = vectorAt(rowOf(cache, cache.values, layer, past), offset);
		addScaled(target, load<f64>(vectorAt(scratch.scores, past)), value, headSize);
	}
}

function addFeedForward(scratch: Scratch, parameters: ArrayObject, layer: i32): void {
	const norm = layerWeight(parameters, layer, LayerWeight.FeedForwardNorm);
	normalise(scratch.residual, norm, scratch.normed, hiddenSize);
	const into = layerWeight(parameters, layer, LayerWeight.GateUp);
	multiply(into, scratch.normed, scratch.gateAndUp, 2 * feedForwardSize, hiddenSize);
	gateUp(scratch.gateAndUp, vectorAt(scratch.gateAndUp, feedForwardSize), feedForwardSize);
	const down = layerWeight(parameters, layer, LayerWeight.Down);
	multiply(down, scratch.gateAndUp, scratch.update, hiddenSize, feedForwardSize);
	addScaled(scratch.residual, 1, scratch.update, hiddenSize);
}

/** The embedding table is the output layer too. */
function writeLogits(scratch: Scratch, parameters: ArrayObject, target: usize): void {
	const table = embeddingTable(parameters);
	normalise(scratch.residual, finalNorm(parameters), scratch.normed, hiddenSize);
	multiply(table.start, scratch.normed, scratch.logits, table.dimension(0), hiddenSize);
	narrow(scratch.logits, target, table.dimension(0));
}
