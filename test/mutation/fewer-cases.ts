import { expect, vi } from 'vitest';

/**
 * A property is tried for each mutant that it runs through, and in full for each that survives: hundreds of cases
 * take minutes and find hardly more than these.
 */
const MOST_CASES = 40;
/** They want to have seen so many cases of a kind. */
const COUNT_THEIR_CASES = /dedup\/(decontaminate|text-kernel)/;

vi.mock('fast-check', async (importOriginal) => {
	const original = await importOriginal<typeof import('fast-check')>();
	const assert: typeof original.assert = (property, options) => {
		if (COUNT_THEIR_CASES.test(expect.getState().testPath ?? '')) {
			return original.assert(property, options);
		}
		const numRuns = Math.min(options?.numRuns ?? MOST_CASES, MOST_CASES);
		return original.assert(property, { ...options, numRuns });
	};
	return { ...original, assert, default: { ...original.default, assert } };
});
