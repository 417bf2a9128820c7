import type { Crc32c } from '../../../src/lib/core/journal/crc32c.ts';
import { TABLE_NAMES } from '../../../src/lib/core/model/tables.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import {
	type Damaged,
	duplicated,
	type Flip,
	flipped,
	garbled,
	swapped,
	torn,
	zeroed
} from './damages.ts';
import { sampleJournal, type SampleJournal } from './sample-journal.ts';

/** How much is tried: some seconds of it in `npm test`, all of it in `npm run test:long`. */
export interface CorpusSize {
	/** Of the small journal, in rounds over its tables. */
	readonly smallRounds: number;
	/** Tables in the small journal: each is a frame per round. */
	readonly smallTables: number;
	/** At each byte of the small journal: all eight, or one that the seed draws. */
	readonly bits: 'all' | 'one';
	/** Stretches of zeros, and as many of garbage. */
	readonly stretches: number;
	/** Of a few megabytes, with up to 200 flips each. */
	readonly largeJournals: number;
}

export const QUICK_CORPUS: CorpusSize = {
	smallRounds: 2,
	smallTables: 4,
	bits: 'one',
	stretches: 200,
	largeJournals: 10
};

export const LONG_CORPUS: CorpusSize = {
	smallRounds: 2,
	smallTables: 6,
	bits: 'all',
	stretches: 5_000,
	largeJournals: 200
};

/** One kind of damage, and the journals that have it. */
export interface CorpusPart {
	readonly name: string;
	readonly journalBytes: number;
	readonly damages: () => Iterable<Damaged>;
}

const MOST_FLIPS = 200;
const LONGEST_STRETCH = 3_000;

/** Every part draws from `seed` and its own name alone, so that one can be tried without the others. */
export function corpus(size: CorpusSize, seed: number, crc32c: Crc32c): CorpusPart[] {
	const small = smallJournal(size, seed, crc32c);
	const large = largeJournal(seed, crc32c);
	const part = (
		name: string,
		journal: SampleJournal,
		damages: () => Iterable<Damaged>
	): CorpusPart => ({ name, journalBytes: journal.bytes.length, damages });
	return [
		part('cut at every length', small, () => cuts(small)),
		part(`${size.bits === 'all' ? 'every bit' : 'one bit of every byte'} flipped`, small, () =>
			flips(small, size.bits, seed)
		),
		part('stretches of zeros', small, () => stretches(small, size.stretches, seed, 'zeros')),
		part('stretches of garbage', small, () => stretches(small, size.stretches, seed, 'garbage')),
		part('a frame twice', small, () => small.frames.map((_, at) => duplicated(small, at))),
		part('two frames swapped', small, () => swaps(small)),
		part(`1 to ${MOST_FLIPS} random flips`, large, () => scattered(large, size.largeJournals, seed))
	];
}

function smallJournal(size: CorpusSize, seed: number, crc32c: Crc32c): SampleJournal {
	const tables = TABLE_NAMES.slice(0, size.smallTables);
	const shape = { tables, rounds: size.smallRounds, rowsPerFrame: 1, textChars: 12 };
	return sampleJournal(shape, seed, crc32c);
}

/** Several megabytes, as after some hours of work. */
function largeJournal(seed: number, crc32c: Crc32c): SampleJournal {
	const shape = { tables: TABLE_NAMES, rounds: 6, rowsPerFrame: 30, textChars: 600 };
	return sampleJournal(shape, seed, crc32c);
}

function* cuts(journal: SampleJournal): Generator<Damaged> {
	for (let length = 0; length <= journal.bytes.length; length++) yield torn(journal, length);
}

function* flips(journal: SampleJournal, bits: 'all' | 'one', seed: number): Generator<Damaged> {
	const random = createRandom(`${seed} flips`);
	for (let at = 0; at < journal.bytes.length; at++) {
		const chosen = bits === 'one' ? [random.integer(8)] : [0, 1, 2, 3, 4, 5, 6, 7];
		for (const bit of chosen) yield flipped(journal, [{ at, bit }]);
	}
}

function* stretches(
	journal: SampleJournal,
	count: number,
	seed: number,
	by: 'zeros' | 'garbage'
): Generator<Damaged> {
	const random = createRandom(`${seed} ${by}`);
	for (let i = 0; i < count; i++) {
		const from = random.integer(journal.bytes.length);
		const length = 1 + random.integer(LONGEST_STRETCH);
		if (by === 'zeros') yield zeroed(journal, from, length);
		else yield garbled(journal, from, length, random);
	}
}

function* swaps(journal: SampleJournal): Generator<Damaged> {
	for (let a = 0; a < journal.frames.length; a++) {
		for (let b = a + 1; b < journal.frames.length; b++) yield swapped(journal, a, b);
	}
}

function* scattered(journal: SampleJournal, count: number, seed: number): Generator<Damaged> {
	const random = createRandom(`${seed} scattered`);
	for (let i = 0; i < count; i++) {
		const flips: Flip[] = Array.from({ length: 1 + random.integer(MOST_FLIPS) }, () => ({
			at: random.integer(journal.bytes.length),
			bit: random.integer(8)
		}));
		yield flipped(journal, flips);
	}
}
