const INTERVAL_MS = 100;

/** Passes on a share of progress about ten times a second, and the end always. */
export function throttled(onProgress: (share: number) => unknown): (share: number) => void {
	let lastAtMs = -Infinity;
	return (share) => {
		const nowMs = performance.now();
		if (share < 1 && nowMs - lastAtMs < INTERVAL_MS) return;
		lastAtMs = nowMs;
		onProgress(share);
	};
}
