export interface TextLine {
	/** UTF-16, without the line end. */
	readonly from: number;
	/** Exclusive. */
	readonly to: number;
	/** Only white space; never inside a fence. */
	readonly isEmpty: boolean;
	/** At least one empty line stands right before it, outside fences. */
	readonly afterEmpty: boolean;
	/** Inside fenced code, the closing fence included, the opening one not. */
	readonly inFence: boolean;
	readonly isTable: boolean;
}

/** Most lines have none, and a text may have half a million lines. */
const FENCE_MARK = /[`~]/;
const FENCE = /^[ \t]*(?<marks>`{3,}(?!.*`)|~{3,})/;

/**
 * The lines of a text (U+000A ends them), and what Markdown takes them for. A fence that is not closed goes
 * on to the end, as in CommonMark.
 */
export function linesOf(text: string): TextLine[] {
	const lines: TextLine[] = [];
	let from = 0;
	let fence: string | null = null;
	let afterEmpty = false;
	while (from <= text.length) {
		const end = text.indexOf('\n', from);
		const to = end < 0 ? text.length : end;
		const line = text.slice(from, to);
		const inFence: boolean = fence !== null;
		const isEmpty: boolean = !inFence && line.trim() === '';
		lines.push({
			from,
			to,
			isEmpty,
			afterEmpty: afterEmpty && !isEmpty,
			inFence,
			isTable: !inFence && /^\s*\|/.test(line)
		});
		fence = nextFence(fence, line);
		afterEmpty = isEmpty;
		from = to + 1;
	}
	return lines;
}

/** The marks of the fence that is open after this line; null outside of one. */
function nextFence(open: string | null, line: string): string | null {
	if (!FENCE_MARK.test(line)) return open;
	const marks = FENCE.exec(line)?.groups!['marks'];
	if (open === null) return marks ?? null;
	const closes =
		marks !== undefined &&
		marks[0] === open[0] &&
		marks.length >= open.length &&
		line.trim() === marks;
	return closes ? null : open;
}
