/** White space and what cannot be seen, as signs: of one token, whose text may be nothing else. */
export function visibleText(text: string): string {
	return text
		.replaceAll(' ', '·')
		.replaceAll('\t', '→')
		.replaceAll('\r', '␍')
		.replaceAll('\n', '↵')
		.replaceAll('\u00a0', '⍽')
		.replace(HIDDEN, nameOf);
}

/**
 * Control characters and those that reorder or hide text, written as what they are: in a text of a model
 * nothing may look like something else.
 */
export function showHidden(text: string): string {
	return text.replace(HIDDEN, nameOf);
}

/** Marks that change the order in which characters are shown. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Controls but tab and line ends, bidi marks and overrides, zero-width characters, tags, lone surrogates. */
const HIDDEN =
	/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/gu;

function nameOf(character: string): string {
	const code = character.codePointAt(0)!;
	return code < 0x20
		? String.fromCodePoint(0x2400 + code)
		: `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** The same for marks of order alone. */
export function showBidi(text: string): string {
	return text.replace(BIDI, nameOf);
}
