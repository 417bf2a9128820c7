/**
 * The promise, or the error if it takes longer. What the promise was doing goes on; whoever sets a
 * limit also says what becomes of it (a worker is ended, a handle closed).
 */
export async function withTimeLimit<T>(
	promise: Promise<T>,
	limitMs: number,
	onTimeout: () => Error
): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const limit = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(onTimeout()), limitMs);
	});
	try {
		return await Promise.race([promise, limit]);
	} finally {
		clearTimeout(timer);
	}
}
