import type { Random } from '../../../src/lib/core/stats/random.ts';
import { HEADER_BYTES } from '../../../src/lib/core/journal/header.ts';
import { someBytes, type SampleFrame, type SampleJournal } from './sample-journal.ts';

/** A journal that something happened to, and what of it has to be found again. */
export interface Damaged {
	/** For a failed assertion: what was done where. */
	readonly what: string;
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** Of the frames that are whole, in the order in which they stand. */
	readonly kept: readonly SampleFrame[];
	/** Bytes that belong to no whole frame. */
	readonly lostBytes: number;
}

/** The first `length` bytes. */
export function torn({ bytes, frames }: SampleJournal, length: number): Damaged {
	const kept = frames.filter((frame) => frame.end <= length);
	const end = kept.at(-1)?.end ?? HEADER_BYTES;
	return {
		what: `cut after ${length} bytes`,
		bytes: bytes.slice(0, length),
		kept,
		lostBytes: Math.max(0, length - end)
	};
}

export interface Flip {
	readonly at: number;
	/** 0 to 7. */
	readonly bit: number;
}

export function flipped({ bytes, frames }: SampleJournal, flips: readonly Flip[]): Damaged {
	const damaged = bytes.slice();
	for (const { at, bit } of flips) damaged[at]! ^= 1 << bit;
	const isHit = ({ start, end }: SampleFrame): boolean =>
		flips.some(({ at }) => at >= start && at < end && damaged[at] !== bytes[at]);
	return {
		what: `flipped ${flips.map(({ at, bit }) => `${at}:${bit}`).join(' ')}`,
		bytes: damaged,
		...split(frames, isHit)
	};
}

/** A stretch of zeros, as of a page that was never written. */
export function zeroed(journal: SampleJournal, from: number, length: number): Damaged {
	return overwritten(journal, `zeros at ${from}, ${length} bytes`, from, new Uint8Array(length));
}

/** A stretch of anything. */
export function garbled(
	journal: SampleJournal,
	from: number,
	length: number,
	random: Random
): Damaged {
	const what = `garbage at ${from}, ${length} bytes`;
	return overwritten(journal, what, from, someBytes(random, length));
}

function overwritten(
	{ bytes, frames }: SampleJournal,
	what: string,
	from: number,
	by: Uint8Array
): Damaged {
	const damaged = bytes.slice();
	damaged.set(by.subarray(0, bytes.length - from), from);
	const differs = (at: number): boolean => damaged[at] !== bytes[at];
	const isHit = ({ start, end }: SampleFrame): boolean => {
		for (let at = Math.max(start, from); at < Math.min(end, from + by.length); at++) {
			if (differs(at)) return true;
		}
		return false;
	};
	return { what, bytes: damaged, ...split(frames, isHit) };
}

/** The frame once more, right behind itself. */
export function duplicated(journal: SampleJournal, at: number): Damaged {
	const { frames } = journal;
	const order = [...frames.slice(0, at + 1), ...frames.slice(at)];
	return { what: `frame ${at} twice`, ...inOrder(journal, order) };
}

/** Two frames in each other's place. */
export function swapped(journal: SampleJournal, a: number, b: number): Damaged {
	const order = [...journal.frames];
	[order[a], order[b]] = [order[b]!, order[a]!];
	return { what: `frames ${a} and ${b} swapped`, ...inOrder(journal, order) };
}

function inOrder(
	{ bytes }: SampleJournal,
	order: readonly SampleFrame[]
): Pick<Damaged, 'bytes' | 'kept' | 'lostBytes'> {
	const parts = [
		bytes.subarray(0, HEADER_BYTES),
		...order.map(({ start, end }) => bytes.subarray(start, end))
	];
	return { bytes: new Uint8Array(Buffer.concat(parts)), kept: order, lostBytes: 0 };
}

function split(
	frames: readonly SampleFrame[],
	isHit: (frame: SampleFrame) => boolean
): Pick<Damaged, 'kept' | 'lostBytes'> {
	const hit = new Set(frames.filter(isHit));
	return {
		kept: frames.filter((frame) => !hit.has(frame)),
		lostBytes: [...hit].reduce((sum, { start, end }) => sum + end - start, 0)
	};
}
