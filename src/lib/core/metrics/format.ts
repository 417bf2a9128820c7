import {
	SOLUTION_CLOSE,
	SOLUTION_OPEN,
	splitReasoning,
	THINK_CLOSE,
	THINK_OPEN,
	THOUGHT_CLOSE,
	THOUGHT_OPEN,
	type MarkedResponse
} from '../model/reasoning.ts';

export type ResponseFormat = 'thinking' | 'plain' | 'truncated' | 'no-answer' | 'malformed';

/**
 * Judges the form of a response (METRICS §4). The first that applies:
 *
 * - `truncated`: the finish reason is 'length'; or it is unknown and a mark was opened and never
 *   closed. Its own verdict: nobody knows how the pairing would have gone on.
 * - `plain`: no reasoning marks at all, and some text.
 * - `thinking`: exactly one opening and one closing mark, in this order, nothing but white space
 *   before the first, and an answer after the second. Where the template wrote `<think>`, exactly
 *   one closing mark. `<|begin_of_thought|>` likewise with its own marks; its solution marks may be
 *   missing, or be one pair after the thought. A reasoning field: both parts are there.
 * - `no-answer`: paired like `thinking`, but nothing follows; or an empty response.
 * - `malformed`: everything else, e.g. two blocks, a closing mark alone, text before the first mark.
 */
export function judgeFormat(response: MarkedResponse, finishReason: string): ResponseFormat {
	const blocks = blocksOf(response);
	if (finishReason === 'length') return 'truncated';
	if (finishReason !== 'stop' && blocks.some(isLeftOpen)) return 'truncated';
	const { reasoning, answer } = splitReasoning(response);
	if (response.style === 'none') return answer === '' ? 'no-answer' : 'plain';
	if (response.style === 'field' && reasoning === '') return 'malformed';
	if (!blocks.every(isPaired) || !isInOrder(response, blocks)) return 'malformed';
	return answer === '' ? 'no-answer' : 'thinking';
}

/** How often the marks of one kind of block occur, and where first; -1 where they do not. */
interface Block {
	readonly opens: number;
	readonly closes: number;
	readonly openAt: number;
	readonly closeAt: number;
	readonly closeEnd: number;
}

function blocksOf({ response, style }: MarkedResponse): Block[] {
	switch (style) {
		case 'think':
			return [blockOf(response, THINK_OPEN, THINK_CLOSE)];
		case 'think-prefilled':
			return [blockOf(THINK_OPEN + response, THINK_OPEN, THINK_CLOSE)];
		case 'thought': {
			const solution = blockOf(response, SOLUTION_OPEN, SOLUTION_CLOSE);
			const thought = blockOf(response, THOUGHT_OPEN, THOUGHT_CLOSE);
			return solution.opens + solution.closes === 0 ? [thought] : [thought, solution];
		}
		case 'field':
		case 'none':
			return [];
	}
}

function blockOf(text: string, open: string, close: string): Block {
	const closeAt = text.indexOf(close);
	return {
		opens: text.split(open).length - 1,
		closes: text.split(close).length - 1,
		openAt: text.indexOf(open),
		closeAt,
		closeEnd: closeAt < 0 ? -1 : closeAt + close.length
	};
}

function isLeftOpen({ opens, closes }: Block): boolean {
	return opens === 1 && closes === 0;
}

function isPaired({ opens, closes, openAt, closeAt }: Block): boolean {
	return opens === 1 && closes === 1 && openAt < closeAt;
}

/** Nothing but white space before the first block, and the solution after the thought. */
function isInOrder({ response, style }: MarkedResponse, blocks: readonly Block[]): boolean {
	if (style === 'think-prefilled') return true;
	let from = 0;
	return blocks.every(({ openAt, closeEnd }) => {
		const between = response.slice(from, openAt);
		const fits = openAt >= from && between.trim() === '';
		from = closeEnd;
		return fits;
	});
}
