import type { MetricComparison } from '../stats/compare-teachers.ts';
import { compareSmokeTests, type SmokeOptions, type SmokeRow } from './smoke-test.ts';

/**
 * The smoke test as a metric of the teacher table: how many more questions the student solves after a
 * teacher's examples. A teacher that was not tested has no value; the others are compared on the
 * questions that all tested ones share.
 */
export function smokeComparison(
	rows: readonly SmokeRow[],
	{ teachers, ...options }: SmokeOptions
): MetricComparison {
	const tested = teachers.filter((id) => rows.some(({ teacher_id }) => teacher_id === id));
	const { questions, estimates } = compareSmokeTests(rows, { teachers: tested, ...options });
	return {
		metric: 'smoke-test',
		unit: 'share',
		better: 'higher',
		estimates: teachers.map((id) => {
			const estimate = estimates[tested.indexOf(id)];
			return {
				value: estimate?.difference ?? null,
				low: estimate?.interval?.low ?? null,
				high: estimate?.interval?.high ?? null,
				pBest: estimate?.pBest ?? null,
				n: estimate ? questions : 0
			};
		})
	};
}
