/** A part of a flatbuffer, and where within it an offset to it leads. */
export interface FlatbufferPart {
	readonly bytes: readonly number[];
	readonly at: number;
}

/** The bytes of a number or struct that stands in the table itself, a part that it points to, or what is left out. */
type Field = readonly number[] | FlatbufferPart | null;

/**
 * A table by hand, after the flatbuffers' own description ('Internals'): a vtable of its size, the table's size
 * and one place per field, then the table, which begins with the way back, then what it points to.
 */
export function tablePart(fields: readonly Field[]): FlatbufferPart {
	const vtableBytes = 4 + 2 * fields.length;
	const sizeOf = (field: Field): number =>
		field === null ? 0 : isInline(field) ? field.length : 4;
	const inlineBytes = fields.reduce((sum, field) => sum + sizeOf(field), 0);
	const tableBytes = 4 + inlineBytes;
	const places: number[] = [];
	const inline: number[] = [];
	const behind: number[] = [];
	for (const field of fields) {
		const place = 4 + inline.length;
		places.push(field === null ? 0 : place);
		if (field === null) continue;
		if (isInline(field)) {
			inline.push(...field);
		} else {
			// The offset counts from itself.
			inline.push(...u32(tableBytes + behind.length + field.at - place));
			behind.push(...field.bytes);
		}
	}
	const vtable = [vtableBytes, tableBytes, ...places].flatMap(u16);
	return { bytes: [...vtable, ...u32(vtableBytes), ...inline, ...behind], at: vtableBytes };
}

/** A list of structs of one size. */
export function listPart(structs: readonly (readonly number[])[]): FlatbufferPart {
	return { bytes: [...u32(structs.length), ...structs.flat()], at: 0 };
}

/** The whole flatbuffer of which `part` is the root. */
export function rootBytes({ bytes, at }: FlatbufferPart): Uint8Array {
	return Uint8Array.of(...u32(4 + at), ...bytes);
}

export const u16 = (value: number): number[] => [...new Uint8Array(Uint16Array.of(value).buffer)];
export const u32 = (value: number): number[] => [...new Uint8Array(Uint32Array.of(value).buffer)];
export const i64 = (value: bigint): number[] => [...new Uint8Array(BigInt64Array.of(value).buffer)];

function isInline(field: readonly number[] | FlatbufferPart): field is readonly number[] {
	return Array.isArray(field);
}
