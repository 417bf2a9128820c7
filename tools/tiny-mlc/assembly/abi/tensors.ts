/** Tensors: contiguous, row-major, in wasm memory. */
import { DataTypeCode, ShapeObject, TensorObject } from './layout';
import { allocateTensor, retain } from './objects';

/**
 * The device that every tensor says it lives on, whatever was asked for. Were it WebGPU's, the
 * runtime would copy through GPU buffers, and this library computes in wasm.
 */
const CPU_DEVICE: i32 = 1;

function describe(tensor: TensorObject, typeCode: DataTypeCode, typeBits: i32): void {
	tensor.deviceType = CPU_DEVICE;
	tensor.typeCode = <u8>typeCode;
	tensor.typeBits = <u8>typeBits;
	tensor.typeLanes = 1;
}

/** Call after the dimensions are set. An empty tensor still gets an address. */
function allocateData(tensor: TensorObject): void {
	tensor.data = heap.alloc(max(tensor.bytes, 4));
}

export function newTensor(shape: ShapeObject, typeCode: DataTypeCode, typeBits: i32): TensorObject {
	const tensor = allocateTensor(shape.length);
	describe(tensor, typeCode, typeBits);
	for (let i = 0; i < shape.length; i++) tensor.setDimension(i, shape.dimension(i));
	allocateData(tensor);
	return tensor;
}

/** 32 bits per element. */
export function newVector(length: i32, typeCode: DataTypeCode): TensorObject {
	const tensor = allocateTensor(1);
	describe(tensor, typeCode, 32);
	tensor.setDimension(0, length);
	allocateData(tensor);
	return tensor;
}

export function newMatrix(rows: i32, columns: i32, typeCode: DataTypeCode): TensorObject {
	const tensor = allocateTensor(2);
	describe(tensor, typeCode, 32);
	tensor.setDimension(0, rows);
	tensor.setDimension(1, columns);
	allocateData(tensor);
	return tensor;
}

/** A batch of one matrix, float32: [1, rows, columns]. */
export function newBatch(rows: i32, columns: i32): TensorObject {
	const tensor = allocateTensor(3);
	describe(tensor, DataTypeCode.Float, 32);
	tensor.setDimension(0, 1);
	tensor.setDimension(1, rows);
	tensor.setDimension(2, columns);
	allocateData(tensor);
	return tensor;
}

/** The same memory under other dimensions. It keeps the owner of the memory alive. */
export function newView(source: TensorObject, shape: ShapeObject): TensorObject {
	const view = allocateTensor(shape.length);
	describe(view, source.typeCode, source.typeBits);
	for (let i = 0; i < shape.length; i++) view.setDimension(i, shape.dimension(i));
	view.data = source.data;
	view.byteOffset = source.byteOffset;
	const root = source.owner;
	const owner = root ? root : source;
	view.owner = owner;
	retain(owner);
	return view;
}
