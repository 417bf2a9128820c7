import { selectionProblems } from '../../lib/core/export/checks.ts';
import type { GraderFacts } from '../../lib/core/export/dataset-facts.ts';
import type { ExportFormat } from '../../lib/core/export/options.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { Recipe } from '../../lib/core/model/recipe.ts';
import type { Row } from '../../lib/core/model/tables.ts';
import type { CurationResult } from '../../lib/protocol/db-api.ts';
import type { Database } from './database.ts';
import gradersSql from './sql/export/graders.sql?raw';
import rejectedSql from './sql/export/rejected.sql?raw';
import selectionSql from './sql/export/selection.sql?raw';
import teachersSql from './sql/export/teachers.sql?raw';

export interface SelectedRow {
	readonly id: string;
	readonly question_id: string;
	readonly teacher_id: string;
	readonly verdict: string;
	readonly graded_by: string;
	/** Beginning of the id of the judge that was asked last; '' where none was. */
	readonly judge: string;
	readonly override: string;
	readonly sample_index: number;
	/** What models said; null where none did. */
	readonly task_category: string | null;
	readonly rated_difficulty: string | null;
	readonly input_quality: string | null;
	readonly response_quality: string | null;
	/** Length of its texts in UTF-8. */
	readonly bytes: number;
}

/** What is to be written, without its texts. */
export interface Selection {
	readonly result: CurationResult;
	/** In the order of the ids. */
	readonly rows: readonly SelectedRow[];
	/** For preference pairs: by id of the chosen one, the one to reject. */
	readonly rejected: ReadonlyMap<string, string>;
	readonly teachers: readonly Row<'teachers'>[];
	/** Models whose verdicts or labels stand in these rows. */
	readonly graders: readonly GraderFacts[];
}

/**
 * Reads what the curation just selected, and holds it against the recipe.
 * @throws AppError 'export-incomplete' where something does not hold.
 */
export async function readSelection(
	db: Database,
	result: CurationResult,
	recipe: Recipe,
	format: ExportFormat
): Promise<Selection> {
	const rows = await db.rows<SelectedRow>(selectionSql);
	const problems = selectionProblems({ missingPairs: result.missingPairs, rows }, recipe);
	if (problems.length > 0) throw incomplete(problems);
	const pairs =
		format === 'preference' ? await db.rows<{ id: string; rejected_id: string }>(rejectedSql) : [];
	return {
		result,
		rows,
		rejected: new Map(pairs.map((pair) => [pair.id, pair.rejected_id])),
		teachers: await db.rows<Row<'teachers'>>(teachersSql),
		graders: await gradersOf(db, rows)
	};
}

const LABEL_COLUMNS = {
	category: 'task_category',
	difficulty: 'rated_difficulty',
	'input-quality': 'input_quality',
	'response-quality': 'response_quality'
} as const;

async function gradersOf(db: Database, rows: readonly SelectedRow[]): Promise<GraderFacts[]> {
	const all = await db.rows<GraderFacts & { readonly judge: string }>(gradersSql);
	const isHeard = ({ gives, judge }: (typeof all)[number]): boolean =>
		gives === 'verdict'
			? rows.some((row) => row.graded_by === 'judge' && row.judge === judge)
			: rows.some((row) => row[LABEL_COLUMNS[gives]] !== null);
	return all.filter(isHeard).map(({ gives, name, settings }) => ({ gives, name, settings }));
}

export function incomplete(problems: readonly string[]): AppError {
	return new AppError(
		'export-incomplete',
		`The set was not written. ${problems.join(' ')} Your project is unchanged. Look at Curate, then try again.`
	);
}
