/**
 * What counts as a formula in a text that a model wrote: one rule for sentences and steps (METRICS §3), for
 * folding and for what is typeset. Found from left to right:
 *
 * - `\(` up to the first `\)` after it, `\[` up to `\]`, `$$` up to `$$`: with at most 1,000 characters
 *   between, and no empty line between (U+000A, perhaps U+000D, U+000A).
 * - `$` up to the next `$`: 1 to 200 characters between, none of them a line end, the first and the last not
 *   white space, and no digit after the closing `$` (so that prices are no formulas).
 * - What is not closed like that is no formula. A backslash before any character but a line end is skipped
 *   together with that character, and what follows is looked at afresh.
 */
export const LINE_ENDS = '\\n\\r\\u2028\\u2029';
export const SPACES = ` \\t\\u00a0\\u3000${LINE_ENDS}`;

const NO_EMPTY_LINE = '(?:(?!\\n\\r?\\n)[^]){0,1000}?';

/** Sources of regular expressions with the flag `u`, to be tried in this order. */
export const FORMULA_PATTERNS = [
	`\\\\\\(${NO_EMPTY_LINE}\\\\\\)`,
	`\\\\\\[${NO_EMPTY_LINE}\\\\\\]`,
	`\\$\\$${NO_EMPTY_LINE}\\$\\$`,
	`\\$(?![${SPACES}])[^$${LINE_ENDS}]{1,200}(?<![${SPACES}])\\$(?!\\d)`
] as const;
export const ESCAPE_PATTERN = `\\\\[^${LINE_ENDS}]`;

const FORMULA_HERE = new RegExp(FORMULA_PATTERNS.join('|'), 'uy');
const FORMULA_OR_ESCAPE = new RegExp(
	`(?<formula>${FORMULA_PATTERNS.join('|')})|${ESCAPE_PATTERN}`,
	'gu'
);

export interface Formula {
	/** UTF-16, marks included. */
	readonly from: number;
	/** Exclusive. */
	readonly to: number;
	/** Without its marks. */
	readonly source: string;
	/** On a line of its own: `\[…\]` and `$$…$$`. */
	readonly display: boolean;
}

/** The formula that begins at `at`; null where none does. */
export function formulaAt(text: string, at: number): Formula | null {
	FORMULA_HERE.lastIndex = at;
	const found = FORMULA_HERE.exec(text);
	return found === null ? null : asFormula(found[0], at);
}

/** All formulas of a text, in order. */
export function findFormulas(text: string): Formula[] {
	const found: Formula[] = [];
	for (const match of text.matchAll(FORMULA_OR_ESCAPE)) {
		const marked = match.groups!['formula'];
		if (marked !== undefined) found.push(asFormula(marked, match.index));
	}
	return found;
}

function asFormula(marked: string, from: number): Formula {
	const marks = marked.startsWith('$') && !marked.startsWith('$$') ? 1 : 2;
	return {
		from,
		to: from + marked.length,
		source: marked.slice(marks, -marks),
		display: marked.startsWith('$$') || marked.startsWith('\\[')
	};
}
