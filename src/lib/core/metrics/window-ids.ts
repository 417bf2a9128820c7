/**
 * Numbers the windows of a sequence so that two windows have the same number exactly when they are
 * equal: prefix doubling (Karp, Miller, Rosenberg 1972). No hash stands for a window, so there are
 * no false repeats and no text that makes verification slow.
 */
export interface WindowIds {
	/**
	 * Ids of all windows of `length` symbols: `ids[i]` for the window that starts at `i`. O(n) after
	 * the levels below it were made. Empty where the sequence is shorter.
	 */
	of(length: number): Int32Array;
}

export function createWindowIds(symbols: Int32Array): WindowIds {
	const table = createPairTable(symbols.length);
	/** `levels[k]`: ids of windows of 2^k symbols. */
	const levels = [table.number(symbols, symbols, symbols.length)];

	const level = (k: number): Int32Array => {
		while (levels.length <= k) {
			const half = 2 ** (levels.length - 1);
			levels.push(joined(table, levels[levels.length - 1]!, half, 2 * half, symbols.length));
		}
		return levels[k]!;
	};
	return {
		of: (length) => {
			if (length < 1 || length > symbols.length) return new Int32Array(0);
			const k = Math.floor(Math.log2(length));
			const ids = level(k);
			const width = 2 ** k;
			return width === length ? ids : joined(table, ids, length - width, length, symbols.length);
		}
	};
}

/** A window is the pair of two shorter ones that cover it: at its start, and `shift` later. */
function joined(
	table: PairTable,
	ids: Int32Array,
	shift: number,
	length: number,
	total: number
): Int32Array {
	return table.number(ids, ids.subarray(shift), Math.max(0, total - length + 1));
}

interface PairTable {
	/** Numbers the pairs (first[i], second[i]) for i < count, in the order in which they appear. */
	number(first: Int32Array, second: Int32Array, count: number): Int32Array;
}

/** Open addressing over typed arrays: a Map of pairs would cost ten times as much. */
function createPairTable(capacity: number): PairTable {
	const size = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * capacity)));
	/** Position of the pair's first appearance, plus one; 0 for a free slot. */
	const slots = new Int32Array(size);
	return {
		number: (first, second, count) => {
			slots.fill(0);
			const ids = new Int32Array(count);
			let next = 0;
			for (let i = 0; i < count; i++) {
				let slot = mix(first[i]!, second[i]!) & (size - 1);
				let seen = slots[slot]!;
				while (seen > 0 && (first[seen - 1] !== first[i] || second[seen - 1] !== second[i])) {
					slot = (slot + 1) & (size - 1);
					seen = slots[slot]!;
				}
				if (seen === 0) slots[slot] = i + 1;
				ids[i] = seen === 0 ? next++ : ids[seen - 1]!;
			}
			return ids;
		}
	};
}

function mix(a: number, b: number): number {
	let word = Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca6b);
	word = Math.imul(word ^ (word >>> 15), 0x2c1b_3c6d);
	return word ^ (word >>> 13);
}
