/** The C functions of TVM-FFI that web-llm's runtime calls. Their names are the interface. */
import { Call } from './call';
import { fail, lastErrorPointer, OK } from './errors';
import { AnyValue, ByteSpan, FfiObject, FunctionObject, NOT_OURS, TypeIndex } from './layout';
import { liveObjects, newFunction, newJavascriptFunction, release, retain } from './objects';
import { findGlobal, handlerAt, NOT_FOUND } from './registry';
import { readCString, readSpan, takeValue } from './values';

/** Calls do not nest: this library never calls back into JavaScript while it answers. */
const call = new Call();

/** Emscripten's shim starts a library that has this. */
export function _initialize(): void {}

export function TVMWasmAllocSpace(bytes: usize): usize {
	return heap.alloc(bytes);
}

export function TVMWasmFreeSpace(pointer: usize): void {
	heap.free(pointer);
}

export function TVMFFIWasmGetLastError(): usize {
	return lastErrorPointer();
}

export function TVMFFIObjectIncRef(object: FfiObject): i32 {
	retain(object);
	return OK;
}

export function TVMFFIObjectDecRef(object: FfiObject): i32 {
	release(object);
	return OK;
}

export function TVMFFIAnyViewToOwnedAny(view: AnyValue, owned: AnyValue): i32 {
	takeValue(view, owned);
	return OK;
}

export function TVMFFITypeKeyToIndex(key: ByteSpan, index: usize): i32 {
	const name = readSpan(key);
	let typeIndex = TypeIndex.Unknown;
	if (name == 'ffi.Array') typeIndex = TypeIndex.Array;
	else if (name == 'ffi.Module') typeIndex = TypeIndex.Module;
	store<i32>(index, typeIndex);
	return OK;
}

/** Writes a null pointer when there is no such function. */
export function TVMFFIFunctionGetGlobal(name: ByteSpan, result: usize): i32 {
	const handler = findGlobal(readSpan(name));
	if (handler == NOT_FOUND) store<usize>(result, 0);
	else store<usize>(result, changetype<usize>(newFunction(handler, null)));
	return OK;
}

/**
 * JavaScript offers functions for the GPU's sake. This library calls none of them and keeps none, so
 * each is freed when JavaScript lets go of it.
 */
export function TVMFFIFunctionSetGlobal(
	_name: ByteSpan,
	_func: FunctionObject,
	_override: i32
): i32 {
	return OK;
}

export function TVMFFIWasmFunctionCreate(cell: i32, result: usize): i32 {
	store<usize>(result, changetype<usize>(newJavascriptFunction(cell)));
	return OK;
}

export function TVMFFIFunctionCall(
	func: FunctionObject,
	args: usize,
	count: i32,
	result: AnyValue
): i32 {
	if (func.handler == NOT_OURS) return fail('This library does not call JavaScript functions.');
	call.begin(args, count, result, func.module);
	const handler = handlerAt(func.handler);
	return handler(call);
}

export function TVMFFIErrorSetRaisedFromCStr(_kind: usize, message: usize): void {
	fail(readCString(message));
}

/** Not of TVM: for the test that nothing leaks. */
export function TinyMlcLiveObjects(): i32 {
	return liveObjects();
}
