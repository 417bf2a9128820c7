import type { LoadProgress } from '../core/generate/engine.ts';
import type { QueueProgress } from '../core/queue/run-queue.ts';
import type { AskingListener } from '../services/asking.ts';

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
