/** Looking into an answer without looking inside its brackets. All functions are linear. */

const OPENERS = '([{';
const CLOSERS = ')]}';

/** Brackets nested deeper than this are refused. */
export const MAX_NESTING = 40;

export interface Piece {
	readonly text: string;
	/** The separator before this piece; '' for the first one. */
	readonly separator: string;
}

/**
 * Splits at separators that stand outside all brackets, braces and environments. Separators are
 * plain strings, tried in the given order; a LaTeX command among them matches whole commands only.
 */
export function splitTopLevel(text: string, separators: readonly string[]): Piece[] {
	const pieces: Piece[] = [];
	let start = 0;
	let before = '';
	for (const { index, depth } of walk(text)) {
		if (index < start || depth > 0) continue;
		const separator = separators.find((candidate) => matchesAt(text, index, candidate));
		if (separator === undefined) continue;
		pieces.push({ text: text.slice(start, index).trim(), separator: before });
		before = separator;
		start = index + separator.length;
	}
	pieces.push({ text: text.slice(start).trim(), separator: before });
	return pieces;
}

/** Whether brackets nest properly; half-open intervals such as [1, 2) do. */
export function isBalanced(text: string): boolean {
	let last = 0;
	for (const { depth } of walk(text)) {
		if (depth < 0 || depth > MAX_NESTING) return false;
		last = depth;
	}
	return last === 0;
}

export interface Enclosed {
	readonly open: string;
	readonly close: string;
	readonly inner: string;
}

/** The outermost brackets where they hold the whole text: '(a), (b)' is not enclosed. */
export function enclosed(text: string): Enclosed | null {
	const open = openerOf(text);
	if (open === '') return null;
	let closedAt = -1;
	for (const { index, depth } of walk(text)) {
		if (depth === 0 && index > 0) {
			closedAt = index;
			break;
		}
	}
	if (closedAt < 0) return null;
	const close = text.slice(closedAt - (text[closedAt - 1] === '\\' ? 1 : 0));
	if (!['(', '[', '{', '\\{'].includes(open)) return null;
	if (close !== ')' && close !== ']' && close !== '}' && close !== '\\}') return null;
	if ((open === '{') !== (close === '}') || (open === '\\{') !== (close === '\\}')) return null;
	return { open, close, inner: text.slice(open.length, text.length - close.length).trim() };
}

function openerOf(text: string): string {
	if (text.startsWith('\\{')) return '\\{';
	return text !== '' && OPENERS.includes(text.charAt(0)) ? text.charAt(0) : '';
}

interface Step {
	/** Position of a character, or of the backslash of a command. */
	readonly index: number;
	/** Nesting after this character; an opening bracket counts itself, a closing one no longer. */
	readonly depth: number;
}

/** Every position outside of command names, with the nesting there. */
function* walk(text: string): Generator<Step> {
	let depth = 0;
	let index = 0;
	while (index < text.length) {
		const char = text.charAt(index);
		if (char === '\\') {
			const command = commandAt(text, index);
			if (command === '\\{' || command === '\\begin') depth++;
			if (command === '\\}' || command === '\\end') depth--;
			// The brace of \} is where the bracket ends.
			yield { index: command === '\\}' ? index + 1 : index, depth };
			index += command.length;
			continue;
		}
		if (OPENERS.includes(char)) depth++;
		if (CLOSERS.includes(char)) depth--;
		yield { index, depth };
		index++;
	}
}

/** The command that starts at a backslash: letters, or one other character. */
export function commandAt(text: string, index: number): string {
	let end = index + 1;
	while (end < text.length && isLetter(text.charCodeAt(end))) end++;
	return text.slice(index, Math.max(end, Math.min(index + 2, text.length)));
}

function isLetter(code: number): boolean {
	return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function matchesAt(text: string, index: number, separator: string): boolean {
	if (!text.startsWith(separator, index)) return false;
	if (!separator.startsWith('\\') || !isLetter(separator.charCodeAt(1))) return true;
	return !isLetter(text.charCodeAt(index + separator.length));
}

/** The position after the brace that closes the one at `open`; -1 where it never closes. */
export function closingBrace(text: string, open: number): number {
	let depth = 0;
	for (let index = open; index < text.length; index++) {
		const char = text.charAt(index);
		if (char === '\\') index++;
		else if (char === '{') depth++;
		else if (char === '}' && --depth === 0) return index + 1;
	}
	return -1;
}
