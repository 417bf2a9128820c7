import { describe, expect, it, vi } from 'vitest';
import { loadKernel } from '../../../src/cli/load-kernel.ts';
import { codePointsOf } from '../../../src/lib/core/metrics/code-points.ts';
import {
	MAX_LENGTH,
	type EditDistanceKernel
} from '../../../src/lib/core/select/edit-distance/kernel.ts';
import { PlainKernel } from '../../../src/lib/core/select/edit-distance/plain-kernel.ts';
import { SequenceDistances } from '../../../src/lib/core/select/edit-distance/sequence-distances.ts';
import { hasSimd, SimdKernel } from '../../../src/lib/core/select/edit-distance/simd-kernel.ts';
import { createRandom, type Random } from '../../../src/lib/core/stats/random.ts';
import { casesOf, IS_MUTATED } from '../../support/mutated.ts';

type Pair = readonly [Int32Array, Int32Array];

/** Wagner and Fischer 1974, one row at a time: the oracle. */
function byDynamicProgramming(a: Int32Array, b: Int32Array): number {
	const row = Int32Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let i = 1; i <= a.length; i++) {
		let diagonal = row[0]!;
		row[0] = i;
		const symbol = a[i - 1]!;
		for (let j = 1; j <= b.length; j++) {
			const substituted = symbol === b[j - 1] ? diagonal : diagonal + 1;
			diagonal = row[j]!;
			const indel = Math.min(diagonal, row[j - 1]!) + 1;
			row[j] = Math.min(substituted, indel);
		}
	}
	return row[b.length]!;
}

const draw = (random: Random, length: number, symbols: number, from = 0): Int32Array =>
	Int32Array.from({ length }, () => from + random.integer(symbols));

/** A copy with edits: each symbol is dropped, replaced or followed by another with a chance of `rate` in all. */
function edited(random: Random, sequence: Int32Array, symbols: number, rate: number): Int32Array {
	const copy: number[] = [];
	for (const symbol of sequence) {
		const chance = random.next() / rate;
		if (chance < 1 / 3) continue;
		copy.push(chance < 2 / 3 ? random.integer(symbols) : symbol);
		if (chance >= 2 / 3 && chance < 1) copy.push(random.integer(symbols));
	}
	return Int32Array.from(copy);
}

const joined = (...parts: readonly Int32Array[]): Int32Array =>
	Int32Array.from(parts.flatMap((part) => [...part]));

/** Around the sizes of integers, words, and strips of both kernels. */
const BORDERS = [
	31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 192, 193, 256, 383, 384, 385, 512, 769
];

/** Families of pairs: each makes one from a random source and the number of the case. */
const FAMILIES: Record<string, { cases: number; make(random: Random, n: number): Pair }> = {
	'a few symbols': {
		cases: 5000,
		make: (random) => {
			const symbols = 1 + random.integer(4);
			return [draw(random, random.integer(14), symbols), draw(random, random.integer(14), symbols)];
		}
	},
	'unlike sequences of all lengths': {
		cases: 1500,
		make: (random) => {
			const symbols = 2 + random.integer(40);
			return [
				draw(random, random.integer(220), symbols),
				draw(random, random.integer(220), symbols)
			];
		}
	},
	'edited copies': {
		cases: 1500,
		make: (random) => {
			const symbols = 2 + random.integer(30);
			const a = draw(random, 1 + random.integer(260), symbols);
			return [a, edited(random, a, symbols, 0.01 + random.next() * 0.6)];
		}
	},
	'lengths around words and strips': {
		cases: 700,
		make: (random, n) => {
			const a = draw(random, BORDERS[n % BORDERS.length]!, 2 + random.integer(6));
			const length = BORDERS[random.integer(BORDERS.length)]!;
			return [a, n % 2 ? draw(random, length, 4) : edited(random, a, 4, 0.3)];
		}
	},
	'a long and a short one': {
		cases: 500,
		make: (random) => [
			draw(random, random.integer(5), 3),
			draw(random, 300 + random.integer(900), 3)
		]
	},
	'one symbol over and over': {
		cases: 300,
		make: (random) => [
			draw(random, random.integer(500), 1),
			joined(
				draw(random, random.integer(200), 1),
				draw(random, random.integer(3), 1, 1),
				draw(random, random.integer(200), 1)
			)
		]
	},
	'a period and its shift': {
		cases: 300,
		make: (random) => {
			const period = draw(random, 1 + random.integer(7), 3);
			const a = joined(...Array.from({ length: 1 + random.integer(60) }, () => period));
			return [a, a.slice(random.integer(a.length))];
		}
	},
	'parts that changed places': {
		cases: 300,
		make: (random) => {
			const [x, y] = [draw(random, random.integer(300), 5), draw(random, random.integer(300), 5)];
			return [joined(x, y), joined(y, x)];
		}
	},
	'common ends': {
		cases: 500,
		make: (random) => {
			const [start, end] = [
				draw(random, random.integer(70), 9),
				draw(random, random.integer(70), 9)
			];
			const middle = () => draw(random, random.integer(70), 9);
			return [joined(start, middle(), end), joined(start, middle(), end)];
		}
	},
	'nothing in common': {
		cases: 100,
		make: (random) => [
			draw(random, 1 + random.integer(200), 5),
			draw(random, 1 + random.integer(200), 5, 5)
		]
	},
	'token ids': {
		cases: 300,
		make: (random) => {
			const a = draw(random, random.integer(300), 200_000);
			return [a, edited(random, a, 200_000, 0.5)];
		}
	}
};

