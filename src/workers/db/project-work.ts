/** Work on a whole project, which takes as long as the project is large. */
export interface ProjectWork {
	/** Its reason is thrown where the work is ended. */
	readonly signal: AbortSignal;
	/** From 0 to 1. */
	readonly onProgress: (share: number) => void;
}

/** Work that nobody watches or ends. */
export const UNWATCHED: ProjectWork = {
	signal: new AbortController().signal,
	onProgress: () => undefined
};

/**
 * Called as often as something was done, with how much by now.
 * @throws what ended the work
 */
export function stepsOf(
	{ signal, onProgress }: ProjectWork,
	total: number
): (done: number) => void {
	return (done) => {
		signal.throwIfAborted();
		onProgress(Math.min(1, done / Math.max(1, total)));
	};
}

/** Lets messages in: the one that ends the work is among them. */
export function takeMessages(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}
