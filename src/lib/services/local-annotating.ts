import type { Aspect } from '../core/annotate/aspects.ts';
import type { EngineName, ModelRef } from '../core/generate/model-ref.ts';
import type { AnnotationScope } from '../protocol/annotation-queries.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { AnnotationTask } from '../protocol/engine-api.ts';
import { askAll, type AskingListener } from './asking.ts';
import type { RunEngine } from './local-run-executor.ts';
import type { ScoringReport } from './local-scoring.ts';

/** What annotating needs of an engine's client. */
export interface AnnotatingEngine extends Pick<RunEngine, 'load' | 'end'> {
	annotate(
		task: AnnotationTask,
		onSaved: (subjectIds: readonly string[]) => void,
		signal: AbortSignal
	): Promise<void>;
}

/** Who labels what. The row of `annotators` is saved already. */
export interface Annotating {
	readonly annotatorId: string;
	readonly aspect: Aspect;
	readonly model: ModelRef;
	readonly scope: AnnotationScope;
	/** How many the scope 'sample' has. */
	readonly sample: number;
}

/** Lets a model label every subject of a scope that it has not labelled yet, and some of them once more. */
export class LocalAnnotating {
	readonly #db: Pick<DbApi, 'query'>;
	readonly #engines: Readonly<Record<EngineName, AnnotatingEngine>>;

	constructor(db: Pick<DbApi, 'query'>, engines: Readonly<Record<EngineName, AnnotatingEngine>>) {
		this.#db = db;
		this.#engines = engines;
	}

	/**
	 * Resumable: what was labelled is saved and not asked again.
	 * @throws Cancelled, or AppError where the model does not load or nothing can be saved
	 */
	annotateAll(
		{ annotatorId: annotator, aspect, model, scope, sample }: Annotating,
		listener: AskingListener,
		signal: AbortSignal
	): Promise<ScoringReport> {
		const client = this.#engines[model.engine];
		return askAll({
			client,
			model,
			pending: () => this.#db.query('annotate/pending', { annotator, aspect, scope, sample }),
			toRepeat: (share, least) => this.#db.query('annotate/to-repeat', { annotator, share, least }),
			ask: (subjectIds, repetition) =>
				client.annotate(
					{ annotatorId: annotator, subjectIds, repetition },
					(ids) => listener.onSaved(ids),
					signal
				),
			listener,
			signal
		});
	}
}
