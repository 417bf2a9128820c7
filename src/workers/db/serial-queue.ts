/** Runs one task after the other, in the order in which they were given; a failure stops none. */
export class SerialQueue {
	#last: Promise<unknown> = Promise.resolve();

	async run<T>(task: () => Promise<T>): Promise<T> {
		const result = this.#last.then(task);
		this.#last = result.catch(() => undefined);
		return result;
	}
}
