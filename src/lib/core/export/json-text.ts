/**
 * JSON that every reader takes: lone surrogates become U+FFFD (Arrow and Python's UTF-8 refuse them),
 * and the line separators that some tools split JSONL at (U+0085, U+2028, U+2029) are escaped.
 * Keys keep the order in which the object was built, so that the same record gives the same bytes.
 */
export function jsonText(value: unknown, indent?: string): string {
	const text = JSON.stringify(value, undefined, indent);
	// JSON.stringify escapes lone surrogates, and only those with these letters. Looking at each part is slow.
	const sound = text.includes('\\ud')
		? JSON.stringify(value, (_, part: unknown) => wellFormedPart(part), indent)
		: text;
	return sound.replace(LINE_SEPARATORS, escapeUnit);
}

/** One line of a JSONL file, with its line feed. */
export function jsonLine(record: object): string {
	return `${jsonText(record)}\n`;
}

/** Lone surrogates as U+FFFD. */
export function wellFormed(text: string): string {
	return text.toWellFormed();
}

const LINE_SEPARATORS = /[\u0085\u2028\u2029]/g;

function wellFormedPart(part: unknown): unknown {
	return typeof part === 'string' ? wellFormed(part) : part;
}

function escapeUnit(unit: string): string {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
