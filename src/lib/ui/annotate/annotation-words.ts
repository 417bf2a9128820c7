import type { Aspect } from '../../core/annotate/aspects.ts';
import type { AnnotationResults } from '../../state/annotation-results.ts';
import { count, decimal, percent } from '../format.ts';

export const ASPECT_NAMES: Readonly<Record<Aspect, string>> = {
	category: 'Task category',
	difficulty: 'Rated difficulty',
	'input-quality': 'Question quality',
	'response-quality': 'Response quality'
};

export const ASPECT_SUBJECTS: Readonly<Record<Aspect, string>> = {
	category: 'each question',
	difficulty: 'each question',
	'input-quality': 'each question',
	'response-quality': 'each trajectory'
};

/** Whether it said the same when the labels were named the other way round. */
export function orderSentence(aspect: Aspect, repeated: AnnotationResults['repeated']): string {
	const { repeated: asked, changed, mean_shift: shift } = repeated;
	if (asked === 0) return 'Nothing was asked once more yet.';
	const start = `Asked once more with the labels the other way round, ${count(changed)} of ${count(asked)} got another label (${percent(changed / asked, 0)})`;
	// Places of categories are no scale.
	if (shift === null || aspect === 'category') return `${start}.`;
	return `${start}; the place on the scale moved by ${decimal(shift, 2)} steps on the mean.`;
}
