import type { LoadProgress } from '../core/generate/engine.ts';
import type { ModelRef } from '../core/generate/model-ref.ts';
import { embedderKey, type Embedder, embeddersFor } from '../core/latent/embedders.ts';
import { AppError } from '../core/model/errors.ts';
import type { QueueProgress } from '../core/queue/run-queue.ts';
import type { QueryRow } from '../protocol/queries.ts';
import type { ScoringReport } from '../services/local-scoring.ts';
import type { ModelQueueListener } from '../services/model-queue.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { AnalysisState } from './analysis-state.svelte.ts';
import type { MessagesState } from './messages-state.svelte.ts';
import { OneWork } from './one-work.ts';
import type { StudentState } from './student-state.svelte.ts';

export type MapPointRow = QueryRow<'map/points'>;
export type Inside = QueryRow<'map/inside'>;

/** The part of LocalEmbedding that the state needs. */
export interface Embedding {
	embedAll(
		model: ModelRef,
		listener: ModelQueueListener,
		signal: AbortSignal
	): Promise<ScoringReport>;
}

export interface MapOptions {
	readonly db: Pick<PageDb, 'query'>;
	readonly embedding: Embedding;
	readonly analysis: Pick<AnalysisState, 'placeOnMap'>;
	readonly student: Pick<StudentState, 'id' | 'local'>;
	readonly messages: MessagesState;
	readonly onSaved: () => void;
}

/** What is being done for the map, and how far. */
export interface Drawing {
	readonly step: 'reading' | 'placing';
	readonly progress: QueueProgress;
	readonly loading: LoadProgress | null;
}

/** How much stands on the map. */
export interface MapCoverage {
	readonly embedder: string;
	readonly placed: number;
	/** All that could stand there. */
	readonly trajectories: number;
}

/** More points than a screen can show apart. */
export const MAX_POINTS = 20_000;
const NOTHING: QueueProgress = { done: 0, total: 0, failed: 0, etaMs: null };

/** The latent map: which model places the texts, what stands on it, and what a hand marked. */
export class MapState {
	readonly #options: MapOptions;
	#coverage = $state.raw<MapCoverage | null>(null);
	#points = $state.raw<readonly MapPointRow[]>([]);
	#drawing = $state.raw<Drawing | null>(null);
	readonly #work = new OneWork();

	constructor(options: MapOptions) {
		this.#options = options;
	}

	/** Null while nothing stands on it. */
	get coverage(): MapCoverage | null {
		return this.#coverage;
	}
	/** At most MAX_POINTS. */
	get points(): readonly MapPointRow[] {
		return this.#points;
	}
	/** Not null while it is being drawn. */
	get drawing(): Drawing | null {
		return this.#drawing;
	}
	/** What can place texts; the student's own model first. */
	get embedders(): readonly Embedder[] {
		return embeddersFor(this.#options.student.local?.settings?.model ?? null);
	}

	clear(): void {
		this.#coverage = null;
		this.#points = [];
	}

	/** @param teacherIds whose texts are shown beside the student's own */
	async refresh(teacherIds: readonly string[]): Promise<void> {
		const { db, student } = this.#options;
		if (student.id === '') return this.clear();
		const [state] = await db.query('map/state', { student: student.id });
		const points = await db.query('map/points', {
			teachers: teacherIds.join('|'),
			student: student.id,
			limit: MAX_POINTS
		});
		this.#coverage = state !== undefined && state.placed > 0 ? state : null;
		this.#points = points;
	}

	/** The trajectories of these teachers inside an area: core/latent/map-area.ts. */
	async inside(area: string, teacherIds: readonly string[]): Promise<readonly Inside[]> {
		if (area === '') return [];
		return this.#options.db.query('map/inside', { area, teachers: teacherIds.join('|') });
	}

	/** Lets a model read what it has not read, then places everything anew. What was read is saved. */
	async draw(model: ModelRef): Promise<void> {
		if (this.#options.student.id === '') throw noStudent();
		await this.#work.run((signal) => this.#draw(model, signal));
	}

	cancel(): void {
		this.#work.cancel();
	}

	rest(): Promise<void> {
		return this.#work.rest();
	}

	async #draw(model: ModelRef, signal: AbortSignal): Promise<void> {
		const { analysis, embedding, messages, onSaved, student } = this.#options;
		const show = (changes: Partial<Drawing>): void => {
			if (this.#drawing !== null) this.#drawing = { ...this.#drawing, ...changes };
		};
		this.#drawing = { step: 'reading', progress: NOTHING, loading: null };
		try {
			const { failed, reason } = await embedding.embedAll(
				model,
				{
					onLoad: (loading) => show({ loading }),
					onProgress: (progress) => show({ progress, loading: null })
				},
				signal
			);
			if (failed > 0) messages.notice(notPlaced(failed, reason));
			if (signal.aborted) return;
			show({ step: 'placing' });
			await analysis.placeOnMap(embedderKey(model), student.id);
		} finally {
			this.#drawing = null;
			onSaved();
		}
	}
}

function notPlaced(failed: number, reason: string): string {
	const texts = failed === 1 ? 'One text has' : `${failed} texts have`;
	return `${texts} no place on the map: ${reason} All others are saved.`;
}

function noStudent(): AppError {
	return new AppError(
		'plan-invalid',
		'The map is drawn around the student’s own answers, and there is no student. Nothing was changed. Choose one under Student.'
	);
}
