/**
 * Scrolls several boxes together, each by the same share of its own length: texts of different lengths begin
 * and end together. The box that a person touches leads; what follows does not lead back.
 */
export class ScrollTogether {
	readonly #boxes = new Set<HTMLElement>();
	#leader: HTMLElement | null = null;
	enabled = true;

	/** An attachment for each of the boxes. */
	readonly join = (box: HTMLElement): (() => void) => {
		const lead = (): void => void (this.#leader = box);
		const follow = (): void => {
			if (this.enabled && this.#leader === box) this.#moveOthers(box);
		};
		this.#boxes.add(box);
		for (const event of LEADING) box.addEventListener(event, lead, { passive: true });
		box.addEventListener('scroll', follow, { passive: true });
		return () => {
			this.#boxes.delete(box);
			for (const event of LEADING) box.removeEventListener(event, lead);
			box.removeEventListener('scroll', follow);
		};
	};

	#moveOthers(leader: HTMLElement): void {
		const share = leader.scrollTop / Math.max(1, leader.scrollHeight - leader.clientHeight);
		for (const box of this.#boxes) {
			if (box !== leader) box.scrollTop = share * (box.scrollHeight - box.clientHeight);
		}
	}
}

const LEADING = ['wheel', 'pointerdown', 'touchstart', 'keydown', 'focusin'] as const;
