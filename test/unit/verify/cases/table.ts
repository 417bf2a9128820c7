/** [gold, response] or [gold, response, answerType]. */
export type Case = readonly [gold: string, response: string, type?: string];

/** Pairs of one kind of answer, by the verdict that they must get. */
export interface CaseTable {
	readonly correct: readonly Case[];
	readonly wrong: readonly Case[];
	readonly unverifiable: readonly Case[];
}
