/** What comparing two answers shows, and why in a few words that complete 'the answers …'. */
export interface Outcome {
	readonly kind: 'equal' | 'different' | 'unclear';
	/** A clause, e.g. 'the numbers are equal'. */
	readonly why: string;
}

export function equal(why: string): Outcome {
	return { kind: 'equal', why };
}

export function different(why: string): Outcome {
	return { kind: 'different', why };
}

export function unclear(why: string): Outcome {
	return { kind: 'unclear', why };
}

/**
 * Of parts that must all agree: one that differs decides, one that is unclear leaves all unclear.
 * Parts after a difference are not compared.
 */
export function allEqual(outcomes: Iterable<Outcome>, why: string): Outcome {
	let doubt: Outcome | null = null;
	for (const outcome of outcomes) {
		if (outcome.kind === 'different') return outcome;
		if (outcome.kind === 'unclear') doubt ??= outcome;
	}
	return doubt ?? equal(why);
}
