import { asciiMath } from './characters.ts';
import { closingBrace, commandAt } from './split.ts';

/** Longer answers are compared as texts only. */
export const MAX_ANSWER_CHARS = 4_000;

const DROPPED = new Set(
	(
		'left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle ' +
		'displaystyle textstyle scriptstyle limits nolimits boxed fbox mathstrut ensuremath ' +
		'mathbf boldsymbol bm mathit mathnormal pmb'
	)
		.split(' ')
		.map((name) => `\\${name}`)
		.concat('\\!', '\\(', '\\)', '\\[', '\\]', '\\/')
);

const SPACES = new Set([
	'\\,',
	'\\;',
	'\\:',
	'\\>',
	'\\ ',
	'\\quad',
	'\\qquad',
	'\\thinspace',
	'\\enspace'
]);

const RENAMED: ReadonlyMap<string, string> = new Map([
	['\\dfrac', '\\frac'],
	['\\tfrac', '\\frac'],
	['\\cfrac', '\\frac'],
	['\\dbinom', '\\binom'],
	['\\tbinom', '\\binom'],
	['\\leq', '\\le '],
	['\\leqslant', '\\le '],
	['\\geq', '\\ge '],
	['\\geqslant', '\\ge '],
	['\\neq', '\\ne '],
	['\\lt', '<'],
	['\\gt', '>'],
	['\\lbrace', '\\{'],
	['\\rbrace', '\\}'],
	['\\lbrack', '['],
	['\\rbrack', ']'],
	['\\lvert', '|'],
	['\\rvert', '|'],
	['\\vert', '|'],
	['\\varnothing', '\\emptyset '],
	['\\ast', '*'],
	['\\%', '%'],
	['\\$', '$'],
	['\\#', '#'],
	['\\_', '_'],
	['\\degree', '^\\circ '],
	['\\textdegree', '^\\circ '],
	['\\lor', ' or '],
	['\\vee', ' or '],
	['\\simeq', '\\approx '],
	['\\pounds', '£'],
	['\\euro', '€'],
	['\\imath', 'i'],
	['\\langle', '('],
	['\\rangle', ')']
]);

/** Commands whose argument is words; all become \text. */
const WORDS = new Set(
	'text textbf textrm textit textsf textnormal emph mbox hbox mathrm mathsf rm'
		.split(' ')
		.map((name) => `\\${name}`)
);

/**
 * One notation for what is written in many: no math delimiters, no sizes, spaces or bold, one name
 * per command, ASCII digits and signs, words in \text{…}. `$` that remains is the currency.
 */
export function cleanAnswer(raw: string): string {
	if (raw.length > MAX_ANSWER_CHARS) return raw.trim();
	const latex = rewriteCommands(stripMathDelimiters(asciiMath(raw)));
	return unwrapWords(stripMarks(plainSigns(latex).replace(/\s+/g, ' ').trim()));
}

/** Signs as programmers write them, and the connectives between several answers. */
function plainSigns(text: string): string {
	return text
		.replace(/\{,\}/g, ',')
		.replace(/<=|=</g, '\\le ')
		.replace(/>=/g, '\\ge ')
		.replace(/==/g, '=')
		.replace(/\\text ?\{\s*(or|and)\s*\}/g, ' $1 ');
}

/**
 * Drops `$` that delimit maths and keeps those before an amount, by Pandoc's rule: an opening `$`
 * has no white space after it, its closing one none before and no digit after it.
 */
function stripMathDelimiters(text: string): string {
	if (!text.includes('$')) return text;
	const source = text.replaceAll('$$', '$');
	let result = '';
	let index = 0;
	while (index < source.length) {
		const char = source.charAt(index);
		if (char === '\\') {
			result += source.slice(index, index + 2);
			index += 2;
		} else if (char !== '$') {
			result += char;
			index++;
		} else {
			const end = closingDollar(source, index);
			if (end > 0) result += ` ${source.slice(index + 1, end)} `;
			else if (/^ ?[\d.]/.test(source.slice(index + 1, index + 3))) result += '$';
			index = end > 0 ? end + 1 : index + 1;
		}
	}
	return result;
}

function closingDollar(text: string, open: number): number {
	if (/\s/.test(text.charAt(open + 1)))
		return text.indexOf('$', open + 1) === text.length - 1 ? text.length - 1 : -1;
	for (let index = open + 1; index < text.length; index++) {
		if (text.charAt(index) === '\\') index++;
		else if (text.charAt(index) === '$') {
			const closes = !/\s/.test(text.charAt(index - 1)) && !/\d/.test(text.charAt(index + 1));
			return closes && index > open + 1 ? index : -1;
		}
	}
	return -1;
}

function rewriteCommands(text: string): string {
	if (!text.includes('\\') && !text.includes('~')) return text;
	let result = '';
	let index = 0;
	while (index < text.length) {
		const char = text.charAt(index);
		if (char !== '\\') {
			result += char === '~' ? ' ' : char;
			index++;
			continue;
		}
		const command = commandAt(text, index);
		index += command.length;
		if (WORDS.has(command)) {
			const open = skipSpaces(text, index);
			const end = text.charAt(open) === '{' ? closingBrace(text, open) : -1;
			result += end < 0 ? ' ' : `\\text{${rewriteCommands(text.slice(open + 1, end - 1))}}`;
			index = end < 0 ? index : end;
		} else result += rewritten(command);
		if (command === '\\left' || command === '\\right' || command === '\\middle') {
			// The dot of \left. stands for no bracket.
			if (text.charAt(index) === '.') index++;
		}
	}
	return result;
}

function rewritten(command: string): string {
	if (DROPPED.has(command)) return '';
	if (SPACES.has(command)) return ' ';
	return RENAMED.get(command) ?? command;
}

function skipSpaces(text: string, from: number): number {
	let index = from;
	while (text.charAt(index) === ' ') index++;
	return index;
}

const QUOTES = ['**', '__', '`', '"', '*'];

/** Markdown bold, quotes and the full stop at the end. `5!` keeps its sign: that is a factorial. */
function stripMarks(text: string): string {
	let result = text;
	for (let round = 0; round < 4; round++) {
		const before = result;
		for (const quote of QUOTES) {
			const longEnough = result.length > 2 * quote.length;
			if (longEnough && result.startsWith(quote) && result.endsWith(quote)) {
				result = result.slice(quote.length, -quote.length).trim();
			}
		}
		if (/[.,;:]$/.test(result) && !/\\[.,;:]$/.test(result)) result = result.slice(0, -1).trim();
		result = stripGroup(result);
		if (result === before) break;
	}
	return result;
}

/** `{5}`, left over from \boxed or \mathbf, is 5; `{1, 2}` is a set. */
function stripGroup(text: string): string {
	if (!text.startsWith('{') || text.includes(',') || closingBrace(text, 0) !== text.length)
		return text;
	return text.slice(1, -1).trim();
}

/** Words alone need no \text. */
function unwrapWords(text: string): string {
	const isWords = text.startsWith('\\text{') && closingBrace(text, 5) === text.length;
	return isWords ? stripMarks(text.slice(6, -1).trim()) : text;
}
