/** What every library does when it is started. */
import { registerModel } from './model/functions';
import { setShape } from './model/shape';
import { registerKvStateFunctions } from './runtime/kv-state';
import { registerObjectFunctions } from './runtime/objects';
import { registerSamplingFunctions } from './runtime/sampling';
import { registerTensorCacheFunctions } from './runtime/tensor-cache';
import { registerTensorFunctions } from './runtime/tensors';

export function start(
	hiddenSize: i32,
	layers: i32,
	heads: i32,
	feedForwardSize: i32,
	batchVerify: bool
): void {
	setShape(hiddenSize, layers, heads, feedForwardSize);
	registerObjectFunctions();
	registerTensorFunctions();
	registerTensorCacheFunctions();
	registerKvStateFunctions();
	registerSamplingFunctions();
	registerModel(batchVerify);
}
