import type { JudgedTexts } from './judged-texts.ts';
import { fillPlaceholders } from './placeholders.ts';
import { type Placeholder, PLACEHOLDERS, type Rubric } from './rubric.ts';
import { fencedText, SHARES_OF_ROOM } from './shown-text.ts';

/** Which option is named first. */
export type OptionOrder = 'correct-first' | 'wrong-first';
export const OPTION_ORDERS: readonly OptionOrder[] = ['correct-first', 'wrong-first'];

/**
 * The prompt of a judge. Each text stands between `<<<` and `>>>`, which it cannot close (shown-text.ts), and what
 * is in braces inside it means nothing: all placeholders are filled in one pass.
 *
 * @param share of the room for texts: SHARES_OF_ROOM. Both orders of the options are asked with the same.
 */
export function fillRubric(
	rubric: Rubric,
	texts: JudgedTexts,
	order: OptionOrder,
	share: number = SHARES_OF_ROOM[0]
): string {
	const { correctLabel, wrongLabel } = rubric;
	const options = [correctLabel, wrongLabel];
	if (order === 'wrong-first') options.reverse();
	const given: Readonly<Record<Placeholder, string>> = {
		question: fencedText('question', texts.question, share),
		reference: fencedText('reference', texts.reference ?? '', share),
		answer: fencedText('answer', texts.answer, share),
		reasoning: fencedText('reasoning', texts.reasoning, share),
		options: options.join(' or ')
	};
	const template = texts.reference === null ? rubric.withoutReference : rubric.withReference;
	return fillPlaceholders(template, PLACEHOLDERS, given);
}
