/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function notAFormula(text: string): string {
	return FORMULA.test(text) ? `'${text}` : text;
}
