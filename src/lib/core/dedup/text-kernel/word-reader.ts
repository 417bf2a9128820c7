import { classifyBlock } from './code-point-classes.ts';
import { MUST_BE_NORMALISED, type TextKernel, UNKNOWN } from './text-kernel.ts';

/** Bytes that a UTF-16 unit may take in UTF-8. */
const MOST_BYTES_PER_UNIT = 3;

const encoder = new TextEncoder();

/**
 * Lets a kernel read texts: as many words as `normalisedWords` finds (with signs,
 * `normalisedWordsAndSigns`), in the same order; equal words have equal hashes. Most texts are read as
 * they are; one that normalising might change is normalised first.
 */
export class WordReader {
	readonly kernel: TextKernel;
	readonly #keepsSigns: boolean;

	constructor(kernel: TextKernel, keepsSigns: boolean) {
		this.kernel = kernel;
		this.#keepsSigns = keepsSigns;
		classifyBlock(kernel.classes(), 0);
	}

	/** @returns the number of words, for `kernel.words` and `kernel.sign` */
	read(text: string): number {
		const count = this.#readAs(text, false);
		if (count !== MUST_BE_NORMALISED) return count;
		return this.#readAs(text.normalize('NFKC').toLowerCase(), true);
	}

	#readAs(text: string, isNormalised: boolean): number {
		const { kernel } = this;
		const target = kernel.reserve(text.length * MOST_BYTES_PER_UNIT);
		const { written } = encoder.encodeInto(text, target);
		for (;;) {
			const count = kernel.readWords(written, this.#keepsSigns, isNormalised);
			if (count > UNKNOWN) return count;
			classifyBlock(kernel.classes(), UNKNOWN - count);
		}
	}
}
