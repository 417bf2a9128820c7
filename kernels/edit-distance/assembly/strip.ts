/**
 * One strip: up to 384 rows of the matrix of distances, a column at a time (../README.md).
 *
 * Hyyrö 2003 ('A bit-vector algorithm for computing Levenshtein and Damerau edit distances'), in blocks
 * of 64 rows. Of two neighbouring cells one is greater by at most 1, so a lane keeps differences only:
 * `vp` has a bit for each row whose cell is greater by 1 than the one above, `vn` where it is smaller.
 */
import { borderAt, columnAt, profile, symbolOfRow } from './layout';
import { LANES, PROFILE_BYTES, ROWS_PER_LANE, VECTORS } from './shape';

/**
 * vp, vn, nh and hn of each vector of lanes, kept here between calls of `advance`. Vector v holds lanes v and
 * v + 3, so that the lane above is in the same half of the vector before: a carry needs no shuffle.
 * nh: bits of rows whose cell is NOT greater than the one to its left; hn: where it is smaller.
 */
const STATE: usize = memory.data(192, 16);
const VECTOR_BYTES: usize = 64;
const WORD_SHIFT: usize = 3;

/**
 * Carries the differences along the upper border of the columns [first, end) down over `rowCount` rows
 * from `firstRow` to the lower border, in place. The cells along the left are taken to grow by 1 from
 * row to row. Returns by how much the cell below the last column exceeds the one above it.
 */
export function descend(firstRow: i32, rowCount: i32, first: i32, end: i32): i32 {
	if (first >= end) return rowCount;
	for (let i = 0; i < rowCount; i++) toggle(firstRow + i, i);
	startLanes();
	advance(first, end - 1);
	let rise = 0;
	// Lane by lane reaches the last column, one step after the other.
	for (let lane = 0; lane < LANES; lane++) {
		advance(end - 1 + lane, end + lane);
		rise += riseOf(lane, rowCount - lane * ROWS_PER_LANE);
	}
	for (let i = 0; i < rowCount; i++) clear(firstRow + i, i);
	return rise;
}

/**
 * Steps [from, to): in step s, lane l takes column s - l. So what a lane needs of the lane above it was
 * found one step earlier, and all lanes of a step are independent of each other.
 *
 * A lane that has not begun yet stays as `startLanes` left it, whatever it reads: with vp all ones and
 * a smaller cell above, every cell is smaller than its left one and the differences stay. What a lane
 * does beyond the last column reaches only columns beyond the last one.
 */
