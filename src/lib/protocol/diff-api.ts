import type { DiffPart, DiffUnit } from '../core/compare/diff-part.ts';

/** The worker that compares two texts. */
export interface DiffApi {
	/** Answers once the worker is loaded. */
	ready(): void;
	/** `textDiff` of core/compare. */
	diff(first: string, second: string, unit: DiffUnit): DiffPart[] | null;
}
