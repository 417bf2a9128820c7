/** Making, sharing and freeing objects. JavaScript owns what it is given and says when it is done. */
import { TVMFFIWasmFunctionDeleter } from './env';
import {
	AnyValue,
	ArrayObject,
	BytesObject,
	FfiObject,
	FunctionObject,
	KvCacheObject,
	ModuleObject,
	NOT_OURS,
	ShapeObject,
	TensorObject,
	TypeIndex
} from './layout';

/** How many objects are alive: a test watches that it does not grow. */
let alive: i32 = 0;
export function liveObjects(): i32 {
	return alive;
}

function allocate(bytes: usize, typeIndex: i32): usize {
	const pointer = heap.alloc(bytes);
	memory.fill(pointer, 0, bytes);
	const object = changetype<FfiObject>(pointer);
	object.references = 1;
	object.typeIndex = typeIndex;
	alive++;
	return pointer;
}

export function retain(object: FfiObject): void {
	object.references++;
}

export function release(object: FfiObject): void {
	if (--object.references > 0) return;
	switch (object.typeIndex) {
		case TypeIndex.Function:
			releaseFunction(changetype<FunctionObject>(object));
			break;
		case TypeIndex.Tensor:
			releaseTensor(changetype<TensorObject>(object));
			break;
		case TypeIndex.Array:
			releaseItems(changetype<ArrayObject>(object));
			break;
		case TypeIndex.Module: {
			const names = changetype<ModuleObject>(object).parameterNames;
			if (names) release(names);
			break;
		}
		case TypeIndex.KvCache:
			releaseKvCache(changetype<KvCacheObject>(object));
			break;
	}
	alive--;
	heap.free(changetype<usize>(object));
}

function releaseFunction(func: FunctionObject): void {
	if (func.handler == NOT_OURS) TVMFFIWasmFunctionDeleter(func.javascriptCell);
	const module = func.module;
	if (module) release(module);
}

function releaseTensor(tensor: TensorObject): void {
	const owner = tensor.owner;
	if (owner) release(owner);
	else heap.free(tensor.data);
}

function releaseItems(array: ArrayObject): void {
	for (let i = 0; i < array.length; i++) {
		const item = array.item(i);
		if (item.isObject) release(changetype<FfiObject>(item.pointer));
	}
}

function releaseKvCache(cache: KvCacheObject): void {
	heap.free(cache.keys);
	heap.free(cache.values);
	heap.free(cache.cosines);
	heap.free(cache.sines);
}

export function newFunction(handler: i32, module: ModuleObject | null): FunctionObject {
	const func = changetype<FunctionObject>(allocate(offsetof<FunctionObject>(), TypeIndex.Function));
	func.handler = handler;
	func.module = module;
	if (module) retain(module);
	return func;
}

export function newJavascriptFunction(cell: i32): FunctionObject {
	const func = newFunction(NOT_OURS, null);
	func.javascriptCell = cell;
	return func;
}

export function newModule(parameterNames: ArrayObject | null): ModuleObject {
	const module = changetype<ModuleObject>(allocate(offsetof<ModuleObject>(), TypeIndex.Module));
	module.parameterNames = parameterNames;
	if (parameterNames) retain(parameterNames);
	return module;
}

export function newShape(length: i32): ShapeObject {
	const header = offsetof<ShapeObject>();
	const shape = changetype<ShapeObject>(allocate(header + ((<usize>length) << 3), TypeIndex.Shape));
	shape.data = changetype<usize>(shape) + header;
	shape.length = length;
	return shape;
}

/** An array of `None`s. */
export function newArray(length: i32): ArrayObject {
	const bytes = offsetof<ArrayObject>() + <usize>length * offsetof<AnyValue>();
	const array = changetype<ArrayObject>(allocate(bytes, TypeIndex.Array));
	array.length = length;
	return array;
}

/** Room for `length` bytes and a closing zero. */
export function newBytes(length: usize, typeIndex: TypeIndex): BytesObject {
	const header = offsetof<BytesObject>();
	const bytes = changetype<BytesObject>(allocate(header + length + 1, typeIndex));
	bytes.data = changetype<usize>(bytes) + header;
	bytes.length = length;
	return bytes;
}

export function newString(text: string): BytesObject {
	const bytes = newBytes(String.UTF8.byteLength(text), TypeIndex.String);
	String.UTF8.encodeUnsafe(changetype<usize>(text), text.length, bytes.data);
	return bytes;
}

/** Room for a tensor's header and its dimensions, without data. */
export function allocateTensor(dimensions: i32): TensorObject {
	const header = offsetof<TensorObject>();
	const tensor = changetype<TensorObject>(
		allocate(header + ((<usize>dimensions) << 3), TypeIndex.Tensor)
	);
	tensor.dimensions = dimensions;
	tensor.shape = changetype<usize>(tensor) + header;
	return tensor;
}

export function allocateKvCache(): KvCacheObject {
	return changetype<KvCacheObject>(allocate(offsetof<KvCacheObject>(), TypeIndex.KvCache));
}
