const EMPTY = 0;
const FIRST_SLOTS = 1 << 10;
/** Slots per key at the least. */
const ROOM = 1.5;

/**
 * Numbers keys of 64 bits, given as two integers, in the order in which they are added: 0, 1, 2, … An
 * open-addressed table, about 20 bytes per key. The second integer must be well mixed: it gives the slot.
 */
export class KeyTable {
	#slots = new Int32Array(FIRST_SLOTS);
	/** Two integers for each key, by number. */
	#keys = new Int32Array(FIRST_SLOTS);
	#size = 0;

	get size(): number {
		return this.#size;
	}

	/** @returns the key's number, −1 where it was never added */
	find(a: number, b: number): number {
		return this.#slots[this.#slotOf(a, b)]! - 1;
	}

	/** @returns the key's number, which is the former `size` where it is new */
	add(a: number, b: number): number {
		const slot = this.#slotOf(a, b);
		const known = this.#slots[slot]!;
		if (known !== EMPTY) return known - 1;
		const index = this.#size++;
		if (2 * this.#size > this.#keys.length) this.#keys = doubled(this.#keys);
		this.#keys[2 * index] = a;
		this.#keys[2 * index + 1] = b;
		this.#slots[slot] = index + 1;
		if (this.#size * ROOM > this.#slots.length) this.#grow();
		return index;
	}

	#slotOf(a: number, b: number): number {
		const [slots, keys] = [this.#slots, this.#keys];
		const mask = slots.length - 1;
		let slot = b & mask;
		for (;;) {
			const index = slots[slot]! - 1;
			if (index < 0 || (keys[2 * index] === a && keys[2 * index + 1] === b)) return slot;
			slot = (slot + 1) & mask;
		}
	}

	#grow(): void {
		this.#slots = new Int32Array(2 * this.#slots.length);
		for (let index = 0; index < this.#size; index++) {
			const slot = this.#slotOf(this.#keys[2 * index]!, this.#keys[2 * index + 1]!);
			this.#slots[slot] = index + 1;
		}
	}
}

/** A copy with as many zeros behind. */
export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
	const copy = new Int32Array(2 * array.length);
	copy.set(array);
	return copy;
}
