import type { TextSpan } from './chat-template.ts';

/** A stretch of training text that is all of one kind. */
export interface TextSegment {
	readonly text: string;
	readonly trained: boolean;
	/** One special token. */
	readonly special: boolean;
}

/** Cuts a text at every edge of its spans; joined again, the segments are the text. */
export function segmentsOf(
	text: string,
	trained: readonly TextSpan[],
	special: readonly TextSpan[]
): TextSegment[] {
	const edges = [...trained, ...special].flatMap(({ start, end }) => [start, end]);
	const cuts = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
	const isIn = (at: number, spans: readonly TextSpan[]): boolean =>
		spans.some(({ start, end }) => start <= at && at < end);
	return cuts.slice(0, -1).map((start, index) => ({
		text: text.slice(start, cuts[index + 1]),
		trained: isIn(start, trained),
		special: isIn(start, special)
	}));
}
