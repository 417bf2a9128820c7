import type { LoadProgress } from '../core/generate/engine.ts';
import type { ModelRef } from '../core/generate/model-ref.ts';
import { AppError } from '../core/model/errors.ts';
import type { QueueProgress } from '../core/queue/run-queue.ts';
import type { AskingListener } from '../services/asking.ts';
import type { PageDb } from '../services/remote-db.ts';
import type { MessagesState } from './messages-state.svelte.ts';
import type { ModelsState } from './models-state.svelte.ts';
import type { LocalTeacher, TeachersState } from './teachers-state.svelte.ts';

/** What the states need that ask a model about trajectories or questions: as a judge, or for labels. */
export interface AskingOptions {
	readonly db: Pick<PageDb, 'query' | 'append'>;
	readonly teachers: Pick<TeachersState, 'find' | 'refresh'>;
	readonly models: Pick<ModelsState, 'deviceFor'>;
	readonly messages: MessagesState;
	/** Something else uses a model. */
	readonly isBusy: () => boolean;
	/** Answers were saved; called often. */
	readonly onSaved: () => void;
}

/** Where a random sample is asked about, and nobody has said how large. */
export const DEFAULT_SAMPLE = 100;

/** The model of a teacher entry. */
export interface AskedModel {
	readonly teacherId: string;
	readonly name: string;
	readonly model: ModelRef;
}

/** @throws AppError 'plan-invalid' where nobody is chosen, what is asked has problems, or a model is at work */
export function readyToAsk(
	entry: LocalTeacher | undefined,
	problems: readonly string[],
	isBusy: boolean
): AskedModel {
	if (!entry?.settings) {
		throw notStarted(
			'No model that runs here is chosen.',
			'Choose one, or add one under Teachers.'
		);
	}
	const [problem] = problems;
	if (problem !== undefined) throw notStarted(problem);
	if (isBusy) {
		throw notStarted('Another model is at work.', 'Wait until it is done, or cancel it.');
	}
	return { teacherId: entry.id, name: entry.name, model: entry.settings.model };
}

function notStarted(why: string, whatToDo = ''): AppError {
	return new AppError('plan-invalid', `${why} Nothing was started. ${whatToDo}`.trimEnd());
}

/** How far a model is that is asked about many things, and about some of them once more. */
export interface AskingNow {
	readonly step: 'asking' | 'repeating';
	/** What of this step is saved; `progress` counts whole chunks. */
	readonly saved: number;
	readonly progress: QueueProgress;
	readonly loading: LoadProgress | null;
}

const NOTHING: QueueProgress = { done: 0, total: 0, failed: 0, etaMs: null };
export const ASKING_BEGINS: AskingNow = {
	step: 'asking',
	saved: 0,
	progress: NOTHING,
	loading: null
};

/** @param onSaved called often */
export function askingListener(
	change: (changes: Partial<AskingNow>) => void,
	onSaved: () => void
): AskingListener {
	const saved = new Set<string>();
	return {
		onLoad: (loading) => change({ loading }),
		onProgress: (progress) => change({ progress, loading: null }),
		onRepeat: () => {
			saved.clear();
			change({ step: 'repeating', saved: 0, progress: NOTHING });
		},
		onSaved: (ids) => {
			for (const id of ids) saved.add(id);
			change({ saved: saved.size, loading: null });
			onSaved();
		}
	};
}
