/** Calls `action` at once, then at most once per interval; calls in between are dropped. */
export function throttle(action: () => void, intervalMs: number): () => void {
	let last = Number.NEGATIVE_INFINITY;
	return () => {
		const now = performance.now();
		if (now - last < intervalMs) return;
		last = now;
		action();
	};
}
