import { FlatbufferTable } from './flatbuffer.ts';

/** Arrow's MessageHeader. */
export const SCHEMA_MESSAGE = 1;
export const BATCH_MESSAGE = 3;

const CONTINUATION = 0xffffffff;

export interface ArrowMessage {
	readonly kind: number;
	readonly header: FlatbufferTable;
	readonly body: Uint8Array;
}

/**
 * The messages of an Arrow IPC stream (Arrow columnar format, 'Encapsulated message format'), from
 * bytes that may come from anywhere. Bodies are views.
 * @throws RangeError where a length does not fit the bytes there are.
 */
export function* readMessages(ipc: Uint8Array): Generator<ArrowMessage> {
	const view = new DataView(ipc.buffer, ipc.byteOffset, ipc.byteLength);
	let at = 0;
	while (at < ipc.byteLength) {
		if (view.getUint32(at, true) !== CONTINUATION) throw new RangeError(`no message at ${at}`);
		const metadataBytes = view.getUint32(at + 4, true);
		if (metadataBytes === 0) return;
		const metadata = slice(ipc, at + 8, metadataBytes);
		const message = FlatbufferTable.root(
			new DataView(metadata.buffer, metadata.byteOffset, metadata.byteLength)
		);
		const bodyAt = at + 8 + metadataBytes;
		const body = slice(ipc, bodyAt, message.length(3));
		const header = message.table(2);
		if (header === null) throw new RangeError(`an empty message at ${at}`);
		yield { kind: message.uint8(1), header, body };
		at = bodyAt + body.byteLength;
	}
	throw new RangeError('the stream has no end mark');
}

/** `bytes` of `from`, starting at `start`. @throws RangeError where they are not all there. */
export function slice(from: Uint8Array, start: number, bytes: number): Uint8Array {
	if (start + bytes > from.byteLength) throw new RangeError(`${bytes} bytes at ${start}`);
	return from.subarray(start, start + bytes);
}
