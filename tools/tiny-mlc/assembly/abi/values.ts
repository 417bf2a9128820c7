/** Strings and ownership of values that cross the border. */
import { AnyValue, ByteSpan, BytesObject, FfiObject, TypeIndex } from './layout';
import { newString, retain } from './objects';

export function readSpan(span: ByteSpan): string {
	return String.UTF8.decodeUnsafe(span.data, span.length);
}

export function readCString(pointer: usize): string {
	let length: usize = 0;
	while (load<u8>(pointer + length)) length++;
	return String.UTF8.decodeUnsafe(pointer, length);
}

/** The text of a string value, '' for any other. */
export function readText(value: AnyValue): string {
	if (value.typeIndex == TypeIndex.RawString) return readCString(value.pointer);
	if (value.typeIndex != TypeIndex.String) return '';
	const text = changetype<BytesObject>(value.pointer);
	return String.UTF8.decodeUnsafe(text.data, text.length);
}

/**
 * Copies a value that the caller keeps into one that `target` owns: objects are shared, and a raw
 * string, which lives only during the call, becomes an object. Both may be the same place.
 */
export function takeValue(source: AnyValue, target: AnyValue): void {
	if (source.typeIndex == TypeIndex.RawString) {
		const text = newString(readCString(source.pointer));
		target.set(TypeIndex.String, changetype<usize>(text));
		return;
	}
	target.set(source.typeIndex, source.bits);
	if (target.isObject) retain(changetype<FfiObject>(target.pointer));
}
