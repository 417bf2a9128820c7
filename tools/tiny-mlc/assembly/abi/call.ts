/** One call from JavaScript, as the function that answers it sees it. */
import {
	AnyValue,
	ArrayObject,
	ByteSpan,
	FfiObject,
	KvCacheObject,
	ModuleObject,
	ShapeObject,
	TensorObject,
	TypeIndex
} from './layout';
import { readText, takeValue } from './values';

/** Answers a call: OK, or FAILED after `fail`. */
export type Handler = (call: Call) => i32;

export class Call {
	private first: usize = 0;
	private result: AnyValue = changetype<AnyValue>(0);
	count: i32 = 0;
	/** The module that the function was asked of. */
	module: ModuleObject | null = null;

	begin(args: usize, count: i32, result: AnyValue, module: ModuleObject | null): void {
		this.first = args;
		this.count = count;
		this.result = result;
		this.module = module;
		result.set(TypeIndex.None, 0);
	}

	argument(index: i32): AnyValue {
		return changetype<AnyValue>(this.first + <usize>index * offsetof<AnyValue>());
	}
	integer(index: i32): i32 {
		return this.argument(index).integer;
	}
	text(index: i32): string {
		return readText(this.argument(index));
	}
	tensor(index: i32): TensorObject {
		return changetype<TensorObject>(this.argument(index).pointer);
	}
	shape(index: i32): ShapeObject {
		return changetype<ShapeObject>(this.argument(index).pointer);
	}
	array(index: i32): ArrayObject {
		return changetype<ArrayObject>(this.argument(index).pointer);
	}
	kvCache(index: i32): KvCacheObject {
		return changetype<KvCacheObject>(this.argument(index).pointer);
	}
	bytes(index: i32): ByteSpan {
		return changetype<ByteSpan>(this.argument(index).pointer);
	}

	returnInteger(value: i32): void {
		this.result.set(TypeIndex.Integer, <u64>(<i64>value));
	}
	/** Gives the object to the caller, who releases it. */
	returnObject(object: FfiObject): void {
		this.result.set(object.typeIndex, changetype<usize>(object));
	}
	/** Gives the caller a share of a value that we keep. */
	returnShared(value: AnyValue): void {
		takeValue(value, this.result);
	}
}
