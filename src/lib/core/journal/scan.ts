import type { Crc32c } from './crc32c.ts';
import { FileWindow, WINDOW_BYTES } from './file-window.ts';
import {
	decodeFrameHead,
	FRAME_HEAD_BYTES,
	type FrameHead,
	MARKER,
	MAX_PAYLOAD_BYTES
} from './frame.ts';
import { HEADER_BYTES } from './header.ts';
import type { RandomAccessFile } from './random-access-file.ts';

/** A frame whose checksum holds. */
export interface Frame {
	/** Offset of its first byte. */
	readonly at: number;
	readonly kind: number;
	readonly flags: number;
	/** Owns its buffer. */
	readonly payload: Uint8Array<ArrayBuffer>;
}

export interface ScanReport {
	readonly frames: number;
	/** Offset after the last whole frame: where the next one is to be written. */
	readonly end: number;
	/** Bytes between whole frames that are no frame. */
	readonly skippedBytes: number;
	/** Bytes after the last whole frame: a write that was cut short. */
	readonly tornBytes: number;
}

/**
 * Bytes that may be hashed in vain, in multiples of the file: false markers with lying lengths could
 * otherwise make reading quadratic. A journal with thousands of flipped bits stays far below.
 */
const WASTE_LIMIT = 16;
const MIN_WASTE_BYTES = 2 ** 28;

/**
 * Every whole frame of a journal in order, with flat memory. Whatever is no frame is passed over up
 * to the next marker whose checksum holds; a length is believed only after its checksum held.
 * @param from offset of a frame to begin with.
 */
export function* scanFrames(
	file: RandomAccessFile,
	crc32c: Crc32c,
	from = HEADER_BYTES
): Generator<Frame, ScanReport, undefined> {
	const scanner = new Scanner(file, crc32c);
	let at = from;
	let end = from;
	let frames = 0;
	let skippedBytes = 0;
	while (at < scanner.size) {
		const frame = scanner.frameAt(at);
		if (!frame) {
			at = scanner.nextMarker(at + 1);
			continue;
		}
		yield frame;
		frames += 1;
		skippedBytes += at - end;
		at += FRAME_HEAD_BYTES + frame.payload.length;
		end = at;
	}
	return { frames, end, skippedBytes, tornBytes: Math.max(0, scanner.size - end) };
}

class Scanner {
	/** Bytes of the file when scanning began; what is appended later is not looked at. */
	readonly size: number;
	readonly #file: RandomAccessFile;
	readonly #window: FileWindow;
	readonly #crc32c: Crc32c;
	#wasteLeft: number;

	constructor(file: RandomAccessFile, crc32c: Crc32c) {
		this.size = file.size();
		this.#file = file;
		this.#window = new FileWindow(file);
		this.#crc32c = crc32c;
		this.#wasteLeft = Math.max(MIN_WASTE_BYTES, WASTE_LIMIT * this.size);
	}

	/** The frame that begins at `at`, or null where there is none. */
	frameAt(at: number): Frame | null {
		const headBytes = this.#window.from(at, FRAME_HEAD_BYTES).slice(0, FRAME_HEAD_BYTES);
		const head = decodeFrameHead(headBytes);
		if (!head || !this.#fits(at, head)) return null;
		const payload = this.#payload(at + FRAME_HEAD_BYTES, headBytes.subarray(4, 12), head);
		if (!payload) {
			this.#wasteLeft -= head.payloadBytes;
			return null;
		}
		return { at, kind: head.kind, flags: head.flags, payload };
	}

	/** Offset of the next marker at or after `from`, or the end of the file. */
	nextMarker(from: number): number {
		let at = from;
		while (at + MARKER.length <= this.size) {
			const bytes = this.#window.from(at, MARKER.length);
			const found = indexOfMarker(bytes);
			if (found >= 0) return at + found;
			at += Math.max(1, bytes.length - MARKER.length + 1);
		}
		return this.size;
	}

	#fits(at: number, { payloadBytes }: FrameHead): boolean {
		return (
			payloadBytes <= MAX_PAYLOAD_BYTES &&
			at + FRAME_HEAD_BYTES + payloadBytes <= this.size &&
			payloadBytes <= this.#wasteLeft
		);
	}

	/** Hashed piece by piece before anything of its size is allocated. */
	#payload(start: number, checkedHead: Uint8Array, head: FrameHead): Frame['payload'] | null {
		if (this.#crc32c(this.#pieces(checkedHead, start, head.payloadBytes)) !== head.crc) return null;
		const payload = new Uint8Array(head.payloadBytes);
		const inWindow = this.#window.from(start, Math.min(payload.length, WINDOW_BYTES));
		if (inWindow.length >= payload.length) payload.set(inWindow.subarray(0, payload.length));
		else if (this.#file.read(payload, start) < payload.length) return null;
		return payload;
	}

	*#pieces(checkedHead: Uint8Array, start: number, bytes: number): Generator<Uint8Array> {
		yield checkedHead;
		for (let done = 0; done < bytes;) {
			const wanted = Math.min(bytes - done, WINDOW_BYTES);
			const piece = this.#window.from(start + done, wanted).subarray(0, wanted);
			if (piece.length < wanted) return;
			yield piece;
			done += wanted;
		}
	}
}

function indexOfMarker(bytes: Uint8Array): number {
	let at = bytes.indexOf(MARKER[0]!);
	while (at >= 0 && at + MARKER.length <= bytes.length) {
		const candidate = at;
		if (MARKER.every((byte, i) => bytes[candidate + i] === byte)) return candidate;
		at = bytes.indexOf(MARKER[0]!, at + 1);
	}
	return -1;
}
