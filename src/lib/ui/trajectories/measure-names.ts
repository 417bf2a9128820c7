import type { Measure } from '../../core/reading/token-measures.ts';
import { RANK_CAP } from '../../core/reading/token-measures.ts';
import { decimal } from '../format.ts';

export const MEASURE_NAMES: Record<Measure, string> = {
	'teacher-entropy': 'Teacher entropy',
	'teacher-logprob': 'Teacher log-prob',
	'student-surprisal': 'Student surprisal',
	'student-rank': 'Student rank',
	'student-entropy': 'Student entropy'
};

/** A heat (core/reading/token-measures.ts) as the measure's own number. */
export function heatText(heat: number, measure: Measure): string {
	switch (measure) {
		case 'student-rank':
			return decimal(10 ** heat, 0);
		case 'teacher-logprob':
			return decimal(-heat);
		default:
			return decimal(heat);
	}
}

/** What the colours stand for. */
export function scaleText(measure: Measure): string {
	return measure === 'student-rank'
		? `rank, on a log scale; ${RANK_CAP} and more look the same`
		: 'nats, from the 5th to the 95th percentile of this text';
}
