/**
 * JSON that every reader takes: lone surrogates become U+FFFD (Arrow and Python's UTF-8 refuse them),
 * and the line separators that some tools split JSONL at (U+0085, U+2028, U+2029) are escaped.
 * Keys keep the order in which the object was built, so that the same record gives the same bytes.
 */
export function jsonText(value: unknown, indent?: string): string {
	const text = JSON.stringify(value, (_, part: unknown) => wellFormedPart(part), indent);
	return text.replace(LINE_SEPARATORS, escapeUnit);
}

/** One line of a JSONL file, with its line feed. */
export function jsonLine(record: object): string {
	return `${jsonText(record)}\n`;
}

/** Lone surrogates as U+FFFD. */
export function wellFormed(text: string): string {
	return text.replace(LONE_SURROGATES, '\ufffd');
}

const LINE_SEPARATORS = /[\u0085\u2028\u2029]/g;
/** With the flag u, a surrogate inside a pair is part of its code point and does not match. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

function wellFormedPart(part: unknown): unknown {
	return typeof part === 'string' ? wellFormed(part) : part;
}

function escapeUnit(unit: string): string {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
