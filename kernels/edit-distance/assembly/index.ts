/**
 * The edit distance of two sequences of symbols: unit costs, exact (METRICS §5). How to call it:
 * `reserve`, write the symbols at `rowsAddress()` and `columnsAddress()`, `start`, then `within` and
 * `alongDiagonal` as often as needed.
 */
import { borderAt, columns, reserve as reserveMemory, rows, toProfileOffsets } from './layout';
import { ROWS_PER_STRIP } from './shape';
import { descend } from './strip';

let m: i32 = 0;
let n: i32 = 0;

/** The columns that a strip covers are [first, end); D is the matrix of distances, (0, 0) at its corner. */
let first: i32 = 0;
let end: i32 = 0;
/** D at the upper left and the upper right corner of the next strip. */
let left: i32 = 0;
let right: i32 = 0;

export function reserve(length: i32, symbolCount: i32): bool {
	return reserveMemory(length, symbolCount);
}

export function rowsAddress(): usize {
	return rows;
}

export function columnsAddress(): usize {
	return columns;
}

/** @param rowCount, columnCount lengths of the sequences that were written, 1 or more */
export function start(rowCount: i32, columnCount: i32): void {
	m = rowCount;
	n = columnCount;
	toProfileOffsets(n);
}

/**
 * The distance, where it is at most `limit`; otherwise some greater number. Only cells are computed
 * through which an alignment of at most `limit` can lead (Ukkonen 1985): at each border between strips,
 * those are left out from both ends whose distance and what is at least still to come exceed it.
 */
export function within(limit: i32): i32 {
	const shift = n - m;
	if (abs(shift) > limit) return limit + 1;
	startBand();
	let reach = (limit + shift) >> 1;
	for (let row = 0; row < m; row += ROWS_PER_STRIP) {
		const count = min(ROWS_PER_STRIP, m - row);
		const next = row + count;
		extendTo(next < m ? min(n, next + reach) : n);
		right += descend(row, count, first, end);
		left += count;
		if (next == m) break;
		dropLeft(next, limit);
		dropRight(next, limit);
		if (right + remaining(next, end) > limit) return limit + 1;
		// To go right of the last column costs 1 for each diagonal there, and 1 for each on the way back.
		reach = (limit - right + (end - next) + shift) >> 1;
	}
	return right;
}

/**
 * Length of the best alignment that stays within `halfWidth` columns of the straight line from corner
 * to corner: an upper bound of the distance.
 */
export function alongDiagonal(halfWidth: i32): i32 {
	startBand();
	for (let row = 0; row < m; row += ROWS_PER_STRIP) {
		const count = min(ROWS_PER_STRIP, m - row);
		const next = row + count;
		const begin = onLine(row) - halfWidth;
		while (first < begin && first < end) passLeft();
		extendTo(next < m ? min(n, onLine(next) + halfWidth) : n);
		right += descend(row, count, first, end);
		left += count;
	}
	return right;
}

function startBand(): void {
	first = 0;
	end = 0;
	left = 0;
	right = 0;
}

/** Column of the straight line at a row. */
function onLine(row: i32): i32 {
	return <i32>((<i64>row * n) / m);
}

/** New columns at the right: along their upper border, cells are taken to grow by 1. */
function extendTo(newEnd: i32): void {
	if (newEnd <= end) return;
	memory.fill(borderAt(end), 0, borderAt(newEnd) - borderAt(end));
	right += newEnd - end;
	end = newEnd;
}

function dropLeft(row: i32, limit: i32): void {
	while (first < end && left + remaining(row, first) > limit) passLeft();
}

function passLeft(): void {
	left += stepAt(first);
	first++;
}

function dropRight(row: i32, limit: i32): void {
	while (end > first && right + remaining(row, end) > limit) {
		end--;
		right -= stepAt(end);
	}
}

/** At least so much is still to come: the other corner is so many diagonals away. */
function remaining(row: i32, column: i32): i32 {
	return abs(n - column - (m - row));
}

/** D(row, column + 1) - D(row, column) along the lower border of the last strip. */
function stepAt(column: i32): i32 {
	const at = borderAt(column);
	return 1 - <i32>(load<u64>(at) >>> 63) - <i32>(load<u64>(at, 8) >>> 63);
}
