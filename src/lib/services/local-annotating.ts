import type { Aspect } from '../core/annotate/aspects.ts';
import type { EngineName, ModelRef } from '../core/generate/model-ref.ts';
import { REPEATED_LEAST, REPEATED_SHARE } from '../core/judge/checks.ts';
import type { AnnotationScope } from '../protocol/annotation-queries.ts';
import type { DbApi } from '../protocol/db-api.ts';
import type { AnnotationTask } from '../protocol/engine-api.ts';
import type { RunEngine } from './local-run-executor.ts';
import type { ScoringReport } from './local-scoring.ts';
import { type ModelQueueListener, runModelQueue } from './model-queue.ts';

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

export interface AnnotatingListener extends ModelQueueListener {
	/** Everything is labelled; a few are asked about once more. */
	onRepeat(): void;
	onSaved(subjectIds: readonly string[]): void;
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
	async annotateAll(
		annotating: Annotating,
		listener: AnnotatingListener,
		signal: AbortSignal
	): Promise<ScoringReport> {
		const { annotatorId: annotator, aspect, scope, sample } = annotating;
		const pending = await this.#db.query('annotate/pending', { annotator, aspect, scope, sample });
		const labelled = await this.#ask(annotating, pending, 0, listener, signal);
		listener.onRepeat();
		const params = { annotator, share: REPEATED_SHARE, least: REPEATED_LEAST };
		const again = await this.#db.query('annotate/to-repeat', params);
		const repeated = await this.#ask(annotating, again, 1, listener, signal);
		const failed = [...labelled, ...repeated];
		return { failed: failed.length, reason: failed[0]?.reason ?? '' };
	}

	#ask(
		{ annotatorId, model }: Annotating,
		rows: readonly { readonly id: string }[],
		repetition: AnnotationTask['repetition'],
		listener: AnnotatingListener,
		signal: AbortSignal
	) {
		const client = this.#engines[model.engine];
		return runModelQueue({
			client,
			model,
			ids: rows.map(({ id }) => id),
			work: (subjectIds) =>
				client.annotate(
					{ annotatorId, subjectIds, repetition },
					(ids) => listener.onSaved(ids),
					signal
				),
			listener,
			signal
		});
	}
}
