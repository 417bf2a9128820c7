import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	classOf,
	CODE_POINTS,
	UNSTABLE
} from '../../../src/lib/core/dedup/text-kernel/code-point-classes.ts';
import { PlainTextKernel } from '../../../src/lib/core/dedup/text-kernel/plain-text-kernel.ts';
import type { TextKernel } from '../../../src/lib/core/dedup/text-kernel/text-kernel.ts';
import { WordReader } from '../../../src/lib/core/dedup/text-kernel/word-reader.ts';
import { normalisedWords, normalisedWordsAndSigns } from '../../../src/lib/core/metrics/words.ts';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import { IS_MUTATED } from '../../support/mutated.ts';
import { simdTextKernel } from '../../support/text-kernel.ts';
import { mixedText } from './mixed-text.ts';

const SETTINGS = { seed: 20251129, numRuns: 1000 };

/** Both hashes of each word, as one text each. */
function hashesOf(reader: WordReader, text: string): string[] {
	const count = reader.read(text);
	const words = [...reader.kernel.words(count)];
	return Array.from({ length: count }, (_, i) => `${words[2 * i]} ${words[2 * i + 1]}`);
}

const kernels: TextKernel[] = [new PlainTextKernel(), simdTextKernel()];

describe.each(kernels)('the $kind kernel', (kernel) => {
	it.each([
		['normalisedWords', false, normalisedWords],
		['normalisedWordsAndSigns', true, normalisedWordsAndSigns]
	] as const)('reads the words of %s, equal ones as equal hashes', (_, keepsSigns, wordsOf) => {
		const reader = new WordReader(kernel, keepsSigns);
		const hashOf = new Map<string, string>();
		const wordOf = new Map<string, string>();
		fc.assert(
			fc.property(mixedText(20), (text) => {
				const words = wordsOf(text);
				const hashes = hashesOf(reader, text);
				expect(hashes).toHaveLength(words.length);
				words.forEach((word, i) => {
					const hash = hashes[i]!;
					// Lone surrogates are read as U+FFFD: the one case of unequal words with equal hashes here.
					const shown = word.replace(/\p{Cs}/gu, '\ufffd');
					expect([hashOf.get(shown) ?? hash, wordOf.get(hash) ?? shown]).toEqual([hash, shown]);
					hashOf.set(shown, hash);
					wordOf.set(hash, shown);
				});
			}),
			SETTINGS
		);
		expect(hashOf.size).toBeGreaterThan(IS_MUTATED ? 30 : 300);
	});

	it('estimates the Jaccard similarity without bias', () => {
		const reader = new WordReader(kernel, true);
		const random = createRandom('jaccard');
		// Words that occur once each, so that 1000 of 2000 shingles in common are 1/3; over forty pairs of
		// texts the mean has an error of about 0.007.
		let agreements = 0;
		for (let pair = 0; pair < 40; pair++) {
			const words = Array.from({ length: 1512 }, (_, i) => `${i}w${random.integer(1e9)}`);
			const sign = (from: number): Int32Array =>
				kernel.sign(reader.read(words.slice(from, from + 1004).join(' '))).slice();
			const [a, b] = [sign(0), sign(500)];
			agreements += a.filter((value, i) => value === b[i]).length;
		}
		const jaccard = 500 / 1500;
		expect(Math.abs(agreements / (40 * 128) - jaccard)).toBeLessThan(0.03);
	});

	it.skipIf(IS_MUTATED && kernel.kind === 'plain')(
		'reads a text longer than its first memory',
		() => {
			const reader = new WordReader(kernel, false);
			expect(reader.read('wörter und zahlen 12 '.repeat(200_000))).toBe(800_000);
			expect(reader.read('a b')).toBe(2);
		}
	);
});

describe('both kernels', () => {
	it('give the same hashes and signatures', () => {
		const [plain, simd] = kernels.map((kernel) => new WordReader(kernel, true));
		fc.assert(
			fc.property(mixedText(40), (text) => {
				expect(hashesOf(simd!, text)).toEqual(hashesOf(plain!, text));
				const count = plain!.read(text);
				if (count === 0) return;
				const expected = plain!.kernel.sign(count);
				expect(simd!.kernel.sign(simd!.read(text))).toEqual(expected);
			}),
			SETTINGS
		);
	});
});

describe('code points that are read without normalising', () => {
	it('never join what stands before them, and stay as they are', () => {
		const composable = composableEnds();
		let stable = 0;
		for (const char of codePoints()) {
			if (char < '\u0080' || (classOf(char.codePointAt(0)!) & UNSTABLE) !== 0) continue;
			stable++;
			if (composable.has(char)) throw new Error(`${char} may compose`);
			if (char.normalize('NFKC').toLowerCase() !== char) throw new Error(`${char} changes`);
		}
		expect(stable).toBeGreaterThan(50_000);
	}, 60_000);
});

/** What stands last in some character's decomposition and is composed again. */
function composableEnds(): Set<string> {
	const ends = new Set<string>();
	for (const char of codePoints()) {
		const parts = char.normalize('NFD');
		if (parts !== char && parts.normalize('NFC') === char) ends.add([...parts].at(-1)!);
	}
	return ends;
}

function* codePoints(): Generator<string> {
	for (let point = 0; point < CODE_POINTS; point++) {
		if (point < 0xd800 || point > 0xdfff) yield String.fromCodePoint(point);
	}
}
