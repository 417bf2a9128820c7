/**
 * Templates are written for Jinja in Python. What its `strip` takes for white space (str.isspace) differs from
 * JavaScript's `trim`: U+001C to U+001F and U+0085 are, U+FEFF is not.
 */
const SPACE = new Set(
	'\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'
);

/** Python's methods of a text. */
export type StripMethod = 'strip' | 'lstrip' | 'rstrip';

/** @param characters those to take away; null for white space */
export function pythonStrip(text: string, method: StripMethod, characters: string | null): string {
	const removed = characters === null ? SPACE : new Set(characters);
	let start = 0;
	let end = text.length;
	while (method !== 'rstrip' && start < end) {
		const first = String.fromCodePoint(text.codePointAt(start)!);
		if (!removed.has(first)) break;
		start += first.length;
	}
	while (method !== 'lstrip' && end > start) {
		const last = characterBefore(text, end);
		if (!removed.has(last)) break;
		end -= last.length;
	}
	return text.slice(start, end);
}

/** The code point that ends here, as text. */
function characterBefore(text: string, end: number): string {
	const pair = text.slice(Math.max(0, end - 2), end);
	return pair.codePointAt(0)! > 0xffff ? pair : text[end - 1]!;
}
