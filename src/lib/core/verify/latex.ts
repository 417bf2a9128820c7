import type { Engine } from './engine.ts';
import { hasAmbiguousSlash } from './ambiguous-slash.ts';
import { closingBrace, commandAt, isBalanced } from './split.ts';

/** Longer expressions are refused. */
const MAX_LATEX_CHARS = 1_000;
/** The parser's time doubles with each pair of bars. */
const MAX_BARS = 6;

/** Commands that may reach the parser. Others are refused: what we do not know we do not judge. */
const FUNCTIONS =
	'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh ln log exp lg gcd lcm max min'.split(
		' '
	);
const ALLOWED = new Set(
	FUNCTIONS.concat(
		(
			'frac sqrt cdot times div pm mp pi binom circ text overline lfloor rfloor lceil rceil mod bmod ' +
			'alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho ' +
			'sigma tau phi varphi chi psi omega Gamma Delta Theta Lambda Xi Sigma Phi Psi Omega ell hbar'
		).split(' ')
	).map((name) => `\\${name}`)
);

/** Written without a backslash in plain text. */
const PLAIN_NAMES = new Set([
	...FUNCTIONS,
	'sqrt',
	'pi',
	'theta',
	'alpha',
	'beta',
	'gamma',
	'lambda'
]);

/** Single letters may stand for functions or numbers; longer words are words. */
const MAX_LETTERS_IN_A_ROW = 3;

/**
 * MathJSON of a cleaned answer, or null where it is no expression that we can judge: too long or
 * deep, unknown commands, words, or a slash whose reach is anybody's guess (1/2x).
 */
export function parseLatex(text: string, engine: Engine): unknown {
	const latex = toParserLatex(text);
	return latex === null ? null : engine.parse(latex);
}

/** The same expression in the dialect of the parser; null where `parseLatex` refuses. */
export function toParserLatex(text: string): string | null {
	if (text === '' || text.length > MAX_LATEX_CHARS) return null;
	if (/[;:&?"@#$\u0080-\uffff]|\\\\|\.\./.test(text)) return null;
	if (text.includes(',') && !/(?:gcd|lcm|max|min)/.test(text)) return null;
	// The parser would read '2 3' as 23.
	if (/\d +\d/.test(text.replace(/\\frac *\d *\d|_\d+/g, ''))) return null;
	const tokens = tokenise(text);
	if (tokens === null || hasAmbiguousSlash(tokens)) return null;
	// Brackets inside an expression only group; nested ones would cost the parser exponential time.
	const latex = braceArguments(tokens)
		.replace(/\[(?!\d+\])/g, '(')
		.replace(/(?<!\[\d+)\]/g, ')');
	if (!isBalanced(latex) || latex.split('|').length - 1 > MAX_BARS) return null;
	return latex;
}

/** The parser forgets the base of \log_{10}; this one it keeps. */
const DECIMAL_LOG = '\\log_{\\frac{10}{1}} ';

/** Known commands and short letter runs; null where something else appears. */
function tokenise(text: string): string | null {
	let result = '';
	let index = 0;
	while (index < text.length) {
		const char = text.charAt(index);
		if (char === '\\') {
			const command = commandAt(text, index);
			if (!ALLOWED.has(command)) return null;
			index += command.length;
			if (command !== '\\text') {
				result += command === '\\lg' ? DECIMAL_LOG : `${command} `;
				continue;
			}
			const end = closingBrace(text, index);
			const word = text.slice(index + 1, Math.max(end - 1, index)).trim();
			if (end < 0 || !/^[a-zA-Z]$/.test(word)) return null;
			result += ` ${word} `;
			index = end;
		} else if (/[a-zA-Z]/.test(char)) {
			const word = /^[a-zA-Z]+/.exec(text.slice(index, index + 24))?.[0] ?? char;
			const letters = lettersOf(word);
			if (letters === null) return null;
			result += letters;
			index += word.length;
		} else {
			result += char;
			index++;
		}
	}
	return result.replace(/\*\*/g, '^').replace(/\\log *_ *(?:\{ *10 *\}|10)/g, () => DECIMAL_LOG);
}

/** Short words that are no product of variables. */
const SHORT_WORDS = new Set(
	'mod not and or the is of to th st nd rd if no for all any are but'.split(' ')
);

/** 'sin' → '\sin ', 'xsin' → 'x\sin ', 'xy' → 'xy'; null for a word. */
function lettersOf(word: string): string | null {
	if (PLAIN_NAMES.has(word)) return `\\${word} `;
	if (SHORT_WORDS.has(word)) return null;
	if (word.length <= MAX_LETTERS_IN_A_ROW) return word;
	const suffix = [...PLAIN_NAMES].find(
		(name) => word.length - name.length <= 2 && word.endsWith(name)
	);
	return suffix === undefined ? null : `${word.slice(0, -suffix.length)}\\${suffix} `;
}

/** '\sqrt(x+1)' and '\sqrt 12' → '\sqrt{…}'; '^(1/2)' and '^10' → '^{…}'. */
function braceArguments(latex: string): string {
	let result = latex
		.replace(/(\\sqrt|\^) *(\d+(?:\.\d+)?)/g, '$1{$2}')
		.replace(/\^ ?(-\d+)/g, '^{$1}');
	for (const opener of ['\\sqrt (', '\\sqrt(', '^(', '^ (']) {
		let from = result.indexOf(opener);
		while (from >= 0) {
			const open = from + opener.length - 1;
			const close = closingParenthesis(result, open);
			if (close < 0) break;
			result = `${result.slice(0, open)}{${result.slice(open + 1, close)}}${result.slice(close + 1)}`;
			from = result.indexOf(opener, open);
		}
	}
	return result;
}

function closingParenthesis(text: string, open: number): number {
	let depth = 0;
	for (let index = open; index < text.length; index++) {
		if (text.charAt(index) === '(') depth++;
		else if (text.charAt(index) === ')' && --depth === 0) return index;
	}
	return -1;
}
