/** Before this many milliseconds a rate says little: workers are still starting. */
const SETTLING_MS = 1000;

/**
 * Remaining milliseconds at the mean rate so far; null until it can be told.
 *
 * @param done finished items, failed ones included
 */
export function remainingMs(done: number, total: number, elapsedMs: number): number | null {
	if (done <= 0 || elapsedMs < SETTLING_MS) return done >= total ? 0 : null;
	return Math.max(0, (elapsedMs * (total - done)) / done);
}
