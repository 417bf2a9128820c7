import { isAspect } from '../../src/lib/core/annotate/aspects.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import type { AnnotationScope } from '../../src/lib/protocol/annotation-queries.ts';
import { type AnnotatingEngine, LocalAnnotating } from '../../src/lib/services/local-annotating.ts';
import { runAnnotationTask } from '../../src/workers/engine/annotating.ts';
import type { NodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';
import { loadProject, question, teacher } from './project-rows.ts';
import { type Labelling, ScriptedAnnotator } from './scripted-annotator.ts';
import { MODEL } from './scripted-judge.ts';

/** How a labelling ended. */
export interface Labelled {
	/** In the order of their ids. */
	readonly saved: readonly string[];
	readonly repeated: number;
	readonly failed: number;
	readonly reason: string;
}

interface Given {
	readonly scope?: AnnotationScope;
	readonly sample?: number;
	readonly signal?: AbortSignal;
}

/** Worker and page of an annotator in one, without a thread between them, over a real DuckDB. */
export class AnnotateBench {
	db: NodeRemote;
	readonly #duckdb: NodeDatabase;

	constructor(duckdb: NodeDatabase) {
		this.#duckdb = duckdb;
		this.db = new NodeRemote(duckdb);
	}

	/** Three questions, four answers of two teachers, one of a smoke test, and no annotator. */
	async reset(): Promise<void> {
		this.db = new NodeRemote(this.#duckdb);
		for (const table of ['annotators', 'annotations', 'trajectory_outcomes']) {
			await this.#duckdb.run(`DELETE FROM ${table}`);
		}
		await loadProject(this.#duckdb, {
			questions: [question('q1'), question('q2'), question('q3', { gold: null })],
			teachers: [teacher('A'), teacher('B'), teacher('P', { origin: 'probe' })],
			answers: [
				{ id: 'a', question: 'q1', teacher: 'A', response: 'good', verdict: 'correct' },
				{ id: 'b', question: 'q2', teacher: 'A', response: 'bad', verdict: 'wrong' },
				{ id: 'c', question: 'q1', teacher: 'B', response: 'bad', verdict: 'wrong' },
				{ id: 'd', question: 'q2', teacher: 'B', response: 'good', verdict: 'correct' },
				{ id: 'p', question: 'q3', teacher: 'P', response: 'good', verdict: 'correct' }
			]
		});
	}

	readonly annotateAll = async (
		annotator: Row<'annotators'>,
		given: Labelling | ScriptedAnnotator,
		{ scope = 'all', sample = 0, signal = new AbortController().signal }: Given = {}
	): Promise<Labelled> => {
		const engine = given instanceof ScriptedAnnotator ? given : new ScriptedAnnotator(given);
		const { id: annotatorId, aspect } = annotator;
		if (!isAspect(aspect)) throw new RangeError(`no aspect ${aspect}`);
		const saved = new Set<string>();
		let repeats = false;
		let repeated = 0;
		await this.db.append('annotators', [annotator]);
		const report = await this.serviceOf(engine).annotateAll(
			{ annotatorId, aspect, model: MODEL, scope, sample },
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

	serviceOf(engine: ScriptedAnnotator): LocalAnnotating {
		const client: AnnotatingEngine = {
			load: (model) => engine.load(model),
			annotate: (task, onSaved, signal) =>
				runAnnotationTask({ engine, db: this.db, now: () => 0 }, task, onSaved, signal),
			end: async () => undefined
		};
		return new LocalAnnotating(this.db, { onnx: client, webllm: client });
	}
}
