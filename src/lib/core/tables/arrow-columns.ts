import { Bool, type Data, Float64, Int32, makeData, Utf8 } from 'apache-arrow';
import type { Column } from '../model/tables.ts';
import { AppError } from '../model/errors.ts';

/** Largest UTF-8 size of one column of one batch: Arrow's Utf8 has signed 32-bit offsets. */
const MAX_COLUMN_BYTES = 2 ** 31 - 1;
/** A UTF-16 code unit becomes at most three bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3;

const encoder = new TextEncoder();

interface Validity {
	readonly nullCount: number;
	readonly nullBitmap: Uint8Array | null;
}

/**
 * One column of a batch from plain values. Lone surrogates become U+FFFD.
 * @throws AppError 'internal' where a value does not fit the column: rows are checked where they
 * are made, so this is a mistake in the program, and nothing is stored.
 */
export function encodeColumn(name: string, column: Column, values: readonly unknown[]): Data {
	const validity = validityOf(name, column, values);
	switch (column.type) {
		case 'utf8':
			return encodeText(name, values, validity);
		case 'int32':
			return encodeIntegers(name, values, validity);
		case 'float64':
			return encodeNumbers(name, values, validity);
		case 'bool':
			return encodeBooleans(name, values, validity);
	}
}

function validityOf(name: string, column: Column, values: readonly unknown[]): Validity {
	const nullCount = values.reduce<number>((count, value) => count + (value === null ? 1 : 0), 0);
	if (nullCount === 0) return { nullCount, nullBitmap: null };
	if (column.nullable !== true) throw misfit(name, null);
	return { nullCount, nullBitmap: packBits(values, (value) => value !== null) };
}

function packBits(values: readonly unknown[], isSet: (value: unknown) => boolean): Uint8Array {
	const bits = new Uint8Array((values.length + 7) >> 3);
	values.forEach((value, i) => {
		if (isSet(value)) bits[i >> 3]! |= 1 << (i & 7);
	});
	return bits;
}

function encodeText(name: string, values: readonly unknown[], validity: Validity): Data<Utf8> {
	const valueOffsets = new Int32Array(values.length + 1);
	const bytes = roomFor(name, values);
	let used = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (typeof value === 'string') used += encoder.encodeInto(value, bytes.subarray(used)).written;
		valueOffsets[i + 1] = used;
	}
	const data = bytes.subarray(0, used);
	return makeData({ type: new Utf8(), length: values.length, valueOffsets, data, ...validity });
}

/** For the longest that the texts can become. What stays unused is never touched, and costs no memory. */
function roomFor(name: string, values: readonly unknown[]): Uint8Array<ArrayBuffer> {
	let units = 0;
	for (const value of values) {
		if (typeof value === 'string') units += value.length;
		else if (value !== null) throw misfit(name, value);
	}
	const bytes = units * MAX_BYTES_PER_UNIT;
	if (bytes > MAX_COLUMN_BYTES) throw misfit(name, `a batch of up to ${bytes} bytes`);
	return new Uint8Array(bytes);
}

function encodeIntegers(name: string, values: readonly unknown[], validity: Validity): Data<Int32> {
	const data = new Int32Array(values.length);
	values.forEach((value, i) => {
		if (value === null) return;
		if (typeof value !== 'number' || (value | 0) !== value) throw misfit(name, value);
		data[i] = value;
	});
	return makeData({ type: new Int32(), length: values.length, data, ...validity });
}

function encodeNumbers(
	name: string,
	values: readonly unknown[],
	validity: Validity
): Data<Float64> {
	const data = new Float64Array(values.length);
	values.forEach((value, i) => {
		if (value === null) return;
		if (typeof value !== 'number') throw misfit(name, value);
		data[i] = value;
	});
	return makeData({ type: new Float64(), length: values.length, data, ...validity });
}

function encodeBooleans(name: string, values: readonly unknown[], validity: Validity): Data<Bool> {
	for (const value of values) {
		if (value !== null && typeof value !== 'boolean') throw misfit(name, value);
	}
	const data = packBits(values, (value) => value === true);
	return makeData({ type: new Bool(), length: values.length, data, ...validity });
}

function misfit(name: string, value: unknown): AppError {
	const shown = typeof value === 'string' ? value.slice(0, 80) : String(value);
	return new AppError('internal', 'A row could not be stored. What was stored before is safe.', {
		detail: `column ${name}: ${typeof value} ${shown}`
	});
}
