/**
 * Where things lie in memory, and how much of it there is (../README.md draws it).
 *
 * A 'row' is a symbol of the first sequence, a 'column' one of the second. Symbols are dense numbers.
 */
import { BORDER_SHIFT, LANES, PROFILE_BYTES } from './shape';

const PAGE_SHIFT: u64 = 16;
const MAX_PAGES: u64 = 65_536;
const ROW_SHIFT: usize = 2;
/** Lanes run behind each other by up to `LANES` columns, so they read and write beyond both ends. */
const MARGIN: i32 = LANES + 2;

/** First byte that is ours: whatever the compiler put into memory lies below. */
const start: usize = (__heap_base + 15) & ~15;

let capacity: i32 = 0;
let symbols: i32 = 0;

/** Symbol numbers of the rows, u32. */
export let rows: usize = start;
/** Symbol numbers of the columns, u32; `toProfileOffsets` makes addresses of them. */
export let columns: usize = start;
/** Horizontal differences along the lower border of the last strip: one vector for each column. */
export let border: usize = start;
/** One entry of `PROFILE_BYTES` for each symbol: in which rows of the strip it stands, as bits. All 0 between strips. */
export let profile: usize = start;

/**
 * Makes room for two sequences of up to `length` symbols below `symbolCount`. What was written before
 * is lost where this moves things. False where the memory cannot grow so far.
 */
export function reserve(length: i32, symbolCount: i32): bool {
	if (length <= capacity && symbolCount <= symbols) return true;
	const kinds = max(symbolCount, symbols);
	// 64 bits: what is too much must not look little.
	const room = <u64>max(length, capacity) + 2 * MARGIN;
	const columnsAt = <u64>start + (room << ROW_SHIFT);
	const borderAt = (columnsAt + (room << ROW_SHIFT) + 15) & ~15;
	const profileAt = borderAt + (room << BORDER_SHIFT);
	const size = profileAt + <u64>kinds * PROFILE_BYTES;
	if (!growTo(size)) return false;
	capacity = max(length, capacity);
	symbols = kinds;
	rows = start;
	columns = <usize>columnsAt + <usize>(MARGIN << 2);
	border = <usize>borderAt + <usize>(MARGIN << 4);
	profile = <usize>profileAt;
	memory.fill(start, 0, <usize>size - start);
	return true;
}

function growTo(size: u64): bool {
	const pages = (size + 0xffff) >> PAGE_SHIFT;
	const present = <u64>memory.size();
	if (pages <= present) return true;
	return pages < MAX_PAGES && memory.grow(<i32>(pages - present)) >= 0;
}

/** Columns hold the places of their symbols in the profile from now on: one multiplication less per cell. */
export function toProfileOffsets(columnCount: i32): void {
	const end = columnAt(columnCount);
	for (let at = columns; at < end; at += 4) store<u32>(at, load<u32>(at) * PROFILE_BYTES);
	// Beyond the end any symbol will do, but it must be one.
	for (let at = end; at < end + <usize>(MARGIN << 2); at += 4) store<u32>(at, 0);
}

export function columnAt(column: i32): usize {
	return columns + ((<usize>column) << ROW_SHIFT);
}

export function borderAt(column: i32): usize {
	return border + ((<usize>column) << BORDER_SHIFT);
}

export function symbolOfRow(row: i32): u32 {
	return load<u32>(rows + ((<usize>row) << ROW_SHIFT));
}
