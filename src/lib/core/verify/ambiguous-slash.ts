import { commandAt } from './split.ts';

const OPERATORS = new Set([
	'\\cdot',
	'\\times',
	'\\div',
	'\\pm',
	'\\mp',
	'\\mod',
	'\\bmod',
	'\\circ'
]);
const FUNCTIONS = /^\\(?:a?(?:sin|cos|tan)h?|arc(?:sin|cos|tan)|cot|sec|csc|ln|log|exp)$/;

/**
 * Whether a slash is followed by more than one factor without a sign between them: in 1/2x, 1/2\pi
 * and a/bc people disagree where the denominator ends. Linear; the text has known commands only.
 */
export function hasAmbiguousSlash(text: string): boolean {
	for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
		const end = factorEnd(text, at + 1);
		if (startsFactor(text, skipSpaces(text, end))) return true;
	}
	return false;
}

/** The position after one factor: a number, a letter, a bracket, a command with its arguments. */
function factorEnd(text: string, from: number): number {
	let index = skipSpaces(text, from);
	if (text.charAt(index) === '-') index = skipSpaces(text, index + 1);
	if (text.charAt(index) === '\\') {
		const command = commandAt(text, index);
		index = skipSpaces(text, index + command.length);
		if (FUNCTIONS.test(command)) return factorEnd(text, skipScripts(text, index));
		while ('{[('.includes(text.charAt(index)) && index < text.length) {
			if (text.charAt(index) === '(' && command !== '\\sqrt') break;
			index = skipSpaces(text, bracketEnd(text, index));
		}
		if (/\d/.test(text.charAt(index)) && (command === '\\sqrt' || command === '\\frac'))
			index = numberEnd(text, index);
	} else if ('{[('.includes(text.charAt(index))) index = bracketEnd(text, index);
	else if (/[\d.]/.test(text.charAt(index))) index = numberEnd(text, index);
	else index++;
	return skipScripts(text, index);
}

function numberEnd(text: string, from: number): number {
	let index = from;
	while (/[\d.]/.test(text.charAt(index))) index++;
	return index;
}

function bracketEnd(text: string, open: number): number {
	let depth = 0;
	for (let index = open; index < text.length; index++) {
		if ('{[('.includes(text.charAt(index))) depth++;
		else if ('}])'.includes(text.charAt(index)) && --depth === 0) return index + 1;
	}
	return text.length;
}

/** Powers, indices, primes and factorials belong to the factor before them. */
function skipScripts(text: string, from: number): number {
	let index = from;
	for (;;) {
		const at = skipSpaces(text, index);
		const char = text.charAt(at);
		if (char === '!' || char === "'") index = at + 1;
		else if (char === '^' || char === '_') {
			index = argumentEnd(text, skipSpaces(text, at + 1));
		} else return index;
	}
}

/** In x^{12}, x^(12), x^2 and 30^\circ. */
function argumentEnd(text: string, from: number): number {
	const char = text.charAt(from);
	if (char === '{' || char === '(') return bracketEnd(text, from);
	return from + (char === '\\' ? commandAt(text, from).length : 1);
}

function startsFactor(text: string, index: number): boolean {
	const char = text.charAt(index);
	if (char === '\\') return !OPERATORS.has(commandAt(text, index));
	return /[a-zA-Z\d({[]/.test(char);
}

function skipSpaces(text: string, from: number): number {
	let index = from;
	while (text.charAt(index) === ' ') index++;
	return index;
}
