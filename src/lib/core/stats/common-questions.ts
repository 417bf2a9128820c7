/** One thing that one teacher did on one question. */
export interface Cell {
	readonly question_id: string;
	readonly teacher_id: string;
}

/**
 * The questions on which every teacher has a cell, as `[question][teacher]`, ordered by question id
 * so that the order of the rows has no influence.
 */
export function commonQuestions<T extends Cell>(
	rows: readonly T[],
	teachers: readonly string[]
): T[][] {
	const byQuestion = new Map<string, Map<string, T>>();
	for (const row of rows) {
		const cells = byQuestion.get(row.question_id) ?? new Map<string, T>();
		byQuestion.set(row.question_id, cells.set(row.teacher_id, row));
	}
	return [...byQuestion]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, cells]) => teachers.flatMap((teacher) => cells.get(teacher) ?? []))
		.filter((cells) => cells.length === teachers.length);
}
