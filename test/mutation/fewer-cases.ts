import { vi } from 'vitest';

/**
 * A property is tried for each mutant that it runs through, and in full for each that survives: hundreds of cases
 * take minutes and find hardly more than these.
 */
const MOST_CASES = 20;

vi.mock('fast-check', async (importOriginal) => {
	const original = await importOriginal<typeof import('fast-check')>();
	const assert: typeof original.assert = (property, options) => {
		const numRuns = Math.min(options?.numRuns ?? MOST_CASES, MOST_CASES);
		return original.assert(property, { ...options, numRuns });
	};
	return { ...original, assert, default: { ...original.default, assert } };
});
