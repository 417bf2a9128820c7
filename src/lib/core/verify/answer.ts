import type { Scalar } from './scalar.ts';

/** Several values in brackets, or between commas. */
export interface Group {
	readonly kind: 'group';
	readonly text: string;
	/**
	 * `( ) [ ] { }` as written, e.g. '()' or '[)'; '' for a bare list; 'or' for alternatives
	 * (x = 1 or x = 2, \pm 1), which have no order.
	 */
	readonly brackets: '()' | '[]' | '{}' | '[)' | '(]' | '' | 'or';
	readonly items: readonly Answer[];
	/** An interval without doubt, because an inequality said so. */
	readonly isInterval: boolean;
}

/** Intervals or sets joined by \cup. */
export interface Union {
	readonly kind: 'union';
	readonly text: string;
	readonly parts: readonly Answer[];
}

export interface Matrix {
	readonly kind: 'matrix';
	readonly text: string;
	readonly rows: readonly (readonly Answer[])[];
}

/** A name and its value: x = 5, f(x) = x^2, \text{Area} = 6, x \in (1, 2). */
export interface Labelled {
	readonly kind: 'labelled';
	readonly text: string;
	readonly label: string;
	readonly value: Answer;
	/** Both sides, where this can also be read as an equation. */
	readonly sides: readonly [left: string, right: string] | null;
}

/** An equation or inequality that does not just name a value. */
export interface Relation {
	readonly kind: 'relation';
	readonly text: string;
	readonly sign: '=' | '<' | '>' | '\\le' | '\\ge' | '\\ne';
	readonly sides: readonly [left: string, right: string];
}

/** 3:4, or 3:04. */
export interface Ratio {
	readonly kind: 'ratio';
	readonly text: string;
	readonly parts: readonly Scalar[];
}

export interface Infinite {
	readonly kind: 'infinity';
	readonly text: string;
	readonly sign: 1 | -1;
}

export interface Truth {
	readonly kind: 'truth';
	readonly text: string;
	readonly value: boolean;
}

export interface Words {
	readonly kind: 'words';
	readonly text: string;
}

export type Answer =
	Scalar | Group | Union | Matrix | Labelled | Relation | Ratio | Infinite | Truth | Words;
