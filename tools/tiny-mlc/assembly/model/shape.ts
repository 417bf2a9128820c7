/**
 * The shape of the model that this library is for. Set once, when the library starts, by the file in
 * `libraries/` that was compiled; as with MLC's own libraries, weights of another shape do not fit.
 * The vocabulary and the context are not part of it: they come with the weights and the configuration.
 */
export let hiddenSize: i32 = 0;
export let layers: i32 = 0;
export let heads: i32 = 0;
export let headSize: i32 = 0;
export let feedForwardSize: i32 = 0;

/** Sizes must be multiples of 4: the kernels take four numbers at a time. */
export function setShape(
	newHiddenSize: i32,
	newLayers: i32,
	newHeads: i32,
	newFeedForwardSize: i32
): void {
	hiddenSize = newHiddenSize;
	layers = newLayers;
	heads = newHeads;
	headSize = newHiddenSize / newHeads;
	feedForwardSize = newFeedForwardSize;
}

/** Tokens that web-llm sends through the model at a time. */
export const PREFILL_CHUNK: i32 = 256;
/** Only told; the room for keys and values is made as long as web-llm asks. */
export const CONTEXT_WINDOW: i32 = 1024;
export const ROPE_THETA: f64 = 10000;
export const NORM_EPSILON: f64 = 1e-6;
