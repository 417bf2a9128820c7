import type { Answer } from './answer.ts';
import type { AnswerType } from './answer-types.ts';
import type { Engine } from './engine.ts';
import type { Deadline } from './evaluation-failure.ts';
import type { Outcome } from './outcome.ts';

/** What the comparison of one pair of answers works with. */
export interface Comparison {
	readonly type: AnswerType;
	readonly deadline: Deadline;
	/** Null until some comparison has asked for it: plain numbers do without. */
	readonly engine: Engine | null;
	/** Asks for the engine; the comparison is then repeated with it. */
	readonly wantEngine: () => void;
	/** Compares parts of answers; the first one is the expected one. */
	readonly compare: (gold: Answer, response: Answer, comparison: Comparison) => Outcome;
}
