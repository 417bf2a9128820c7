/** Code points end at 0x10ffff; no tokenizer has as many tokens. */
export const MAX_SYMBOL = 0x3f_ffff;

export interface NumberedSequences {
	/** The same sequences over the numbers 0 to `symbolCount` - 1; equal symbols have equal numbers. */
	readonly sequences: readonly Uint32Array[];
	readonly symbolCount: number;
}

/**
 * Dense numbers in the order in which symbols first occur, so that a kernel needs a table of the symbols
 * there are and not of all there could be.
 *
 * @throws RangeError where a symbol is negative or beyond `MAX_SYMBOL`
 */
export function numberSymbols(sequences: readonly Int32Array[]): NumberedSequences {
	/** Number + 1 of each symbol; 0 where it has none yet. */
	const numbers = new Int32Array(largestOf(sequences) + 1);
	let symbolCount = 0;
	const numbered = sequences.map((sequence) => {
		const result = new Uint32Array(sequence.length);
		for (let i = 0; i < sequence.length; i++) {
			const symbol = sequence[i]!;
			let number = numbers[symbol]!;
			if (number === 0) number = numbers[symbol] = ++symbolCount;
			result[i] = number - 1;
		}
		return result;
	});
	return { sequences: numbered, symbolCount };
}

function largestOf(sequences: readonly Int32Array[]): number {
	let largest = 0;
	for (const sequence of sequences) {
		for (const symbol of sequence) {
			if (symbol < 0 || symbol > MAX_SYMBOL) {
				throw new RangeError(`${symbol} is no symbol: they go from 0 to ${MAX_SYMBOL}.`);
			}
			if (symbol > largest) largest = symbol;
		}
	}
	return largest;
}
