import { commonQuestions } from '../stats/common-questions.ts';
import type { SmokeRow } from '../student/smoke-test.ts';
import { resample, type EvidenceOptions, type MetricEvidence } from './evidence.ts';

/**
 * Evidence of the smoke test (METRICS §8), on the questions that every tested teacher's examples were
 * tried on. Its length says nothing: the answers are the student's. Empty where nobody was tested.
 */
export function smokeEvidence(
	rows: readonly SmokeRow[],
	{ teachers, seed }: EvidenceOptions
): readonly MetricEvidence[] {
	const measured = rows.filter((row) => row.zero_shot_samples > 0 && row.few_shot_samples > 0);
	const tested = teachers.filter((id) => measured.some(({ teacher_id }) => teacher_id === id));
	const table = tested.length === 0 ? [] : commonQuestions(measured, tested);
	if (table.length === 0) return [];
	const numerators = new Float64Array(teachers.length * table.length);
	const denominators = new Float64Array(numerators.length);
	table.forEach((cells, question) =>
		cells.forEach((row) => {
			const at = teachers.indexOf(row.teacher_id) * table.length + question;
			numerators[at] =
				row.few_shot_correct / row.few_shot_samples - row.zero_shot_correct / row.zero_shot_samples;
			denominators[at] = 1;
		})
	);
	const evidence: MetricEvidence = {
		metric: 'smoke-test',
		length: { rho: null, n: 0, isConfounded: null },
		...resample(
			{ numerators, denominators, better: 'higher' },
			{ questions: table.length, teachers: teachers.length, seed }
		)
	};
	return [evidence];
}