function advance(from: i32, to: i32): void {
	let vp0 = v128.load(STATE, 0);
	let vn0 = v128.load(STATE, 16);
	let nh0 = v128.load(STATE, 32);
	let hn0 = v128.load(STATE, 48);
	let vp1 = v128.load(STATE, 64);
	let vn1 = v128.load(STATE, 80);
	let nh1 = v128.load(STATE, 96);
	let hn1 = v128.load(STATE, 112);
	let vp2 = v128.load(STATE, 128);
	let vn2 = v128.load(STATE, 144);
	let nh2 = v128.load(STATE, 160);
	let hn2 = v128.load(STATE, 176);

	const entries = profile;
	// Offsets of loads and stores cannot be negative, so both pointers walk with the last lane, in s - 5.
	let column = columnAt(from - 5);
	let edge = borderAt(from - 5);
	const end = columnAt(to - 5);
	for (; column < end; column += 4, edge += 16) {
		// Above lane 0 lies the border, (nh, hn) of a column; above lane 3 lies lane 2, before it goes on.
		const upper = v128.load(edge, 80);
		const minus0 = lastBit(v128.shuffle<u64>(upper, hn2, 1, 2));
		const notPlus0 = lastBit(v128.shuffle<u64>(upper, nh2, 0, 2));

		// Lanes 2 and 5, each with its word of the entry of the symbol in its own column.
		let found = v128.load_zero<u64>(entries + load<u32>(column, 12), 16);
		found = v128.load_lane<u64>(entries + load<u32>(column, 0), found, 1, 40);
		let minus = lastBit(hn1);
		let notPlus = lastBit(nh1);
		let d = diagonal(v128.or(found, minus), vp2, vn2);
		nh2 = v128.andnot(v128.or(d, vp2), vn2);
		hn2 = v128.and(d, vp2);
		let above = v128.or(twice(nh2), notPlus);
		vp2 = v128.or(v128.or(twice(hn2), minus), v128.andnot(above, d));
		vn2 = v128.andnot(d, above);
		// Lane 5 has done column s - 5: the border below it.
		v128.store(edge, v128.shuffle<u64>(nh2, hn2, 1, 3));

		// Lanes 1 and 4.
		found = v128.load_zero<u64>(entries + load<u32>(column, 16), 8);
		found = v128.load_lane<u64>(entries + load<u32>(column, 4), found, 1, 32);
		minus = lastBit(hn0);
		notPlus = lastBit(nh0);
		d = diagonal(v128.or(found, minus), vp1, vn1);
		nh1 = v128.andnot(v128.or(d, vp1), vn1);
		hn1 = v128.and(d, vp1);
		above = v128.or(twice(nh1), notPlus);
		vp1 = v128.or(v128.or(twice(hn1), minus), v128.andnot(above, d));
		vn1 = v128.andnot(d, above);

		// Lanes 0 and 3.
		found = v128.load_zero<u64>(entries + load<u32>(column, 20), 0);
		found = v128.load_lane<u64>(entries + load<u32>(column, 8), found, 1, 24);
		d = diagonal(v128.or(found, minus0), vp0, vn0);
		nh0 = v128.andnot(v128.or(d, vp0), vn0);
		hn0 = v128.and(d, vp0);
		above = v128.or(twice(nh0), notPlus0);
		vp0 = v128.or(v128.or(twice(hn0), minus0), v128.andnot(above, d));
		vn0 = v128.andnot(d, above);
	}

	v128.store(STATE, vp0, 0);
	v128.store(STATE, vn0, 16);
	v128.store(STATE, nh0, 32);
	v128.store(STATE, hn0, 48);
	v128.store(STATE, vp1, 64);
	v128.store(STATE, vn1, 80);
	v128.store(STATE, nh1, 96);
	v128.store(STATE, hn1, 112);
	v128.store(STATE, vp2, 128);
	v128.store(STATE, vn2, 144);
	v128.store(STATE, nh2, 160);
	v128.store(STATE, hn2, 176);
}

/** Rows whose cell equals the one diagonally above: where the cost of a match or of a detour is 0. */
function diagonal(x: v128, vp: v128, vn: v128): v128 {
	const sum = i64x2.add(v128.and(x, vp), vp);
	return v128.or(v128.xor(sum, vp), v128.or(x, vn));
}

/** The last bit of each lane, as the first bit: the carry for the lane below. */
function lastBit(x: v128): v128 {
	return i64x2.shr_u(x, 63);
}

function twice(x: v128): v128 {
	return i64x2.add(x, x);
}

function startLanes(): void {
	const ones = i64x2.splat(-1);
	const zeros = i64x2.splat(0);
	for (let vector = 0; vector < VECTORS; vector++) {
		const at = STATE + <usize>vector * VECTOR_BYTES;
		v128.store(at, ones, 0);
		v128.store(at, zeros, 16);
		v128.store(at, ones, 32);
		v128.store(at, ones, 48);
	}
}

/** Σ of the vertical differences of a lane's first `rowCount` rows. */
function riseOf(lane: i32, rowCount: i32): i32 {
	if (rowCount <= 0) return 0;
	const mask = rowCount >= ROWS_PER_LANE ? ~(<u64>0) : ((<u64>1) << rowCount) - 1;
	const at =
		STATE + <usize>(lane % VECTORS) * VECTOR_BYTES + ((<usize>(lane / VECTORS)) << WORD_SHIFT);
	return <i32>popcnt<u64>(load<u64>(at) & mask) - <i32>popcnt<u64>(load<u64>(at, 16) & mask);
}

function wordOf(row: i32, place: i32): usize {
	return profile + symbolOfRow(row) * PROFILE_BYTES + ((<usize>(place >> 6)) << WORD_SHIFT);
}

function toggle(row: i32, place: i32): void {
	const word = wordOf(row, place);
	store<u64>(word, load<u64>(word) | ((<u64>1) << (place & 63)));
}

function clear(row: i32, place: i32): void {
	store<u64>(wordOf(row, place), 0);
}
