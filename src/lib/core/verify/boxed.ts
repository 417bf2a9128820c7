import { closingBrace } from './split.ts';

export interface Boxed {
	/** Position of the backslash. */
	readonly start: number;
	/** Position after the closing brace. */
	readonly end: number;
	readonly content: string;
	/** False where the text ends inside the box: what is there may be half of the answer. */
	readonly isClosed: boolean;
}

/** A long box holds a derivation, not an answer; an unclosed one must not be searched for ever. */
const MAX_BOX_CHARS = 20_000;
/** Only the last boxes can be the answer. */
const MAX_BOXES = 50;

/** The last `\boxed{…}` and `\fbox{…}`, in the order of the text. Linear in the length of the text. */
export function lastBoxes(text: string): Boxed[] {
	const boxes: Boxed[] = [];
	const marks = [lastMarks(text, '\\boxed'), lastMarks(text, '\\fbox')]
		.flat()
		.sort((a, b) => a - b);
	for (const start of marks) {
		const last = boxes.at(-1);
		// A box inside of a box is part of its content.
		if (last !== undefined && start < last.end) continue;
		const box = boxAt(text, start);
		if (box !== null) boxes.push(box);
	}
	return boxes;
}

function lastMarks(text: string, mark: string): number[] {
	const starts: number[] = [];
	let at = text.lastIndexOf(mark);
	while (at >= 0 && starts.length < MAX_BOXES) {
		starts.push(at);
		at = at === 0 ? -1 : text.lastIndexOf(mark, at - 1);
	}
	return starts;
}

function boxAt(text: string, start: number): Boxed | null {
	let open = start + (text.startsWith('\\boxed', start) ? 6 : 5);
	while (text.charAt(open) === ' ') open++;
	if (text.charAt(open) !== '{') return shortBox(text, start, open);
	const window = text.slice(open, open + MAX_BOX_CHARS);
	const end = closingBrace(window, 0);
	if (end > 0) {
		return { start, end: open + end, content: window.slice(1, end - 1), isClosed: true };
	}
	const newline = text.indexOf('\n', open);
	const stop = newline < 0 ? text.length : newline;
	// Text goes on behind the line: the writer forgot the brace. Otherwise the text was cut off.
	const isClosed = newline >= 0 && text.slice(newline).trim() !== '';
	const content = withoutClosers(text.slice(open + 1, Math.min(stop, open + MAX_BOX_CHARS)));
	return { start, end: stop, content, isClosed };
}

/** `\boxed 5` is valid TeX for one character; people mean the number. */
function shortBox(text: string, start: number, from: number): Boxed | null {
	const match = /^[\d.,]{1,40}|^[A-Za-z](?![A-Za-z])/.exec(text.slice(from, from + 41));
	if (match === null) return null;
	return { start, end: from + match[0].length, content: match[0], isClosed: true };
}

function withoutClosers(content: string): string {
	return content.replace(/(?:\$|\\\)|\\\])+\s?\.?\s*$/, '').trim();
}
