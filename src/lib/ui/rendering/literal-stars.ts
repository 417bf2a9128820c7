import type { MarkdownIt } from 'markdown-it';

const OPERAND_END = /[\p{L}\p{N})\]}]/u;
const OPERAND_START = /[\p{L}\p{N}([{]/u;
const WORD = /[A-Za-z0-9]/;

/**
 * A star between two operands multiplies, two of them raise to a power: `25*4: 5*4=20` is no emphasis. Better
 * a mark too many on the page than a sign too few. Chinese and the like set words in bold without spaces, so
 * two stars are a power between ASCII letters and digits only.
 */
export function keepStars(markdown: MarkdownIt): void {
	const State = markdown.inline.State;
	markdown.inline.State = class extends State {
		override scanDelims(
			start: number,
			canSplitWord: boolean
		): ReturnType<InstanceType<typeof State>['scanDelims']> {
			const found = super.scanDelims(start, canSplitWord);
			if (this.src[start] !== '*') return found;
			const before = this.src[start - 1] ?? '';
			const after = this.src[start + found.length] ?? '';
			const isOperator =
				found.length === 1
					? OPERAND_END.test(before) && OPERAND_START.test(after)
					: WORD.test(before) && WORD.test(after);
			return isOperator ? { ...found, can_open: false, can_close: false } : found;
		}
	};
}
