import type { Subject } from './benchmark.ts';

const UNITS = 4_000_000;
const BUCKETS = 1 << 16;

/**
 * Fixed work of about 20 ms: hashing, and counting into a table that outgrows the first cache. Never to be
 * changed: every baseline without a peer is a ratio to it.
 */
export const YARDSTICK: Subject = {
	name: 'yardstick',
	run() {
		const counts = new Int32Array(BUCKETS);
		let word = 0x811c_9dc5;
		for (let unit = 0; unit < UNITS; unit++) {
			word = Math.imul(word ^ (unit & 0xff), 0x0100_0193);
			word ^= word >>> 15;
			counts[word & (BUCKETS - 1)]!++;
		}
		if (counts.reduce((sum, count) => sum + count) !== UNITS) throw new Error('Miscounted.');
	}
};
