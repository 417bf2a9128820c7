/** Unicode that answers use, as the LaTeX that the readers know. */
const LATEX_OF: ReadonlyMap<string, string> = new Map([
	['\u2212', '-'],
	['\u2010', '-'],
	['\u2011', '-'],
	['\u2013', '-'],
	['\u2014', '-'],
	['×', '\\times '],
	['✕', '\\times '],
	['·', '\\cdot '],
	['⋅', '\\cdot '],
	['∙', '\\cdot '],
	['÷', '\\div '],
	['√', '\\sqrt '],
	['∛', '\\sqrt[3]'],
	['π', '\\pi '],
	['∞', '\\infty '],
	['≤', '\\le '],
	['⩽', '\\le '],
	['≥', '\\ge '],
	['⩾', '\\ge '],
	['≠', '\\ne '],
	['≈', '\\approx '],
	['∪', '\\cup '],
	['∩', '\\cap '],
	['∈', '\\in '],
	['±', '\\pm '],
	['∓', '\\mp '],
	['∅', '\\emptyset '],
	['°', '^\\circ '],
	['º', '^\\circ '],
	['℃', '^\\circ C'],
	['℉', '^\\circ F'],
	['α', '\\alpha '],
	['β', '\\beta '],
	['γ', '\\gamma '],
	['δ', '\\delta '],
	['θ', '\\theta '],
	['λ', '\\lambda '],
	['μ', '\\mu '],
	['σ', '\\sigma '],
	['φ', '\\phi '],
	['ω', '\\omega '],
	['½', '\\frac{1}{2}'],
	['⅓', '\\frac{1}{3}'],
	['⅔', '\\frac{2}{3}'],
	['¼', '\\frac{1}{4}'],
	['¾', '\\frac{3}{4}'],
	['⅕', '\\frac{1}{5}'],
	['⅖', '\\frac{2}{5}'],
	['⅗', '\\frac{3}{5}'],
	['⅘', '\\frac{4}{5}'],
	['⅙', '\\frac{1}{6}'],
	['⅚', '\\frac{5}{6}'],
	['⅛', '\\frac{1}{8}'],
	['⅜', '\\frac{3}{8}'],
	['⅝', '\\frac{5}{8}'],
	['⅞', '\\frac{7}{8}'],
	['⁄', '/'],
	['∕', '/'],
	['∶', ':'],
	['′', "'"],
	['’', "'"],
	['‘', "'"],
	['“', '"'],
	['”', '"'],
	['…', '\\dots '],
	['，', ', '],
	['；', '; '],
	['：', ': '],
	['。', '. '],
	['（', '('],
	['）', ')'],
	['￥', '¥'],
	['％', '%'],
	['＝', '='],
	['＋', '+'],
	['－', '-'],
	['\u00a0', ' '],
	['\u2009', ' '],
	['\u202f', ' '],
	['\u2007', ' '],
	['\u3000', ' '],
	['\u200b', ''],
	['\u2060', ''],
	['\ufeff', ''],
	['\u0000', '']
]);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ';
const SUPERSCRIPTS_AS = '0123456789+-n';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉₊₋ₙ';

/** Writes Unicode signs, digits, superscripts and fractions as LaTeX and ASCII. */
export function asciiMath(text: string): string {
	if (isPlain(text)) return text;
	let result = '';
	for (const char of text
		.replace(/[⁰¹²³⁴-⁹⁺⁻ⁿ]+/gu, superscript)
		.replace(/[₀-₉₊₋ₙ]+/gu, subscript)) {
		result += LATEX_OF.get(char) ?? digitOf(char) ?? char;
	}
	return result;
}

function isPlain(text: string): boolean {
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code > 126 || code === 0) return false;
	}
	return true;
}

function superscript(run: string): string {
	return `^{${translate(run, SUPERSCRIPTS)}}`;
}

function subscript(run: string): string {
	return `_{${translate(run, SUBSCRIPTS)}}`;
}

function translate(run: string, from: string): string {
	return [...run].map((char) => SUPERSCRIPTS_AS.charAt(from.indexOf(char))).join('');
}

/** Fullwidth, Arabic-Indic, Persian and Devanagari digits. */
const DIGIT_ZEROS = [0xff10, 0x0660, 0x06f0, 0x0966];

function digitOf(char: string): string | undefined {
	const code = char.codePointAt(0) ?? 0;
	const zero = DIGIT_ZEROS.find((start) => code >= start && code <= start + 9);
	return zero === undefined ? undefined : String(code - zero);
}
