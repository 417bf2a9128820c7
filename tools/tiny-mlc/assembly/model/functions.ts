/** The functions of the model itself, as MLC's libraries name them. */
import { Call } from '../abi/call';
import { fail, OK } from '../abi/errors';
import { DataTypeCode, TypeIndex } from '../abi/layout';
import { newArray, newModule, newString, retain } from '../abi/objects';
import { registerModuleFunction } from '../abi/registry';
import { newMatrix } from '../abi/tensors';
import { forward } from './forward';
import { weightAt } from './kernels';
import { newKvCache } from './kv-cache';
import { embeddingTable, listParameters, Parameter } from './parameters';
import { CONTEXT_WINDOW, hiddenSize, PREFILL_CHUNK } from './shape';

/** With `batchVerify` the library can give the logits of all positions in one pass. */
export function registerModel(batchVerify: bool): void {
	registerModuleFunction('vm_load_executable', loadExecutable);
	registerModuleFunction('vm_initialization', doNothing);
	registerModuleFunction('webgpu.get_fmap', listShaders);
	registerModuleFunction('webgpu.get_shader', doNothing);
	registerModuleFunction('webgpu.update_prebuild', doNothing);
	registerModuleFunction('_metadata', describeModel);
	registerModuleFunction('embed', embed);
	registerModuleFunction('prefill', forwardToLast);
	registerModuleFunction('decode', forwardToLast);
	registerModuleFunction('create_tir_paged_kv_cache', createKvCache);
	if (batchVerify) registerModuleFunction('batch_verify', forwardToAll);
}

function loadExecutable(call: Call): i32 {
	call.returnObject(newModule(null));
	return OK;
}

function doNothing(_call: Call): i32 {
	return OK;
}

/** No shaders: the model is computed here. */
function listShaders(call: Call): i32 {
	call.returnObject(newString('{}'));
	return OK;
}

function describeParameter(parameter: Parameter): string {
	const shape = parameter.shape.join(',');
	return `{"name":"${parameter.name}","shape":[${shape}],"dtype":"float32","preprocs":[]}`;
}

function describeModel(call: Call): i32 {
	const parameters = listParameters().map<string>((each) => describeParameter(each));
	const fields = [
		'"model_type":"tiny-mlc"',
		'"quantization":"q0f32"',
		'"kv_state_kind":"kv_cache"',
		'"max_batch_size":1',
		'"sliding_window_size":-1',
		'"attention_sink_size":-1',
		'"tensor_parallel_shards":1',
		`"context_window_size":${CONTEXT_WINDOW.toString()}`,
		`"prefill_chunk_size":${PREFILL_CHUNK.toString()}`,
		`"params":[${parameters.join(',')}]`
	];
	call.returnObject(newString(`{${fields.join(',')}}`));
	return OK;
}

/** embed(tokens int32 [n], params) → [n, hidden size] */
function embed(call: Call): i32 {
	const tokens = call.tensor(0);
	const table = embeddingTable(call.array(1));
	const count = tokens.elements;
	for (let i = 0; i < count; i++) {
		const token = load<i32>(weightAt(tokens.start, i));
		if (token < 0 || token >= table.dimension(0)) return fail(`No token ${token.toString()}.`);
	}
	const embeddings = newMatrix(count, hiddenSize, DataTypeCode.Float);
	for (let i = 0; i < count; i++) {
		const token = load<i32>(weightAt(tokens.start, i));
		const row = weightAt(table.start, token * hiddenSize);
		const target = weightAt(embeddings.start, i * hiddenSize);
		memory.copy(target, row, (<usize>hiddenSize) << 2);
	}
	call.returnObject(embeddings);
	return OK;
}

/** prefill(embeddings [1, n, hidden size], cache, params) → [logits [1, 1, vocabulary], cache] */
function forwardToLast(call: Call): i32 {
	return answerForward(call, false);
}

/** batch_verify(embeddings [1, n, hidden size], cache, params) → [logits [1, n, vocabulary], cache] */
function forwardToAll(call: Call): i32 {
	return answerForward(call, true);
}

function answerForward(call: Call, everyPosition: bool): i32 {
	const embeddings = call.tensor(0);
	const cache = call.kvCache(1);
	if (embeddings.dimension(1) > cache.length) {
		return fail('Begin the forward pass before you run it: kv_state_begin_forward.');
	}
	const logits = forward(embeddings, cache, call.array(2), everyPosition);
	const answer = newArray(2);
	answer.item(0).set(TypeIndex.Tensor, changetype<usize>(logits));
	answer.item(1).set(TypeIndex.KvCache, changetype<usize>(cache));
	retain(cache);
	call.returnObject(answer);
	return OK;
}

/** create_tir_paged_kv_cache(sequences, [positions], chunk, page size, sliding window) → cache */
function createKvCache(call: Call): i32 {
	call.returnObject(newKvCache(call.shape(1).dimension(0)));
	return OK;
}
