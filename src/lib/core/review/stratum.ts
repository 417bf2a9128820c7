/**
 * Why a trajectory is in the review queue: graders contradict each other; the rule is unsure; or it was drawn from
 * all on which nobody contradicts ('agreed').
 */
export const STRATA = ['differ', 'unsure', 'agreed'] as const;
export type Stratum = (typeof STRATA)[number];
