import type { Aspect } from '../../src/lib/core/annotate/aspects.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import type { NodeDatabase } from './node-database.ts';

/** Rows with everything a test does not care about filled in. */

export function question(id: string, given: Partial<Row<'questions'>> = {}): Row<'questions'> {
	return {
		id,
		text: `Question ${id}`,
		gold: '1',
		answer_type: 'auto',
		domain: 'maths',
		source_name: 'test.jsonl',
		...given
	};
}

export function teacher(id: string, given: Partial<Row<'teachers'>> = {}): Row<'teachers'> {
	return { id, name: `Teacher ${id}`, origin: 'imported', settings: '{}', ...given };
}

/** What one answer is, in the words of a test. */
export interface Answer {
	readonly id: string;
	readonly question: string;
	readonly teacher: string;
	readonly verdict?: 'correct' | 'wrong' | 'unverifiable' | 'pending';
	readonly reference?: 'correct' | 'wrong';
	readonly judge?: 'correct' | 'wrong' | 'unverifiable';
	readonly person?: 'correct' | 'wrong' | 'none';
	readonly response?: string;
	readonly reasoning?: string;
	readonly style?: string;
	readonly finish?: string;
	readonly sample?: number;
	/** Null: not analysed. */
	readonly analysis?: Partial<Row<'analyses'>> | null;
}

export function trajectory(answer: Answer): Row<'trajectories'> {
	return {
		id: answer.id,
		question_id: answer.question,
		teacher_id: answer.teacher,
		sample_index: answer.sample ?? 0,
		response: answer.response ?? `Response ${answer.id}`,
		reasoning: answer.reasoning ?? null,
		reasoning_style: answer.style ?? 'none',
		finish_reason: answer.finish ?? 'stop',
		reported_tokens: null,
		import_id: 'import',
		line: 1
	};
}

export function analysis(answer: Answer): Row<'analyses'>[] {
	if (answer.analysis === null) return [];
	return [
		{
			trajectory_id: answer.id,
			version: 1,
			chars: 400,
			words: 80,
			tokens: 100,
			tokens_estimated: true,
			reasoning_chars: 0,
			answer_chars: 400,
			format: 'plain',
			repetition_share: 0,
			compression_ratio: 2,
			longest_repeat_chars: 10,
			check_rate: 0,
			perhaps_rate: 0,
			wait_rate: 0,
			therefore_rate: 0,
			foreign_script_share: 0,
			...answer.analysis
		}
	];
}

export function verdicts(answer: Answer): Row<'verdicts'>[] {
	const said = (grader: string, verdict: string): Row<'verdicts'> => ({
		trajectory_id: answer.id,
		grader,
		grader_version: 1,
		verdict,
		extracted: '1',
		expected: '1',
		reason: 'for the test'
	});
	const rule = answer.verdict ?? 'correct';
	return [
		...(rule === 'pending' ? [] : [said('rule', rule)]),
		...(answer.reference ? [said('reference', answer.reference)] : []),
		...(answer.judge ? [said('judge', answer.judge)] : []),
		...(answer.person ? [said('person', answer.person)] : [])
	];
}

export interface Distance {
	readonly question: string;
	readonly a: string;
	readonly b: string;
	readonly distance: number;
	readonly normalised?: number;
}

export function pair(given: Distance): Row<'pairwise'> {
	const [a_id, b_id] = given.a < given.b ? [given.a, given.b] : [given.b, given.a];
	return {
		question_id: given.question,
		a_id,
		b_id,
		unit: 'codepoint',
		distance: given.distance,
		normalised: given.normalised ?? given.distance / 1000
	};
}

/** What an annotator said. */
export interface Label {
	readonly aspect: Aspect;
	/** Id of a question, or of a trajectory. */
	readonly subject: string;
	/** Null: it gave none. */
	readonly label: string | null;
	/** 'before': an annotator that was asked earlier, which counts only where no other was asked of the aspect. */
	readonly by?: 'last' | 'before';
	readonly repetition?: 0 | 1;
}

const annotatorOf = ({ aspect, by = 'last' }: Label): string => `${by} ${aspect}`;

export function annotators(labels: readonly Label[]): Row<'annotators'>[] {
	const byId = new Map(labels.map((label) => [annotatorOf(label), label]));
	return [...byId].map(([id, { aspect, by }]) => ({
		id,
		aspect,
		name: 'Model',
		teacher_id: 't',
		settings: '{}',
		guide: '{}',
		asked_at: by === 'before' ? '2026-01-01T00:00:00Z' : '2026-01-02T00:00:00Z'
	}));
}

export function annotation(given: Label): Row<'annotations'> {
	return {
		subject_id: given.subject,
		annotator_id: annotatorOf(given),
		repetition: given.repetition ?? 0,
		label: given.label,
		probability: given.label === null ? null : 0.9,
		score: given.label === null ? null : 1,
		room_share: 1,
		seconds: 0.1,
		asked_at: '2026-01-02T00:00:00Z'
	};
}

export interface Project {
	readonly questions: readonly Row<'questions'>[];
	readonly teachers: readonly Row<'teachers'>[];
	readonly answers: readonly Answer[];
	readonly distances?: readonly Distance[];
	/** Upper bounds of distances. */
	readonly bounds?: readonly Distance[];
	readonly overrides?: readonly Row<'overrides'>[];
	readonly duplicates?: readonly Row<'question_duplicates'>[];
	readonly contaminations?: readonly Row<'contaminations'>[];
	readonly labels?: readonly Label[];
}

type Rows = { readonly [T in FilledTable]: readonly Row<T>[] };
const FILLED_TABLES = [
	'questions',
	'teachers',
	'trajectories',
	'analyses',
	'verdicts',
	'pairwise',
	'pairwise_bounds',
	'overrides',
	'question_duplicates',
	'contaminations',
	'annotators',
	'annotations'
] as const;
export type FilledTable = (typeof FILLED_TABLES)[number];

export function rowsOfProject(project: Project): Rows {
	return {
		questions: project.questions,
		teachers: project.teachers,
		trajectories: project.answers.map(trajectory),
		analyses: project.answers.flatMap(analysis),
		verdicts: project.answers.flatMap(verdicts),
		pairwise: (project.distances ?? []).map(pair),
		pairwise_bounds: (project.bounds ?? []).map(pair),
		overrides: project.overrides ?? [],
		question_duplicates: project.duplicates ?? [],
		contaminations: project.contaminations ?? [],
		annotators: annotators(project.labels ?? []),
		annotations: (project.labels ?? []).map(annotation)
	};
}

export async function emptyProject(db: NodeDatabase): Promise<void> {
	for (const table of ['trajectory_outcomes', ...FILLED_TABLES]) {
		await db.run(`DELETE FROM ${table}`);
	}
}

/** Empties the project's tables and fills them with this one. `order` rearranges the rows of each. */
export async function loadProject(
	db: NodeDatabase,
	project: Project,
	order: <T>(rows: readonly T[]) => readonly T[] = (rows) => rows
): Promise<void> {
	await emptyProject(db);
	const rows = rowsOfProject(project);
	for (const table of FILLED_TABLES) await db.insert(table, order<Row<typeof table>>(rows[table]));
}
