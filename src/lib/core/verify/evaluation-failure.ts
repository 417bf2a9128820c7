/**
 * Why an expression has no value here.
 * - `undefined`: outside its domain, as 1/0 and \sqrt{-1} over the reals.
 * - `fractional`: a function of integers at a fraction, where nobody asked for its value.
 * - `refused`: too long, too deep, or a notation that we do not evaluate.
 * - `timeout`: the time limit of the comparison is used up.
 */
export type FailureKind = 'undefined' | 'fractional' | 'refused' | 'timeout';

/** Ends an evaluation from inside; it never leaves core/verify. */
export class EvaluationFailure extends Error {
	override readonly name = 'EvaluationFailure';
	readonly kind: FailureKind;

	constructor(kind: FailureKind) {
		super(kind);
		this.kind = kind;
	}
}

/** Checked between steps; no single step takes long, because sizes are capped. */
export class Deadline {
	readonly #endsAtMs: number;

	constructor(limitMs: number) {
		this.#endsAtMs = performance.now() + limitMs;
	}

	/** Throws EvaluationFailure 'timeout'. */
	check(): void {
		if (performance.now() > this.#endsAtMs) throw new EvaluationFailure('timeout');
	}
}
