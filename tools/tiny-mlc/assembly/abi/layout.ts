/**
 * How TVM-FFI lays out its values in wasm memory. web-llm's runtime reads these fields by offset, so
 * the order and the widths of the fields are the interface. AssemblyScript's unmanaged classes are C
 * structs: fields in order, each aligned to its size, addressed by a plain pointer.
 */

/** What an `AnyValue` holds. From `FirstObject` on it is a pointer to a reference-counted object. */
export const enum TypeIndex {
	None = 0,
	Integer = 1,
	Float = 3,
	RawString = 8,
	ByteArray = 9,
	FirstObject = 64,
	String = 65,
	Bytes = 66,
	Function = 68,
	Shape = 69,
	Tensor = 70,
	Array = 71,
	Module = 73,
	/** Our own; the runtime only passes it back to us. */
	KvCache = 200,
	/** The answer to the question for the index of a type that we do not have. */
	Unknown = 201
}

/** The codes of DLPack's data types. */
export const enum DataTypeCode {
	Int = 0,
	Uint = 1,
	Float = 2
}

/** A value of any type, 16 bytes: an argument, a result, an element of an array. */
@unmanaged
export class AnyValue {
	typeIndex: i32;
	private padding: u32;
	bits: u64;

	get isObject(): bool {
		return this.typeIndex >= TypeIndex.FirstObject;
	}
	get pointer(): usize {
		return <usize>this.bits;
	}
	/** Plain JavaScript numbers arrive as floats, `Scalar`s as integers. */
	get integer(): i32 {
		if (this.typeIndex == TypeIndex.Float) return <i32>reinterpret<f64>(this.bits);
		return <i32>this.bits;
	}
	set(typeIndex: i32, bits: u64): void {
		this.typeIndex = typeIndex;
		this.padding = 0;
		this.bits = bits;
	}
}

/** Length-prefixed bytes, as strings and byte arrays are passed. */
@unmanaged
export class ByteSpan {
	data: usize;
	length: usize;
}

/** The header of every object, 24 bytes. The runtime itself reads only the type. */
@unmanaged
export class FfiObject {
	references: u32;
	private weakReferences: u32;
	typeIndex: i32;
	private padding: u32;
	private deleter: u64;
}

/** A string or bytes; what it holds follows the object. */
@unmanaged
export class BytesObject extends FfiObject {
	data: usize;
	length: usize;
}

/** A tuple of int64; the items follow the object. */
@unmanaged
export class ShapeObject extends FfiObject {
	data: usize;
	length: i32;

	dimension(index: i32): i32 {
		return <i32>load<i64>(this.data + ((<usize>index) << 3));
	}
	get elements(): i32 {
		let product = 1;
		for (let i = 0; i < this.length; i++) product *= this.dimension(i);
		return product;
	}
}

/** An array of values; they follow the object. */
@unmanaged
export class ArrayObject extends FfiObject {
	length: i32;
	private padding2: u32;

	item(index: i32): AnyValue {
		const first = changetype<usize>(this) + offsetof<ArrayObject>();
		return changetype<AnyValue>(first + <usize>index * offsetof<AnyValue>());
	}
}

/** The header is followed by a `DLTensor` and two fields of ours; the dimensions follow the object. */
@unmanaged
export class TensorObject extends FfiObject {
	data: usize;
	deviceType: i32;
	deviceId: i32;
	dimensions: i32;
	typeCode: u8;
	typeBits: u8;
	typeLanes: u16;
	shape: usize;
	strides: usize;
	private padding2: u32;
	byteOffset: u64;
	/** The tensor whose memory this one shares, or null when it owns its memory. */
	owner: TensorObject | null;
	private padding3: u32;

	/** Address of the first element. */
	get start(): usize {
		return this.data + <usize>this.byteOffset;
	}
	dimension(index: i32): i32 {
		return <i32>load<i64>(this.shape + ((<usize>index) << 3));
	}
	setDimension(index: i32, size: i32): void {
		store<i64>(this.shape + ((<usize>index) << 3), size);
	}
	get elements(): i32 {
		let product = 1;
		for (let i = 0; i < this.dimensions; i++) product *= this.dimension(i);
		return product;
	}
	get bytes(): i32 {
		return this.elements * ((<i32>this.typeBits) >> 3);
	}
}

/** A function that JavaScript can call: one of ours, or a JavaScript function that it gave us. */
@unmanaged
export class FunctionObject extends FfiObject {
	/** The place in `functions` (registry.ts), or NOT_OURS. */
	handler: i32;
	/** The place in JavaScript's table of functions, if the function is not ours. */
	javascriptCell: i32;
	/** The module that the function was asked of, if any. */
	module: ModuleObject | null;
	private padding2: u32;
}

export const NOT_OURS: i32 = -1;

@unmanaged
export class ModuleObject extends FfiObject {
	/** For the module that hands out parameters: the names asked for. */
	parameterNames: ArrayObject | null;
	private padding2: u32;
}

/** Keys and values of one sequence, float64, each [layers, capacity, hidden size]. */
@unmanaged
export class KvCacheObject extends FfiObject {
	keys: usize;
	values: usize;
	/** Cosines and sines of the rotary embedding, each [capacity, head size / 2]. */
	cosines: usize;
	sines: usize;
	/** Positions that fit. */
	capacity: i32;
	/** Positions taken, those of the forward pass under way included. */
	length: i32;
}
