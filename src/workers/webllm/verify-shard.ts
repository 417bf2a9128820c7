import { createMD5 } from 'hash-wasm';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Shard } from './shard-list.ts';

/** Adds up the MD5 of a shard while its bytes arrive. */
export interface ShardDigest {
	add(bytes: Uint8Array): void;
	/** Whether all bytes came, and those that the package promises. */
	matches(): boolean;
}

/** Where a package has no checksums, only the length is compared. */
export async function createShardDigest({ bytes, md5 }: Shard): Promise<ShardDigest> {
	const hasher = md5 === null ? null : (await createMD5()).init();
	let length = 0;
	return {
		add(chunk) {
			length += chunk.length;
			hasher?.update(chunk);
		},
		matches: () => length === bytes && (hasher === null || hasher.digest('hex') === md5)
	};
}

export async function isIntact(shard: Shard, bytes: Uint8Array): Promise<boolean> {
	const digest = await createShardDigest(shard);
	digest.add(bytes);
	return digest.matches();
}

/** web-llm would load it and say nonsense, without a word of warning. */
export function damagedOnDisk({ name, url }: Shard): AppError {
	return new AppError(
		'model-damaged',
		`The file ${name} of this model was damaged on this device, so it was deleted. The other files and your project are safe. Load the model again: only this file is fetched anew.`,
		{ detail: url }
	);
}

export function damagedOnArrival({ name, url }: Shard): AppError {
	return new AppError(
		'model-damaged',
		`The file ${name} of this model is not what its list of weights promises, so it was not kept. The other files and your project are safe. ` +
			'Try again; if it happens again, the model was changed or is damaged where it comes from.',
		{ detail: url }
	);
}
