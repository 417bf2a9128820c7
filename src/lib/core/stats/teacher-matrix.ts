/**
 * What one teacher did on one question, as counts and sums: everything that comparing teachers needs
 * (METRICS §7). Rows exist for questions that all compared teachers answered and for no others.
 * `src/workers/db/sql/analysis/question-matrix.sql` computes them.
 */
export interface MatrixRow {
	readonly question_id: string;
	readonly teacher_id: string;
	/** Trajectories. */
	readonly samples: number;
	/** Trajectories with a rule's or a person's verdict. */
	readonly judged: number;
	/** Judged ones that could have been verified: all but the unverifiable ones of questions without a reference answer. */
	readonly answerable: number;
	readonly correct: number;
	readonly unverifiable: number;
	/** Trajectories with text metrics; the sums below run over these. */
	readonly analysed: number;
	readonly tokens: number;
	readonly chars: number;
	readonly words: number;
	readonly truncated: number;
	/** Neither malformed nor without an answer; truncated ones are not looked at. */
	readonly format_ok: number;
	/** Σ repetition_share · chars. */
	readonly repeated_chars: number;
	readonly compression_ratio: number;
	/** Markers of each list: Σ rate · words / 1000. */
	readonly check_marks: number;
	readonly perhaps_marks: number;
	readonly wait_marks: number;
	readonly therefore_marks: number;
	/** Σ foreign_script_share, one per trajectory. */
	readonly foreign_script: number;
	/** Pairs of this teacher's samples of this question whose distance is known. */
	readonly pairs: number;
	/** Σ normalised distance of these pairs. */
	readonly pair_distance: number;
	/** Rule verdicts 'correct' or 'wrong' beside a reference verdict of the same two kinds. */
	readonly refereed: number;
	readonly agreed: number;
	/** Σ entropy over the tokens that the teacher wrote here, nats, and their number (METRICS §2). */
	readonly entropy: number;
	readonly own_tokens: number;
	/** Trajectories that the student has read, and its surprisal: Σ nats over Σ tokens (METRICS §3). */
	readonly scored: number;
	readonly surprisal: number;
	readonly scored_tokens: number;
	/** Σ over trajectories of the mean capped rank, and of the mean surprisal: the RSR of a set. */
	readonly mean_ranks: number;
	readonly mean_surprisals: number;
	readonly step_head_surprisal: number;
	readonly step_head_tokens: number;
	readonly local_surprisal: number;
	readonly local_tokens: number;
	/** Sentences that the teacher wrote here and the student has read, and the teacher sentences among them. */
	readonly sentences: number;
	readonly teacher_sentences: number;
}
