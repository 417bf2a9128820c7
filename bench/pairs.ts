/** Times of one pair, milliseconds. */
export interface Pair {
	readonly firstMs: number;
	readonly secondMs: number;
}

/**
 * Runs two things alternately, changing which goes first, so that what the machine does beside falls on
 * both alike. One pair to warm up is not counted.
 */
export async function inPairs(
	pairs: number,
	first: () => Promise<void>,
	second: () => Promise<void>
): Promise<Pair[]> {
	await first();
	await second();
	const results: Pair[] = [];
	for (let i = 0; i < pairs; i++) {
		if (i % 2 === 0) {
			const firstMs = await timed(first);
			results.push({ firstMs, secondMs: await timed(second) });
		} else {
			const secondMs = await timed(second);
			results.push({ firstMs: await timed(first), secondMs });
		}
	}
	return results;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

async function timed(work: () => Promise<void>): Promise<number> {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
}
