/**
 * What a spreadsheet takes for a formula when a cell begins with it: also in full width, and behind white
 * space and what cannot be seen, which some drop.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/** A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function notAFormula(text: string): string {
	return FORMULA.test(text) ? `'${text}` : text;
}
