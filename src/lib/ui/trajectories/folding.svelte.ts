/** Which steps of a text are folded: all or none, but for those that were turned by hand. */
export class Folding {
	#all = $state(false);
	#turned = $state.raw<ReadonlySet<string>>(new Set());

	isFolded(step: string): boolean {
		return this.#all !== this.#turned.has(step);
	}
	toggle(step: string): void {
		const turned = new Set(this.#turned);
		if (!turned.delete(step)) turned.add(step);
		this.#turned = turned;
	}
	foldAll(folded: boolean): void {
		this.#all = folded;
		this.#turned = new Set();
	}
}
