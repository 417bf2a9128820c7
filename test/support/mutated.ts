/** Set by tools/mutation/run.ts: what is tested is many times slower then, and is tested for each mutant. */
export const IS_MUTATED = process.env['MUTATED_FOLDER'] !== undefined;

/** So many cases of a loop, or the few that find hardly less: see test/mutation/fewer-cases.ts. */
export const casesOf = (cases: number): number => (IS_MUTATED ? Math.ceil(cases / 20) : cases);

/** How long something may take: far longer there, for it is instrumented. */
export const mostMs = (ms: number): number => (IS_MUTATED ? 30 * ms : ms);
