import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { formulaAt } from '../../core/reading/formulas.ts';
import { closingBrace } from '../../core/verify/split.ts';

/** A formula has at most 1,000 characters, and so at most so many lines. */
const MAX_LINES = 1_010;

/** Teaches Markdown what a formula is: core/reading/formulas.ts. Code is code before that. */
export function addFormulas(markdown: MarkdownIt): void {
	markdown.inline.ruler.before('escape', 'formula', inlineFormula);
	markdown.inline.ruler.before('escape', 'box', bareBox);
	markdown.block.ruler.before('fence', 'formula', blockFormula, {
		alt: ['paragraph', 'blockquote', 'list']
	});
}

/** A box that no formula surrounds, as answers often stand: longer ones hold more than an answer. */
const BOX = /\\(?:boxed|fbox) ?\{/y;
const MAX_BOX_CHARS = 500;

function bareBox(state: StateInline, silent: boolean): boolean {
	BOX.lastIndex = state.pos;
	const begin = BOX.exec(state.src)?.[0];
	if (begin === undefined) return false;
	const box = state.src.slice(state.pos, state.pos + MAX_BOX_CHARS);
	const end = closingBrace(box, begin.length - 1);
	if (end < 0) return false;
	if (!silent) {
		const token = state.push('formula', '', 0);
		token.content = box.slice(0, end);
		token.meta = { display: false };
	}
	state.pos += end;
	return true;
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
	const formula = formulaAt(state.src, state.pos);
	if (formula === null || formula.source.trim() === '') return false;
	if (!silent) {
		const token = state.push('formula', '', 0);
		token.content = formula.source;
		token.meta = { display: formula.display };
	}
	state.pos = formula.to;
	return true;
}

/**
 * A displayed formula that begins a line. Left to the paragraphs, its lines would be looked at one by one,
 * and '- 4' taken for a list.
 */
function blockFormula(state: StateBlock, line: number, end: number, silent: boolean): boolean {
	const begin = state.bMarks[line]! + state.tShift[line]!;
	const mark = state.src.slice(begin, begin + 2);
	if (mark !== '\\[' && mark !== '$$') return false;
	const last = Math.min(end, line + MAX_LINES);
	const text = state.getLines(line, last, state.blkIndent, false).trimStart();
	const formula = formulaAt(text, 0);
	if (formula === null || formula.source.trim() === '') return false;
	if (silent) return true;
	const token = state.push('formula', '', 0);
	token.content = formula.source;
	token.meta = { display: true };
	const lines = text.slice(0, formula.to).split('\n').length;
	// What follows on the last line, a full stop say, is a paragraph of its own.
	const rest = text.slice(formula.to).split('\n', 1)[0]!.trim();
	if (rest !== '') addParagraph(state, rest);
	state.line = line + lines;
	return true;
}

function addParagraph(state: StateBlock, text: string): void {
	state.push('paragraph_open', 'p', 1);
	const token = state.push('inline', '', 0);
	token.content = text;
	token.children = [];
	state.push('paragraph_close', 'p', -1);
}
