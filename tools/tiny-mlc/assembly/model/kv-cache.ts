/** Keys and values of the one sequence that web-llm keeps per model. */
import { fail, OK } from '../abi/errors';
import { KvCacheObject } from '../abi/layout';
import { allocateKvCache } from '../abi/objects';
import { vectorAt } from './kernels';
import { fillRotaryTables } from './rotary';
import { headSize, hiddenSize, layers } from './shape';

function newVectors(numbers: i32): usize {
	return heap.alloc((<usize>numbers) << 3);
}

export function newKvCache(capacity: i32): KvCacheObject {
	const cache = allocateKvCache();
	cache.capacity = capacity;
	cache.keys = newVectors(layers * capacity * hiddenSize);
	cache.values = newVectors(layers * capacity * hiddenSize);
	cache.cosines = newVectors(capacity * (headSize / 2));
	cache.sines = newVectors(capacity * (headSize / 2));
	fillRotaryTables(cache.cosines, cache.sines, capacity);
	return cache;
}

/** Takes room for `count` more positions, or says that there is none. */
export function extend(cache: KvCacheObject, count: i32): i32 {
	if (cache.length + count > cache.capacity) {
		return fail(`The context of ${cache.capacity.toString()} tokens is full.`);
	}
	cache.length += count;
	return OK;
}

/** Forgets the last `count` positions. */
export function shorten(cache: KvCacheObject, count: i32): i32 {
	if (count > cache.length) return fail('There are not so many positions to forget.');
	cache.length -= count;
	return OK;
}

/** Address of one position's keys or values [hidden size] in `vectors`. */
export function rowOf(cache: KvCacheObject, vectors: usize, layer: i32, position: i32): usize {
	return vectorAt(vectors, (layer * cache.capacity + position) * hiddenSize);
}
