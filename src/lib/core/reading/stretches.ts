import type { TextSpan } from './steps.ts';

/** What is shown at once when it comes into view. */
const GROUP_CHARS = 2_000;
const GROUP_STEPS = 25;
/** Of hundreds of thousands of steps more are shown at once: a page does not bear as many groups. */
const MAX_GROUPS = 1_000;
const CHUNK_CHARS = 4_000;

/** Steps in groups of about the height of a screen: indexes of steps, `to` exclusive. */
export function groupSteps(steps: readonly TextSpan[]): TextSpan[] {
	const groups: TextSpan[] = [];
	const mostSteps = Math.max(GROUP_STEPS, Math.ceil(steps.length / MAX_GROUPS));
	let from = 0;
	for (let to = 1; to <= steps.length; to++) {
		const next = steps[to];
		const isFull =
			next === undefined || to - from === mostSteps || next.to - steps[from]!.from > GROUP_CHARS;
		if (!isFull) continue;
		groups.push({ from, to });
		from = to;
	}
	return groups;
}

/** A text in pieces that end at line ends, which are in none of them; a long line is one piece. */
export function chunkLines(text: string): TextSpan[] {
	const chunks: TextSpan[] = [];
	let from = 0;
	while (from <= text.length) {
		const end = text.indexOf('\n', from + CHUNK_CHARS);
		const to = end < 0 ? text.length : end;
		chunks.push({ from, to });
		from = to + 1;
	}
	return chunks;
}
