import type { Row } from '../model/tables.ts';

/** What the project already knows about a question. */
export interface KnownQuestion {
	readonly id: string;
	readonly gold: string | null;
	readonly answer_type: string;
	readonly domain: string;
}

export interface QuestionMerge {
	/** The row to save; null where it would add nothing. */
	readonly row: Row<'questions'> | null;
	/** The file has another gold than the project; the project's stays. */
	readonly isConflict: boolean;
}

/**
 * A question's id is its text alone, so that answers from any file find it. What a file adds to it
 * (gold, domain, answer type) fills gaps and never overwrites: the first gold wins, and later files
 * without one do not take it away. `questions` therefore replaces on conflict, and importers save
 * only rows merged here.
 */
export function mergeQuestion(
	incoming: Row<'questions'>,
	known: KnownQuestion | undefined
): QuestionMerge {
	if (known === undefined) return { row: incoming, isConflict: false };
	const merged = {
		...incoming,
		gold: known.gold ?? incoming.gold,
		domain: known.domain === '' ? incoming.domain : known.domain,
		answer_type: known.answer_type === 'auto' ? incoming.answer_type : known.answer_type
	};
	const addsNothing =
		merged.gold === known.gold &&
		merged.domain === known.domain &&
		merged.answer_type === known.answer_type;
	const isConflict =
		known.gold !== null && incoming.gold !== null && known.gold.trim() !== incoming.gold.trim();
	return { row: addsNothing ? null : merged, isConflict };
}
