import type { Frame } from '../../lib/core/journal/scan.ts';

/**
 * Token tracks in the journal: frames of a kind that is no table, whose payload is u16 key length, the
 * key as UTF-8, and the track's bytes (core/generate/track-codec.ts). They are large and rarely read,
 * so DuckDB never sees them; the session remembers where each one is.
 */
export const TRACK_KIND = 1000;
/** In `flags`, beside ARROW_PAYLOAD: see core/journal/frame.ts. */
export const TRACK_PAYLOAD = 2;

const KEY_LENGTH_BYTES = 2;

export interface Track {
	/** `trackKey(…)`. */
	readonly key: string;
	readonly bytes: Uint8Array;
}

/** @param scorer 'teacher', or the key of the model that read the trajectory. */
export function trackKey(trajectoryId: string, scorer: string): string {
	return `${trajectoryId}/${scorer}`;
}

export function encodeTrackFrame({ key, bytes }: Track): Uint8Array<ArrayBuffer> {
	const name = new TextEncoder().encode(key);
	const payload = new Uint8Array(KEY_LENGTH_BYTES + name.length + bytes.length);
	new DataView(payload.buffer).setUint16(0, name.length, true);
	payload.set(name, KEY_LENGTH_BYTES);
	payload.set(bytes, KEY_LENGTH_BYTES + name.length);
	return payload;
}

/** null where the frame is no track. */
export function decodeTrackFrame({ kind, flags, payload }: Frame): Track | null {
	if (kind !== TRACK_KIND || flags !== TRACK_PAYLOAD || payload.length < KEY_LENGTH_BYTES)
		return null;
	const keyBytes = new DataView(payload.buffer, payload.byteOffset).getUint16(0, true);
	const end = KEY_LENGTH_BYTES + keyBytes;
	if (end > payload.length) return null;
	const key = new TextDecoder().decode(payload.subarray(KEY_LENGTH_BYTES, end));
	return { key, bytes: payload.subarray(end) };
}
