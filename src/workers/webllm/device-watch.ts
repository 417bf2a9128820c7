import { AppError, isCancelled } from '../../lib/core/model/errors.ts';
import type { LosableDevice } from './web-llm-internals.ts';

/** How long the news of a lost device may come after the failures that it causes. */
const NEWS_LIMIT_MS = 100;

/**
 * Knows whether a model's GPU device is still there. web-llm only notices when it is next used, and says
 * 'Object has already been disposed' then.
 */
export class DeviceWatch {
	/** Told of the loss. A race against one promise would keep every result of a night's run alive. */
	readonly #waiting = new Set<() => void>();
	#isLost = false;
	#isOver = false;

	/** @param onLost is called once, not after `end` */
	constructor(device: LosableDevice | undefined, onLost: () => void) {
		void device?.lost.then(() => {
			if (this.#isOver) return;
			this.#isLost = true;
			onLost();
			for (const tell of this.#waiting) tell();
		});
	}

	/** The device is about to be given back on purpose. */
	end(): void {
		this.#isOver = true;
	}

	/** Work on the device; its failure, or silence, is told apart from the loss of the device. */
	async guard<T>(work: () => Promise<T>): Promise<T> {
		let tell = (): void => undefined;
		const lost = new Promise<never>((_, reject) => {
			tell = () => reject(deviceLost());
		});
		this.#waiting.add(tell);
		try {
			return await Promise.race([work(), lost]);
		} catch (error) {
			if (error instanceof AppError || isCancelled(error)) throw error;
			const late = new Promise<void>((resolve) => setTimeout(resolve, NEWS_LIMIT_MS));
			await Promise.race([late, lost.catch(() => undefined)]);
			throw this.#isLost ? deviceLost(error) : error;
		} finally {
			this.#waiting.delete(tell);
		}
	}
}

export function deviceLost(cause?: unknown): AppError {
	return new AppError(
		'device-lost',
		'The browser lost the GPU: its memory was full, its driver restarted, or the computer slept. What was finished is safe. ' +
			'Load the model again to go on; if it happens again, close other tabs or choose a smaller model.',
		{ cause, ...(cause !== undefined && { detail: String(cause) }) }
	);
}
