import { AppError } from '../../lib/core/model/errors.ts';
import { parseUrl } from './package-address.ts';

/** A file of weights. */
export interface Shard {
	/** Its name in the package. */
	readonly name: string;
	readonly url: string;
	readonly bytes: number;
	/** Lower-case hexadecimal; null where the package has none. */
	readonly md5: string | null;
}

/**
 * The shards that `tensor-cache.json` names. The file is untrusted: an address outside of the package's
 * folder is refused.
 *
 * @throws AppError 'model-damaged'
 */
export function parseShardList(json: unknown, folder: string): readonly Shard[] {
	const records = isObject(json) ? json['records'] : undefined;
	const shards = Array.isArray(records) ? records.map((record) => parseShard(record, folder)) : [];
	if (shards.length > 0 && shards.every((shard) => shard !== null)) return shards;
	throw new AppError(
		'model-damaged',
		'The list of weights of this model (tensor-cache.json) is not one. Nothing was loaded. Ask who made the model, or choose another one.'
	);
}

function parseShard(record: unknown, folder: string): Shard | null {
	if (!isObject(record)) return null;
	const { dataPath, nbytes, md5sum } = record;
	if (typeof dataPath !== 'string' || typeof nbytes !== 'number') return null;
	const url = parseUrl(dataPath, folder)?.href;
	if (url === undefined || !url.startsWith(folder)) return null;
	const isMd5 = typeof md5sum === 'string' && /^[0-9a-f]{32}$/i.test(md5sum);
	return { name: dataPath, url, bytes: nbytes, md5: isMd5 ? md5sum.toLowerCase() : null };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
