/** Global functions for tensors: make, view, copy in and out. */
import { Call } from '../abi/call';
import { fail, OK } from '../abi/errors';
import { DataTypeCode, TensorObject, TypeIndex } from '../abi/layout';
import { newBytes } from '../abi/objects';
import { registerGlobal } from '../abi/registry';
import { newMatrix, newTensor, newView } from '../abi/tensors';

export function registerTensorFunctions(): void {
	registerGlobal('runtime.TVMTensorAllocWithScope', makeTensor);
	registerGlobal('runtime.TVMTensorCreateView', makeView);
	registerGlobal('runtime.TVMTensorCopyFromTo', copyTensor);
	registerGlobal('tvmjs.runtime.TensorCopyFromBytes', copyFromBytes);
	registerGlobal('tvmjs.array.decode_storage', copyFromBytes);
	registerGlobal('tvmjs.runtime.TensorCopyToBytes', copyToBytes);
	registerGlobal('tvmjs.runtime.ConcatEmbeddings', concatenate);
}

/** (shape, type, device, scope) → tensor */
function makeTensor(call: Call): i32 {
	const shape = call.shape(0);
	const type = call.text(1);
	if (type == 'float32') call.returnObject(newTensor(shape, DataTypeCode.Float, 32));
	else if (type == 'int32') call.returnObject(newTensor(shape, DataTypeCode.Int, 32));
	else if (type == 'uint32') call.returnObject(newTensor(shape, DataTypeCode.Uint, 32));
	else return fail(`The tiny library has no tensors of ${type}.`);
	return OK;
}

/** (tensor, shape, type, byte offset) → tensor. web-llm only changes the shape. */
function makeView(call: Call): i32 {
	const source = call.tensor(0);
	const shape = call.shape(1);
	if (shape.elements != source.elements) return fail('A view has as many elements as its tensor.');
	call.returnObject(newView(source, shape));
	return OK;
}

/** (from, to) */
function copyTensor(call: Call): i32 {
	const source = call.tensor(0);
	const target = call.tensor(1);
	if (source.bytes != target.bytes) return fail('The tensors differ in size.');
	memory.copy(target.start, source.start, target.bytes);
	return OK;
}

/** (tensor, bytes, …). `decode_storage` adds the storage format: ours is always plain float32. */
function copyFromBytes(call: Call): i32 {
	const target = call.tensor(0);
	const bytes = call.bytes(1);
	if (<i32>bytes.length != target.bytes) return fail('The bytes do not fill the tensor.');
	memory.copy(target.start, bytes.data, bytes.length);
	return OK;
}

function copyToBytes(call: Call): i32 {
	const source = call.tensor(0);
	const bytes = newBytes(source.bytes, TypeIndex.Bytes);
	memory.copy(bytes.data, source.start, bytes.length);
	call.returnObject(bytes);
	return OK;
}

/** (embeddings [n₁, d], [n₂, d], …) → [n₁ + n₂ + …, d] */
function concatenate(call: Call): i32 {
	let rows = 0;
	for (let i = 0; i < call.count; i++) rows += call.tensor(i).dimension(0);
	const joined = newMatrix(rows, call.tensor(0).dimension(1), DataTypeCode.Float);
	let target = joined.start;
	for (let i = 0; i < call.count; i++) {
		const part: TensorObject = call.tensor(i);
		memory.copy(target, part.start, part.bytes);
		target += part.bytes;
	}
	call.returnObject(joined);
	return OK;
}
