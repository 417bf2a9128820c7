import { Gunzip } from 'fflate';
import { createCRC32 } from 'hash-wasm';
import { AppError } from '../model/errors.ts';

/** 16 kB inflate to 16 MB at most, so that a bomb cannot fill the memory in one step. */
const SLICE_BYTES = 16 * 1024;
const TRAILER_BYTES = 8;

/** What an unpacked file may hold, in bytes. */
export interface GunzipLimits {
	readonly maxBytes: number;
	/** Output over input; real text stays far below. Looked at once more than `ratioFromBytes` came out. */
	readonly maxRatio: number;
	readonly ratioFromBytes: number;
}

const LIMITS: GunzipLimits = { maxBytes: 64 * 1024 ** 3, maxRatio: 300, ratioFromBytes: 1024 ** 3 };

/**
 * Inflates a gzip stream in flat memory, several members in one file included (DecompressionStream
 * refuses these, and drops what it had already inflated where the file breaks off). Gives all that
 * can be inflated, then throws an AppError where the file is truncated, damaged or a bomb.
 */
export async function* gunzipChunks(
	chunks: AsyncIterable<Uint8Array>,
	limits = LIMITS
): AsyncGenerator<Uint8Array> {
	const crc = (await createCRC32()).init();
	const output: Uint8Array[] = [];
	const guard = sizeGuard(limits);
	let tail: Uint8Array = new Uint8Array(0);
	const inflater = new Gunzip((data) => {
		if (data.length === 0) return;
		crc.update(data);
		output.push(data);
	});
	inflater.onmember = () => {
		crc.init();
	};

	for await (const chunk of chunks) {
		tail = lastBytes(tail, chunk);
		for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
			const slice = chunk.subarray(at, at + SLICE_BYTES);
			const failure = attempt(() => inflater.push(slice));
			for (const data of output.splice(0)) {
				guard(data.length, at === 0 ? chunk.length : 0);
				yield data;
			}
			if (failure) throw damaged('damaged');
		}
	}
	const failure = attempt(() => inflater.push(new Uint8Array(0), true));
	yield* output.splice(0);
	if (failure) throw damaged('broken off');
	if (tail.length < TRAILER_BYTES || !matchesTrailer(crc.digest('binary'), tail)) {
		throw damaged('damaged: its checksum is wrong');
	}
}

function attempt(work: () => void): boolean {
	try {
		work();
		return false;
	} catch {
		return true;
	}
}

function damaged(how: string): AppError {
	return new AppError(
		'file-unreadable',
		`The gzip file is ${how}. The rows before that place are good.`
	);
}

function sizeGuard({
	maxBytes,
	maxRatio,
	ratioFromBytes
}: GunzipLimits): (outputBytes: number, inputBytes: number) => void {
	let output = 0;
	let input = 0;
	return (outputBytes, inputBytes) => {
		output += outputBytes;
		input += inputBytes;
		const isBomb = output > ratioFromBytes && output > input * maxRatio;
		if (output <= maxBytes && !isBomb) return;
		throw new AppError(
			'file-too-large',
			'This gzip file unpacks to far more than a data set of its size would. Reading stopped. Unpack it yourself if you trust it.'
		);
	};
}

function lastBytes(tail: Uint8Array, chunk: Uint8Array): Uint8Array {
	if (chunk.length >= TRAILER_BYTES) return chunk.slice(-TRAILER_BYTES);
	const joined = new Uint8Array(tail.length + chunk.length);
	joined.set(tail);
	joined.set(chunk, tail.length);
	return joined.slice(-TRAILER_BYTES);
}

/** The trailer of a member is its CRC-32, little-endian, and its size; hash-wasm gives big-endian. */
function matchesTrailer(crc: Uint8Array, trailer: Uint8Array): boolean {
	return [0, 1, 2, 3].every((index) => crc[index] === trailer[3 - index]);
}
