import { sentenceStarts } from '../student/sentences.ts';
import { findFormulas } from './formulas.ts';
import { linesOf, type TextLine } from './text-lines.ts';

/** A stretch of a text, UTF-16, `to` exclusive. */
export interface TextSpan {
	readonly from: number;
	readonly to: number;
}

/** A step that is longer is cut at its lines, then at its sentences, so that each renders quickly. */
export const MAX_STEP_CHARS = 4_000;

const CONTENT = /[\p{L}\p{N}]/u;
/** Without one there is no formula to look for. */
const FORMULA_MARK = /[$\\]/;
const HEADING = /^\s{0,3}(?:#{1,6}\s.*|\*\*[^*\n]+\*\*:?|__[^_\n]+__:?)\s*$/u;

/**
 * The steps of a reasoning: its paragraphs (what empty lines separate); where there is no empty line, its
 * lines; where there is one line only, its sentences (METRICS §3). Fenced code, tables and formulas are not
 * torn. A heading goes with what follows it; what has no words of its own, a displayed formula say, with
 * what stands before it. Empty lines belong to no step; everything else to exactly one.
 */
export function splitIntoSteps(text: string): TextSpan[] {
	const lines = linesOf(text);
	const paragraphs = groupLines(lines, (line) => line.afterEmpty);
	if (paragraphs.length > 1) {
		return joinSmall(text, paragraphs).flatMap((span) => shorten(text, span));
	}
	const [whole] = paragraphs;
	if (whole === undefined) return [];
	const pieces = linePieces(text, whole);
	const steps = pieces.length > 1 ? joinSmall(text, pieces) : sentencePieces(text, whole);
	return steps.flatMap((span) => shorten(text, span));
}

/** Lines one after another, a new piece wherever `begins` says so; empty lines are in none. */
function groupLines(
	lines: readonly TextLine[],
	begins: (line: TextLine, before: TextLine) => boolean
): TextSpan[] {
	const pieces: { from: number; to: number }[] = [];
	let before: TextLine | null = null;
	for (const line of lines) {
		const last = pieces.at(-1);
		if (line.isEmpty) continue;
		if (last === undefined || before === null || begins(line, before)) {
			pieces.push({ from: line.from, to: line.to });
		} else {
			last.to = line.to;
		}
		before = line;
	}
	return pieces;
}

/** The lines of a stretch; what is inside fences, tables and displayed formulas stays together. */
function linePieces(text: string, { from, to }: TextSpan): TextSpan[] {
	const part = text.slice(from, to);
	const formulas = findFormulas(part);
	let next = 0;
	const pieces = groupLines(linesOf(part), (line, before) => {
		while (next < formulas.length && formulas[next]!.to <= line.from) next++;
		const inFormula = next < formulas.length && formulas[next]!.from < line.from;
		return !line.inFence && !inFormula && !(line.isTable && before.isTable);
	});
	return pieces.map((piece) => ({ from: from + piece.from, to: from + piece.to }));
}

function sentencePieces(text: string, { from, to }: TextSpan): TextSpan[] {
	const starts = sentenceStarts(text.slice(from, to)).map((start) => from + start);
	return starts.map((start, index) => ({ from: start, to: starts[index + 1] ?? to }));
}

/** Headings go to what follows, pieces without words to what stands before. */
function joinSmall(text: string, pieces: readonly TextSpan[]): TextSpan[] {
	const joined: TextSpan[] = [];
	let lastIsHeading = false;
	for (const piece of pieces) {
		const own = text.slice(piece.from, piece.to);
		const last = joined.at(-1);
		if (last !== undefined && (lastIsHeading || isWordless(own)) && fits(last, piece)) {
			joined[joined.length - 1] = { from: last.from, to: piece.to };
		} else {
			joined.push(piece);
		}
		lastIsHeading = own.length <= 200 && HEADING.test(own);
	}
	return joined;
}

const fits = (before: TextSpan, piece: TextSpan): boolean =>
	piece.to - before.from <= MAX_STEP_CHARS;

/** True for displayed formulas alone, rules, brackets and the like. */
function isWordless(piece: string): boolean {
	if (piece.length > MAX_STEP_CHARS || piece.trimStart().startsWith('```')) return false;
	if (!FORMULA_MARK.test(piece)) return !CONTENT.test(piece);
	let words = '';
	let at = 0;
	for (const { from, to, display } of findFormulas(piece)) {
		if (!display) return false;
		words += piece.slice(at, from);
		at = to;
	}
	return !CONTENT.test(words + piece.slice(at));
}

/** Pieces of at most MAX_STEP_CHARS, but for fenced code, which is one piece whatever its length. */
function shorten(text: string, span: TextSpan): TextSpan[] {
	if (span.to - span.from <= MAX_STEP_CHARS) return [span];
	const small = linePieces(text, span).flatMap((line) => {
		const isLong = line.to - line.from > MAX_STEP_CHARS;
		if (!isLong || /^\s*(?:```|~~~)/.test(text.slice(line.from, line.to))) return [line];
		return sentencePieces(text, line).flatMap((sentence) => cutHard(text, sentence));
	});
	return pack(small);
}

/** Neighbours together as long as they fit. */
function pack(pieces: readonly TextSpan[]): TextSpan[] {
	const packed: TextSpan[] = [];
	for (const piece of pieces) {
		const last = packed.at(-1);
		if (last !== undefined && fits(last, piece)) {
			packed[packed.length - 1] = { from: last.from, to: piece.to };
		} else {
			packed.push(piece);
		}
	}
	return packed;
}

/** Where nothing else says where to cut: after white space, or anywhere but inside a character. */
function cutHard(text: string, { from, to }: TextSpan): TextSpan[] {
	const pieces: TextSpan[] = [];
	let at = from;
	while (to - at > MAX_STEP_CHARS) {
		const space = text.lastIndexOf(' ', at + MAX_STEP_CHARS - 1) + 1;
		let end = space > at ? space : at + MAX_STEP_CHARS;
		if (/[\udc00-\udfff]/.test(text.charAt(end))) end--;
		pieces.push({ from: at, to: end });
		at = end;
	}
	return [...pieces, { from: at, to }];
}
