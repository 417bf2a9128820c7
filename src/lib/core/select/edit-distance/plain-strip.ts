/** Rows of one lane: the bits of an integer. */
const ROWS_PER_LANE = 32;
const LANES = 4;
export const ROWS_PER_STRIP = ROWS_PER_LANE * LANES;
/** Lanes run behind each other by up to `LANES` columns, so they read and write beyond both ends. */
const MARGIN = LANES;

/** Of a column on the border: the cell is NOT greater than the one to its left; it is smaller. */
const NOT_PLUS = 1;
const MINUS = 2;

/**
 * Up to 128 rows of the matrix of distances, a column at a time: what kernels/edit-distance/assembly/
 * strip.ts does, with four lanes of 32 rows. The reasons for each step stand there.
 */
export class PlainStrips {
	#rows: Uint32Array = new Uint32Array(0);
	/** Places in the profile of the columns' symbols; column 0 stands at MARGIN. */
	#columns = new Int32Array(2 * MARGIN);
	#border = new Uint8Array(2 * MARGIN);
	/** In which rows of the strip a symbol stands, `LANES` integers for each symbol; all 0 between strips. */
	#profile = new Int32Array(0);
	/** vp, vn, not plus, minus of each lane, between calls of `#advance`. */
	readonly #state = new Int32Array(4 * LANES);

	load(rows: Uint32Array, columns: Uint32Array, symbolCount: number): void {
		const room = columns.length + 2 * MARGIN;
		if (this.#columns.length < room) {
			this.#columns = new Int32Array(room);
			this.#border = new Uint8Array(room);
		}
		const entries = symbolCount * LANES;
		if (this.#profile.length < entries) this.#profile = new Int32Array(entries);
		for (let j = 0; j < columns.length; j++) this.#columns[j + MARGIN] = columns[j]! * LANES;
		this.#columns.fill(0, columns.length + MARGIN, room);
		this.#rows = rows;
	}

	/** Along the upper border of the columns [first, end), cells grow by 1. */
	openBorder(first: number, end: number): void {
		this.#border.fill(0, first + MARGIN, end + MARGIN);
	}

	/** D(row, column + 1) - D(row, column) along the lower border of the last strip. */
	stepAt(column: number): number {
		const border = this.#border[column + MARGIN]!;
		return 1 - (border & NOT_PLUS) - ((border & MINUS) >> 1);
	}

	/**
	 * Carries the differences along the upper border of the columns [first, end) down over `rowCount` rows
	 * from `firstRow` to the lower border, in place. The cells along the left are taken to grow by 1 from
	 * row to row. Returns by how much the cell below the last column exceeds the one above it.
	 */
	descend(firstRow: number, rowCount: number, first: number, end: number): number {
		if (first >= end) return rowCount;
		const rows = this.#rows.subarray(firstRow, firstRow + rowCount);
		rows.forEach((symbol, i) => (this.#profile[symbol * LANES + (i >> 5)]! |= 1 << (i & 31)));
		for (let lane = 0; lane < LANES; lane++) this.#state.set([-1, 0, 1, 1], 4 * lane);
		this.#advance(first, end - 1);
		let rise = 0;
		for (let lane = 0; lane < LANES; lane++) {
			this.#advance(end - 1 + lane, end + lane);
			rise += this.#riseOf(lane, rowCount - lane * ROWS_PER_LANE);
		}
		rows.forEach((symbol, i) => (this.#profile[symbol * LANES + (i >> 5)] = 0));
		return rise;
	}

	/** Steps [from, to): in step s, lane l takes column s - l. */
	#advance(from: number, to: number): void {
		const columns = this.#columns;
		const border = this.#border;
		const profile = this.#profile;
		const state = this.#state;
		let vp0 = state[0]! | 0;
		let vn0 = state[1]! | 0;
		let notPlus0 = state[2]! | 0;
		let minus0 = state[3]! | 0;
		let vp1 = state[4]! | 0;
		let vn1 = state[5]! | 0;
		let notPlus1 = state[6]! | 0;
		let minus1 = state[7]! | 0;
		let vp2 = state[8]! | 0;
		let vn2 = state[9]! | 0;
		let notPlus2 = state[10]! | 0;
		let minus2 = state[11]! | 0;
		let vp3 = state[12]! | 0;
		let vn3 = state[13]! | 0;
		let notPlus3 = state[14]! | 0;
		let minus3 = state[15]! | 0;
		for (let at = from + MARGIN; at < to + MARGIN; at++) {
			let x = profile[columns[at - 3]! + 3]! | minus2;
			let d = (((x & vp3) + vp3) ^ vp3) | x | vn3;
			let nh = (d | vp3) & ~vn3;
			let hn = d & vp3;
			let above = (nh << 1) | notPlus2;
			vp3 = (hn << 1) | minus2 | (above & ~d);
			vn3 = d & ~above;
			notPlus3 = nh >>> 31;
			minus3 = hn >>> 31;

			x = profile[columns[at - 2]! + 2]! | minus1;
			d = (((x & vp2) + vp2) ^ vp2) | x | vn2;
			nh = (d | vp2) & ~vn2;
			hn = d & vp2;
			above = (nh << 1) | notPlus1;
			vp2 = (hn << 1) | minus1 | (above & ~d);
			vn2 = d & ~above;
			notPlus2 = nh >>> 31;
			minus2 = hn >>> 31;

			x = profile[columns[at - 1]! + 1]! | minus0;
			d = (((x & vp1) + vp1) ^ vp1) | x | vn1;
			nh = (d | vp1) & ~vn1;
			hn = d & vp1;
			above = (nh << 1) | notPlus0;
			vp1 = (hn << 1) | minus0 | (above & ~d);
			vn1 = d & ~above;
			notPlus1 = nh >>> 31;
			minus1 = hn >>> 31;

			const upper = border[at]!;
			const minus = upper >> 1;
			x = profile[columns[at]!]! | minus;
			d = (((x & vp0) + vp0) ^ vp0) | x | vn0;
			nh = (d | vp0) & ~vn0;
			hn = d & vp0;
			above = (nh << 1) | (upper & 1);
			vp0 = (hn << 1) | minus | (above & ~d);
			vn0 = d & ~above;
			notPlus0 = nh >>> 31;
			minus0 = hn >>> 31;

			border[at - 3] = notPlus3 | (minus3 << 1);
		}
		state.set([vp0, vn0, notPlus0, minus0, vp1, vn1, notPlus1, minus1]);
		state.set([vp2, vn2, notPlus2, minus2, vp3, vn3, notPlus3, minus3], 8);
	}

	/** Σ of the vertical differences of a lane's first `rowCount` rows. */
	#riseOf(lane: number, rowCount: number): number {
		if (rowCount <= 0) return 0;
		const mask = rowCount >= ROWS_PER_LANE ? -1 : (1 << rowCount) - 1;
		return bitCount(this.#state[4 * lane]! & mask) - bitCount(this.#state[4 * lane + 1]! & mask);
	}
}

/** Warren, Hacker's Delight, figure 5-2. */
function bitCount(word: number): number {
	let bits = word - ((word >>> 1) & 0x5555_5555);
	bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
	bits = (bits + (bits >>> 4)) & 0x0f0f_0f0f;
	return Math.imul(bits, 0x0101_0101) >>> 24;
}
