import type { RemoteDatabase } from '../remote-database.ts';
import {
	type FinishedJob,
	generationRow,
	savedTrack,
	sentenceRow,
	tokenTrackRow,
	trajectoryRow
} from './trajectory-rows.ts';

/** Responses that finish within this time are saved together: each save waits for the disk. */
const SAVE_EVERY_MS = 250;

/**
 * Saves what was written, in an order that makes a crash harmless: token track, provenance, and last
 * the trajectory itself, which alone says that the job is done.
 */
export class TrajectorySaver {
	readonly #db: RemoteDatabase;
	readonly #onSaved: (jobIds: readonly string[]) => void;
	readonly #now: () => number;
	#waiting: FinishedJob[] = [];
	#saving: Promise<void> = Promise.resolve();
	#failed = false;
	#lastSaveMs: number;
	#saved = 0;

	constructor(db: RemoteDatabase, onSaved: (jobIds: readonly string[]) => void, now: () => number) {
		this.#db = db;
		this.#onSaved = onSaved;
		this.#now = now;
		this.#lastSaveMs = now();
	}

	/** Jobs whose trajectories are on the disk. */
	get saved(): number {
		return this.#saved;
	}
	/** True when something could not be saved: going on would write what is lost. */
	get failed(): boolean {
		return this.#failed;
	}

	add(finished: FinishedJob): void {
		this.#waiting.push(finished);
		if (this.#now() - this.#lastSaveMs >= SAVE_EVERY_MS) this.#begin();
	}

	/** Resolves when everything that was added is saved. @throws AppError */
	async flush(): Promise<void> {
		this.#begin();
		await this.#saving;
	}

	#begin(): void {
		const batch = this.#waiting;
		if (batch.length === 0) return;
		this.#waiting = [];
		const seconds = (this.#now() - this.#lastSaveMs) / 1000;
		this.#lastSaveMs = this.#now();
		this.#saving = this.#saving.then(() => this.#save(batch, seconds));
		this.#saving.catch(() => (this.#failed = true));
	}

	/** @param seconds the engine's time since the last save, shared by tokens */
	async #save(batch: readonly FinishedJob[], seconds: number): Promise<void> {
		const tokensOf = (finished: FinishedJob): number => finished.rollOut.track.ids.length;
		const tokens = batch.reduce((sum, finished) => sum + tokensOf(finished), 0);
		const share = (finished: FinishedJob): number =>
			tokens === 0 ? 0 : (seconds * tokensOf(finished)) / tokens;
		await this.#db.appendTracks(batch.map(savedTrack));
		await this.#db.append('token_tracks', batch.map(tokenTrackRow));
		await this.#db.append('sentence_logprobs', batch.map(sentenceRow));
		await this.#db.append(
			'generations',
			batch.map((finished) => generationRow(finished, share(finished)))
		);
		await this.#db.append('trajectories', batch.map(trajectoryRow));
		this.#saved += batch.length;
		this.#onSaved(batch.map(({ job }) => job.id));
	}
}
