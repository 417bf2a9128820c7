/**
 * A reader for one flatbuffer table that trusts nothing: every read goes through a DataView, which
 * throws a RangeError outside its bytes, and lists are refused when they cannot fit. Arrow's own
 * reader believes lengths and can be made to allocate without end.
 */
export class FlatbufferTable {
	readonly #view: DataView;
	readonly #position: number;
	readonly #vtable: number;

	constructor(view: DataView, position: number) {
		this.#view = view;
		this.#position = position;
		this.#vtable = position - view.getInt32(position, true);
	}

	static root(view: DataView): FlatbufferTable {
		return new FlatbufferTable(view, view.getUint32(0, true));
	}

	/** Absolute position of field `index`, or null where the table does not hold it. */
	#fieldAt(index: number): number | null {
		const entry = 4 + 2 * index;
		if (entry + 2 > this.#view.getUint16(this.#vtable, true)) return null;
		const offset = this.#view.getUint16(this.#vtable + entry, true);
		return offset === 0 ? null : this.#position + offset;
	}

	uint8(index: number): number {
		const at = this.#fieldAt(index);
		return at === null ? 0 : this.#view.getUint8(at);
	}

	int16(index: number): number {
		const at = this.#fieldAt(index);
		return at === null ? 0 : this.#view.getInt16(at, true);
	}

	int32(index: number): number {
		const at = this.#fieldAt(index);
		return at === null ? 0 : this.#view.getInt32(at, true);
	}

	/** A 64-bit length or offset. @throws RangeError where it is negative or above 2^53. */
	length(index: number): number {
		const at = this.#fieldAt(index);
		return at === null ? 0 : readLength(this.#view, at);
	}

	has(index: number): boolean {
		return this.#fieldAt(index) !== null;
	}

	table(index: number): FlatbufferTable | null {
		const at = this.#fieldAt(index);
		return at === null ? null : new FlatbufferTable(this.#view, this.#follow(at));
	}

	string(index: number): string {
		const { start, count } = this.#list(index, 1);
		const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + start, count);
		return new TextDecoder().decode(bytes);
	}

	/** A list of tables. */
	tables(index: number): FlatbufferTable[] {
		const { start, count } = this.#list(index, 4);
		return Array.from({ length: count }, (_, i) => {
			return new FlatbufferTable(this.#view, this.#follow(start + 4 * i));
		});
	}

	/** A list of structs of two 64-bit lengths: Arrow's FieldNode and Buffer. */
	lengthPairs(index: number): (readonly [number, number])[] {
		const { start, count } = this.#list(index, 16);
		return Array.from({ length: count }, (_, i) => [
			readLength(this.#view, start + 16 * i),
			readLength(this.#view, start + 16 * i + 8)
		]);
	}

	#list(index: number, itemBytes: number): { readonly start: number; readonly count: number } {
		const at = this.#fieldAt(index);
		if (at === null) return { start: 0, count: 0 };
		const start = this.#follow(at) + 4;
		const count = this.#view.getUint32(start - 4, true);
		if (start + count * itemBytes > this.#view.byteLength) {
			throw new RangeError(`a list of ${count} items does not fit`);
		}
		return { start, count };
	}

	#follow(at: number): number {
		return at + this.#view.getUint32(at, true);
	}
}

function readLength(view: DataView, at: number): number {
	const value = Number(view.getBigInt64(at, true));
	if (value < 0 || !Number.isSafeInteger(value)) throw new RangeError(`length ${value}`);
	return value;
}
