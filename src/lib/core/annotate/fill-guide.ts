import type { JudgedTexts } from '../judge/judged-texts.ts';
import { fillPlaceholders } from '../judge/placeholders.ts';
import { fencedText, SHARES_OF_ROOM } from '../judge/shown-text.ts';
import type { Aspect } from './aspects.ts';
import { type Guide, guidePlaceholders } from './guide.ts';

/** In which order the labels are named. The second time a model is asked, they are turned round. */
export type LabelOrder = 'as listed' | 'turned round';

/**
 * The prompt of an annotator. Each text stands between marks that it cannot close: core/judge/shown-text.ts.
 *
 * @param texts of a question only its text is shown
 * @param share of the room for texts: SHARES_OF_ROOM
 */
export function fillGuide(
	aspect: Aspect,
	guide: Guide,
	texts: JudgedTexts,
	order: LabelOrder,
	share: number = SHARES_OF_ROOM[0]
): string {
	const labels = order === 'as listed' ? guide.labels : guide.labels.toReversed();
	return fillPlaceholders(guide.prompt, guidePlaceholders(aspect), {
		question: fencedText('question', texts.question, share),
		reference: fencedText('reference', texts.reference ?? '', share),
		reasoning: fencedText('reasoning', texts.reasoning, share),
		answer: fencedText('answer', texts.answer, share),
		options: labels.join(', ')
	});
}
