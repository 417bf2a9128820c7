import fc from 'fast-check';

/**
 * Pieces that meet every rule of the words: case, signs, TeX, spaces of all kinds, scripts without spaces,
 * what NFKC takes apart or puts together, a final sigma, Hangul in pieces, pictures, lone surrogates.
 */
const PIECES = [
	...['one', 'Two', 'THREE', 'x²', '½', 'ﬁve', 'naïve', 'nai\u0308ve', 'É', 'ΣΑΣ', 'σας', 'İi'],
	...[
		'漢字',
		'漢',
		'かな',
		'คำ',
		'ประโยค',
		'각',
		'\u1100\u1161\u11a8',
		'가\u11a8',
		'ﬀ',
		'Ａ１',
		'٣',
		'ǆ'
	],
	...[
		'+',
		'-',
		'=',
		'<',
		'≤',
		'∑',
		'⇒',
		'½+',
		'€',
		'\\frac',
		'$',
		'$$',
		'{',
		'}',
		'"',
		'’',
		'\u00b4'
	],
	...[
		'.',
		',',
		'。',
		'…',
		'\u0e4f',
		'😀',
		'👩‍🚀',
		'\ud83d',
		'\udc00',
		'\ufffd',
		'\u0301',
		'\u200b',
		'𝐱',
		'𒀀'
	],
	...['\u00a0', '\n', '\t', '\u3000', '\u2028', '\ufeff', '']
];

/** Of at most so many pieces, most with spaces in between, some with other characters. */
export function mixedText(most: number): fc.Arbitrary<string> {
	const piece = fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom('one', 'two', 'three', 'four') },
		{ weight: 3, arbitrary: fc.constantFrom(...PIECES) },
		{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) }
	);
	const space = fc.constantFrom(' ', ' ', ' ', '');
	return fc
		.array(fc.tuple(piece, space), { maxLength: most, size: 'max' })
		.map((parts) => parts.flat().join(''));
}