const kernels: [string, () => EditDistanceKernel][] = [
	['simd', loadKernel],
	['plain', () => new PlainKernel()]
];

describe.each(kernels)('the edit distance, kernel %s', (kind, create) => {
	const kernel = create();
	const distanceOf = (a: Int32Array, b: Int32Array): number =>
		new SequenceDistances(kernel, [a, b]).distance(0, 1);
	const ofTexts = (a: string, b: string): number => distanceOf(codePointsOf(a), codePointsOf(b));

	it('is the one that is meant', () => {
		expect(kernel.kind).toBe(kind);
	});

	it.each(Object.keys(FAMILIES))('agrees with dynamic programming: %s', (name) => {
		const { cases, make } = FAMILIES[name]!;
		const random = createRandom(name);
		for (let n = 0; n < casesOf(cases); n++) {
			const [a, b] = make(random, n);
			const distance = byDynamicProgramming(a, b);
			const distances = new SequenceDistances(kernel, [a, b]);
			// Not expect each time: there are tens of thousands.
			if (distances.distance(0, 1) !== distance || distances.distance(1, 0) !== distance) {
				expect.fail(`case ${n}: ${distances.distance(0, 1)} for ${distance}, ${a} to ${b}`);
			}
			const bound = distances.upperBound(0, 1);
			if (!(bound >= distance && bound <= distances.longest(0, 1))) {
				expect.fail(`case ${n}: bound ${bound} of ${distance}, ${a} to ${b}`);
			}
		}
	});

	it('is exact within any limit, and says so beyond it', () => {
		const random = createRandom(21);
		for (let n = 0; n < casesOf(1500); n++) {
			const symbols = 2 + random.integer(8);
			const a = draw(random, 1 + random.integer(n % 10 ? 150 : 900), symbols);
			const b =
				n % 2 ? edited(random, a, symbols, 0.4) : draw(random, 1 + random.integer(200), symbols);
			if (b.length === 0) continue;
			const distance = byDynamicProgramming(a, b);
			kernel.load(Uint32Array.from(a), Uint32Array.from(b), symbols);
			for (const limit of [
				distance,
				distance + 1,
				distance + random.integer(80),
				a.length + b.length
			]) {
				if (kernel.within(limit) !== distance) expect.fail(`case ${n}, limit ${limit}`);
			}
			for (const limit of [distance - 1, random.integer(distance + 1) - 1]) {
				if (limit >= 0 && kernel.within(limit) <= limit) expect.fail(`case ${n}, limit ${limit}`);
			}
			for (const halfWidth of [0, 1, random.integer(100), a.length + b.length]) {
				if (kernel.alongDiagonal(halfWidth) < distance) expect.fail(`case ${n}, ${halfWidth}`);
			}
			expect(kernel.alongDiagonal(a.length + b.length)).toBe(distance);
		}
	});

	it.each([
		['', '', 0],
		['', 'abc', 3],
		['a', 'a', 0],
		['a', 'b', 1],
		['kitten', 'sitting', 3],
		['flaw', 'lawn', 2],
		['same', 'same', 0],
		['\u{1F600}', '\u{1F601}', 1],
		['a\u{1F600}b', 'ab', 1],
		['\ud83d', '\u{1F600}', 1],
		['\ud83d', '\ude00', 1],
		['\ude00\ud83d', '\u{1F600}', 2],
		['e\u0301', '\u00e9', 2]
	])('%j to %j costs %i', (a, b, cost) => {
		expect(ofTexts(a, b)).toBe(cost);
	});

	it('tells more symbols apart than there are UTF-16 units', () => {
		const all = Int32Array.from({ length: 70_000 }, (_, i) => i * 3);
		expect(distanceOf(all, Int32Array.of(3, 1, 9))).toBe(69_998);
		// The last becomes the first: dropped here, put in there.
		expect(distanceOf(all, Int32Array.of(all.at(-1)!, ...all.subarray(0, -1)))).toBe(2);
	});

	it.skipIf(IS_MUTATED)(
		'compares texts of 160,000 characters: edits that cannot be had for less',
		() => {
			const random = createRandom(160);
			const a = draw(random, 160_000, 60);
			const b = [...a];
			// Symbols that `a` does not have cost 1 each at least, and here no more.
			for (let place = 50; place < 160_000; place += 400) b[place] = 60 + (place % 7);
			b.splice(80_000, 0, 90, 91, 92);
			expect(distanceOf(a, Int32Array.from(b))).toBe(403);
			expect(distanceOf(a, a.slice())).toBe(0);
		}
	);

	it('forgets one pair before the next, and has room for a larger one', () => {
		const sequences = [
			Int32Array.of(1, 2, 3),
			draw(createRandom(1), 900, 9),
			Int32Array.of(1, 3),
			draw(createRandom(2), 5000, 3000)
		];
		const distances = new SequenceDistances(kernel, sequences);
		for (let i = 0; i < 4; i++) {
			for (let j = 0; j < 4; j++) {
				expect(distances.distance(i, j)).toBe(byDynamicProgramming(sequences[i]!, sequences[j]!));
			}
		}
	});

	it('refuses what is longer than the stated limit, unless it begins alike', () => {
		const long = new Int32Array(MAX_LENGTH + 1);
		expect(() => distanceOf(long, Int32Array.of(1, 2))).toThrow('4194304 is the limit');
		expect(distanceOf(long, long.slice(1))).toBe(1);
	});

	it.each([-1, 0x40_0000])('refuses %i, which is no symbol', (symbol) => {
		const compare = () => distanceOf(Int32Array.of(symbol), Int32Array.of(1));
		expect(compare).toThrow(RangeError);
		expect(compare).toThrow(`${symbol} is no symbol`);
	});

	it('knows the first and the last symbol that there may be', () => {
		expect(distanceOf(Int32Array.of(0x3f_ffff, 0), Int32Array.of(0x3f_ffff))).toBe(1);
	});
});

