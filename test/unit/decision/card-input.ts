import type { Compared, DecisionInput } from '../../../src/lib/core/decision/decision-card.ts';
import type { MetricEvidence } from '../../../src/lib/core/decision/evidence.ts';
import { ownView } from '../../../src/lib/core/decision/view.ts';
import type {
	MetricComparison,
	MetricEstimate
} from '../../../src/lib/core/stats/compare-teachers.ts';

/** An estimate with an interval of ±0.05; null has neither. */
export function estimate(value: number | null, pBest: number | null = null): MetricEstimate {
	if (value === null) return { value, low: null, high: null, pBest: null, n: 0 };
	return { value, low: value - 0.05, high: value + 0.05, pBest, n: 100 };
}

/** A metric of several teachers, each `[value, P(best)]`. */
export function metric(
	name: string,
	better: MetricComparison['better'],
	cells: readonly (readonly [number | null, number | null])[],
	unit: MetricComparison['unit'] = 'share'
): MetricComparison {
	return {
		metric: name,
		unit,
		better,
		estimates: cells.map(([value, pBest]) => estimate(value, pBest))
	};
}

/** Three teachers: one right, one of low entropy, one imported, which has no entropy. */
export const METRICS: readonly MetricComparison[] = [
	metric('accuracy', 'higher', [
		[0.9, 0.97],
		[0.7, 0.03],
		[0.5, 0]
	]),
	metric(
		'entropy',
		'lower',
		[
			[0.7, 0.1],
			[0.4, 0.9],
			[null, null]
		],
		'nats'
	),
	metric('truncated', 'lower', [
		[0, 0.5],
		[0, 0.5],
		[0.125, 0]
	])
];

export function compared(changes: Partial<Compared> = {}): Compared {
	return {
		teachers: ['a', 'b', 'c'],
		commonQuestions: 100,
		leftOutQuestions: 0,
		metrics: METRICS,
		...changes
	};
}

export function input(changes: Partial<DecisionInput> = {}): DecisionInput {
	return {
		comparison: compared(),
		teachers: [
			{ id: 'a', name: 'Ada', family: 'Qwen' },
			{ id: 'b', name: 'Bea', family: 'Llama' },
			{ id: 'c', name: 'Cy', family: null }
		],
		studentFamily: null,
		evidence: [],
		view: ownView({ accuracy: 5 }),
		seed: 7,
		labelOf: (name) => name,
		...changes
	};
}

/** Evidence of three teachers that says nothing unless told to. */
export function evidence(name: string, changes: Partial<MetricEvidence> = {}): MetricEvidence {
	const none = [null, null, null];
	return {
		metric: name,
		stability: {
			order: [0, 1, 2],
			curve: [],
			pOrder: 1,
			pBest: 1,
			verdict: 'settled',
			moreQuestions: 0
		},
		length: { rho: 0.1, n: 100, isConfounded: false },
		differences: [none, none, none],
		...changes
	};
}
