import type { BigDecimal } from '@cortex-js/compute-engine';

export type BigDecimalClass = typeof BigDecimal;
export type { BigDecimal };

/** What we use of @cortex-js/compute-engine: its LaTeX parser and its arbitrary-precision arithmetic. */
export interface Engine {
	/** LaTeX to MathJSON, exactly as written; nothing is simplified. Not for unchecked text: see latex.ts. */
	readonly parse: (latex: string) => unknown;
	readonly BigDecimal: BigDecimalClass;
}

/** Significant digits of irrational numbers. */
export const PRECISION_DIGITS = 100;

let engine: Promise<Engine> | undefined;

/** Loads 4 MB (1 MB compressed) once, when the first answer needs more than comparing plain numbers. */
export function loadEngine(): Promise<Engine> {
	engine ??= import('@cortex-js/compute-engine').then(({ BigDecimal, LatexSyntax }) => {
		BigDecimal.precision = PRECISION_DIGITS;
		const syntax = new LatexSyntax();
		return { parse: (latex) => syntax.parse(latex), BigDecimal };
	});
	// A failed download must not be remembered: the next answer tries again.
	engine.catch(() => (engine = undefined));
	return engine;
}
