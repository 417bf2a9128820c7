import { TABLE_NAMES, TABLES } from '../../../src/lib/core/model/tables.ts';

/** Rows whose key another row of their table has too. */
const REPEATED_ROWS = TABLE_NAMES.map((table) => {
	const key = TABLES[table].key.join(', ');
	return `(SELECT count(*) - count(DISTINCT (${key})) FROM ${table})`;
}).join(' + ');

const without = (table: string, other: string, on: string): string =>
	`SELECT count(*) FROM ${table} a WHERE NOT EXISTS (SELECT 1 FROM ${other} b WHERE ${on})`;

/** What no project may hold, whatever happened to it: all of these are 0. */
export const HALF_WRITTEN = {
	repeatedRows: `SELECT ${REPEATED_ROWS}`,
	answersWithoutQuestion: without('trajectories', 'questions', 'b.id = a.question_id'),
	answersWithoutTeacher: without('trajectories', 'teachers', 'b.id = a.teacher_id'),
	factsWithoutAnswer: without('analyses', 'trajectories', 'b.id = a.trajectory_id'),
	verdictsWithoutAnswer: without('verdicts', 'trajectories', 'b.id = a.trajectory_id'),
	scoresWithoutAnswer: without('scores', 'trajectories', 'b.id = a.trajectory_id'),
	scoresWithoutTrack: without(
		'scores',
		'token_tracks',
		'b.trajectory_id = a.trajectory_id AND b.scorer = a.scorer'
	),
	writtenWithoutProvenance: without(
		"(SELECT * FROM trajectories WHERE teacher_id IN (SELECT id FROM teachers WHERE origin = 'local'))",
		'generations',
		'b.trajectory_id = a.id'
	)
} as const;

/** One hash over all rows of all tables: nothing came, went or changed where it is the same. */
export const FINGERPRINT = `SELECT md5(concat_ws('-', ${TABLE_NAMES.map(
	(table) => `(SELECT concat(count(*), ':', coalesce(bit_xor(hash(t)), 0)) FROM ${table} t)`
).join(', ')}))`;
