import {
	MIN_SPAN_NATS,
	RANK_CAP,
	type HeatRange,
	type Measure
} from '../../core/reading/token-measures.ts';
import { count, decimal } from '../format.ts';

export const MEASURE_NAMES: Record<Measure, string> = {
	'teacher-entropy': 'Teacher entropy',
	'teacher-logprob': 'Teacher log-prob',
	'student-surprisal': 'Student surprisal',
	'student-rank': 'Student rank',
	'student-entropy': 'Student entropy'
};

/** Nats with as many digits as tell something. */
export function natsText(value: number): string {
	const size = Math.abs(value);
	if (size >= 0.1 || size === 0) return decimal(value);
	if (size < 0.0001) return '≈ 0';
	return decimal(value, size >= 0.001 ? 3 : 4);
}

/** A heat (core/reading/token-measures.ts) as the measure's own number. */
export function heatText(heat: number, measure: Measure): string {
	if (measure === 'student-rank') return count(10 ** heat);
	return natsText(measure === 'teacher-logprob' ? -heat : heat);
}

/** What the colours stand for. */
export function scaleText(measure: Measure, { low, high }: HeatRange): string {
	if (measure === 'student-rank') {
		return `rank, on a log scale; ${RANK_CAP} and more look the same`;
	}
	return high === low + MIN_SPAN_NATS
		? 'nats; sure almost everywhere, so the scale ends at a tenth of a nat'
		: 'nats, from the 5th percentile of this text to the 95th';
}
