import type { Row } from '../../src/lib/core/model/tables.ts';
import type { JudgeScope } from '../../src/lib/protocol/judge-queries.ts';
import { type JudgingEngine, LocalJudging } from '../../src/lib/services/local-judging.ts';
import { runJudgingTask } from '../../src/workers/engine/judging.ts';
import type { NodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';
import { type Answer, loadProject, type Project, question, teacher } from './project-rows.ts';
import { JUDGE, MODEL, type Opinion, ScriptedJudge } from './scripted-judge.ts';

/** 'c' and 'd' the rule cannot tell; of 'b' the file says something else; 'p' is of a smoke test. */
export const ANSWERS: readonly Answer[] = [
	{ id: 'a', question: 'q1', teacher: 'A', response: 'right', verdict: 'correct' },
	{
		...{ id: 'b', question: 'q2', teacher: 'A', response: 'other', verdict: 'wrong' },
		reference: 'correct'
	},
	{ id: 'c', question: 'q3', teacher: 'A', response: 'right', verdict: 'unverifiable' },
	{ id: 'd', question: 'q1', teacher: 'B', response: 'other', verdict: 'unverifiable' },
	{ id: 'e', question: 'q2', teacher: 'B', response: 'right', verdict: 'pending' },
	{ id: 'p', question: 'q1', teacher: 'P', response: 'right', verdict: 'unverifiable' }
];

/** How a judging ended. */
export interface Judged {
	/** In the order of their ids. */
	readonly saved: readonly string[];
	readonly repeated: number;
	readonly failed: number;
	readonly reason: string;
}

interface Given {
	readonly judge?: Row<'judges'>;
	readonly sample?: number;
	readonly signal?: AbortSignal;
}

/** Worker and page of a judge in one, without a thread between them, over a real DuckDB. */
export class JudgeBench {
	db: NodeRemote;
	readonly #duckdb: NodeDatabase;

	constructor(duckdb: NodeDatabase) {
		this.#duckdb = duckdb;
		this.db = new NodeRemote(duckdb);
	}

	/** The answers above, and no judge. */
	async reset(): Promise<void> {
		this.db = new NodeRemote(this.#duckdb);
		for (const table of ['judges', 'judgements']) await this.#duckdb.run(`DELETE FROM ${table}`);
		await this.load({
			questions: [question('q1'), question('q2'), question('q3', { gold: null })],
			teachers: [teacher('A'), teacher('B'), teacher('P', { origin: 'probe' })],
			answers: ANSWERS
		});
	}

	load(project: Project): Promise<void> {
		return loadProject(this.#duckdb, project);
	}

	readonly judgeAll = async (
		given: Opinion | ScriptedJudge,
		scope: JudgeScope = 'all',
		{ judge = JUDGE, sample = 0, signal = new AbortController().signal }: Given = {}
	): Promise<Judged> => {
		const engine = given instanceof ScriptedJudge ? given : new ScriptedJudge(given);
		const saved = new Set<string>();
		let repeats = false;
		let repeated = 0;
		await this.db.append('judges', [judge]);
		const report = await this.serviceOf(engine).judgeAll(
			{ judgeId: judge.id, model: MODEL, scope, sample },
			{
				onLoad: () => undefined,
				onProgress: () => undefined,
				onRepeat: () => (repeats = true),
				onSaved: (ids) => {
					if (repeats) repeated += ids.length;
					else for (const id of ids) saved.add(id);
				}
			},
			signal
		);
		return { saved: [...saved].sort(), repeated, ...report };
	};

	serviceOf(engine: ScriptedJudge): LocalJudging {
		const client = this.#clientOf(engine);
		return new LocalJudging(this.db, { onnx: client, webllm: client });
	}

	/** A judge's verdict on a trajectory. */
	readonly verdictOf = async (id: string): Promise<Row<'verdicts'> | undefined> =>
		(
			await this.#duckdb.rows<Row<'verdicts'>>(
				"SELECT * FROM verdicts WHERE trajectory_id = $1 AND grader = 'judge'",
				[id]
			)
		)[0];

	async countOf(table: string): Promise<number> {
		const [row] = await this.#duckdb.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`);
		return row!.n;
	}

	#clientOf(engine: ScriptedJudge): JudgingEngine {
		return {
			load: (model) => engine.load(model),
			judgeTrajectories: (task, onSaved, signal) =>
				runJudgingTask({ engine, db: this.db, now: () => 0 }, task, onSaved, signal),
			end: async () => undefined
		};
	}
}
