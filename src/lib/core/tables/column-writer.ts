import { Bool, type Data, Float64, Int32, makeData, Utf8 } from 'apache-arrow';
import type { Column } from '../model/tables.ts';
import { AppError } from '../model/errors.ts';
import { MAX_BYTES_PER_UNIT } from '../model/utf8.ts';

/** Arrow's Utf8 has signed 32-bit offsets. */
const MAX_COLUMN_BYTES = 2 ** 31 - 1;
const FIRST_VALUES = 64;

const encoder = new TextEncoder();

interface Validity {
	readonly length: number;
	readonly nullCount: number;
	readonly nullBitmap: Uint8Array | null;
}

/**
 * One column of a batch, written value by value. Its memory is kept for the next batch: touching new
 * memory costs more than writing to it.
 */
export abstract class ColumnWriter {
	protected readonly name: string;
	readonly #isNullable: boolean;
	readonly #valid = new Bits();
	#length = 0;
	#nullCount = 0;

	constructor(name: string, { nullable }: Column) {
		this.name = name;
		this.#isNullable = nullable === true;
	}

	/**
	 * Call it before `add`. Rows are checked where they are made, so what does not fit is a mistake in the
	 * program.
	 * @throws AppError 'internal' where the value does not fit the column; nothing is written.
	 */
	check(value: unknown): void {
		const fits = value === null ? this.#isNullable : this.accepts(value);
		if (!fits) throw misfit(this.name, value);
	}

	add(value: unknown): void {
		this.#valid.set(this.#length, value !== null);
		if (value === null) this.#nullCount += 1;
		this.write(this.#length, value);
		this.#length += 1;
	}

	/** The values since the last call; good until the next `add`. */
	take(): Data {
		const [length, nullCount] = [this.#length, this.#nullCount];
		this.#length = 0;
		this.#nullCount = 0;
		const nullBitmap = nullCount === 0 ? null : this.#valid.first(length);
		return this.dataOf({ length, nullCount, nullBitmap });
	}

	protected abstract accepts(value: unknown): boolean;
	/** Writes an accepted value, or what stands in the place of null. */
	protected abstract write(index: number, value: unknown): void;
	protected abstract dataOf(validity: Validity): Data;
}

/** @param maxBytes of the UTF-8 of a batch, should its texts become as long as they can */
export function columnWriter(
	name: string,
	column: Column,
	maxBytes = MAX_COLUMN_BYTES
): ColumnWriter {
	switch (column.type) {
		case 'utf8':
			return new TextWriter(name, column, maxBytes);
		case 'int32':
			return new IntegerWriter(name, column);
		case 'float64':
			return new NumberWriter(name, column);
		case 'bool':
			return new BooleanWriter(name, column);
	}
}

/** Texts, or their UTF-8. Lone surrogates become U+FFFD. */
class TextWriter extends ColumnWriter {
	readonly #maxBytes: number;
	#offsets = new Int32Array(FIRST_VALUES);
	#bytes = new Uint8Array(FIRST_VALUES);
	#used = 0;
	/** What was written, had each text become as long as it can. */
	#most = 0;

	constructor(name: string, column: Column, maxBytes: number) {
		super(name, column);
		this.#maxBytes = maxBytes;
	}

	protected override accepts(value: unknown): boolean {
		return typeof value === 'string' || value instanceof Uint8Array;
	}

	override check(value: unknown): void {
		super.check(value);
		const bytes = value === null ? 0 : this.#most + mostBytes(value as string | Uint8Array);
		if (bytes > this.#maxBytes) throw misfit(this.name, `a batch of up to ${bytes} bytes`);
	}

	protected override write(index: number, value: unknown): void {
		if (value !== null) this.#append(value as string | Uint8Array);
		this.#offsets = grown(this.#offsets, index + 2);
		this.#offsets[index + 1] = this.#used;
	}

	#append(text: string | Uint8Array): void {
		this.#most += mostBytes(text);
		this.#bytes = grown(this.#bytes, this.#used + mostBytes(text));
		if (typeof text === 'string') {
			this.#used += encoder.encodeInto(text, this.#bytes.subarray(this.#used)).written;
		} else {
			this.#bytes.set(text, this.#used);
			this.#used += text.length;
		}
	}

	protected override dataOf(validity: Validity): Data {
		const data = this.#bytes.subarray(0, this.#used);
		this.#used = 0;
		this.#most = 0;
		const valueOffsets = this.#offsets.subarray(0, validity.length + 1);
		return makeData({ type: new Utf8(), valueOffsets, data, ...validity });
	}
}

class IntegerWriter extends ColumnWriter {
	#values = new Int32Array(FIRST_VALUES);

	protected override accepts(value: unknown): boolean {
		return typeof value === 'number' && (value | 0) === value;
	}

	protected override write(index: number, value: unknown): void {
		this.#values = grown(this.#values, index + 1);
		this.#values[index] = Number(value);
	}

	protected override dataOf(validity: Validity): Data {
		const data = this.#values.subarray(0, validity.length);
		return makeData({ type: new Int32(), data, ...validity });
	}
}

class NumberWriter extends ColumnWriter {
	#values = new Float64Array(FIRST_VALUES);

	protected override accepts(value: unknown): boolean {
		return typeof value === 'number';
	}

	protected override write(index: number, value: unknown): void {
		this.#values = grown(this.#values, index + 1);
		this.#values[index] = Number(value);
	}

	protected override dataOf(validity: Validity): Data {
		const data = this.#values.subarray(0, validity.length);
		return makeData({ type: new Float64(), data, ...validity });
	}
}

class BooleanWriter extends ColumnWriter {
	readonly #bits = new Bits();

	protected override accepts(value: unknown): boolean {
		return typeof value === 'boolean';
	}

	protected override write(index: number, value: unknown): void {
		this.#bits.set(index, value === true);
	}

	protected override dataOf(validity: Validity): Data {
		return makeData({ type: new Bool(), data: this.#bits.first(validity.length), ...validity });
	}
}

/** Bits that are set in order, the lowest of a byte first. */
class Bits {
	#bytes = new Uint8Array(FIRST_VALUES);

	set(index: number, isSet: boolean): void {
		const at = index >> 3;
		this.#bytes = grown(this.#bytes, at + 1);
		// The bits behind the last one are zero, also where an earlier batch was longer.
		if ((index & 7) === 0) this.#bytes[at] = 0;
		if (isSet) this.#bytes[at]! |= 1 << (index & 7);
	}

	first(bits: number): Uint8Array {
		return this.#bytes.subarray(0, (bits + 7) >> 3);
	}
}

function mostBytes(text: string | Uint8Array): number {
	return text.length * (typeof text === 'string' ? MAX_BYTES_PER_UNIT : 1);
}

type Numbers = Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The array itself where it is long enough, otherwise a longer one that begins with the same. */
function grown<T extends Numbers>(array: T, length: number): T {
	if (array.length >= length) return array;
	const longer = new (array.constructor as new (length: number) => T)(
		Math.max(length, 2 * array.length)
	);
	longer.set(array);
	return longer;
}

function misfit(name: string, value: unknown): AppError {
	const shown = typeof value === 'string' ? value.slice(0, 80) : String(value);
	return new AppError('internal', 'A row could not be stored. What was stored before is safe.', {
		detail: `column ${name}: ${typeof value} ${shown}`
	});
}