describe('the edit distance, kernel simd, large', () => {
	const distances = (a: Int32Array, b: Int32Array) => new SequenceDistances(loadKernel(), [a, b]);

	it.skipIf(IS_MUTATED)(
		'goes through the whole matrix of 160,000 by 160,000 characters where it must',
		() => {
			const random = createRandom(5);
			const pair = [draw(random, 160_000, 30), draw(random, 160_000, 30, 30)] as const;
			expect(distances(...pair).distance(0, 1)).toBe(160_000);
		}
	);

	it('is not to be had without WebAssembly, and never without saying so', () => {
		expect(hasSimd()).toBe(true);
		vi.stubGlobal('WebAssembly', undefined);
		try {
			expect(hasSimd()).toBe(false);
			expect(() => new SimdKernel(new Uint8Array(0))).toThrow('no WebAssembly');
		} finally {
			vi.unstubAllGlobals();
		}
	});

	it('says so where memory does not suffice, and still compares what fits', () => {
		const kernel = loadKernel();
		const [a, b] = [Uint32Array.of(1, 2), Uint32Array.of(2, 1, 1)];
		const load = () => {
			kernel.load(a, b, 2 ** 30);
		};
		expect(load).toThrow('There is not enough memory to compare texts of 2 and 3 characters');
		expect(load).toThrow(expect.objectContaining({ code: 'not-supported' }) as Error);
		kernel.load(a, b, 3);
		expect(kernel.within(5)).toBe(2);
	});
});
