import type { Settings } from '../services/settings.ts';
import type { RouterState } from './router-state.svelte.ts';

/** The work in four places. */
export const TOUR_PLACES = ['compare', 'choose', 'curate', 'export'] as const;
export type TourPlace = (typeof TOUR_PLACES)[number];

/** The tour of a newcomer: offered once, with the first project, and again when asked for. */
export class TourState {
	readonly #settings: Pick<Settings, 'knowsTour' | 'setKnowsTour'>;
	readonly #router: Pick<RouterState, 'place' | 'go'>;
	#isOpen = $state(false);
	/** Where the tour was last, for places that are none of its own. */
	#last = $state(0);

	constructor(
		settings: Pick<Settings, 'knowsTour' | 'setKnowsTour'>,
		router: Pick<RouterState, 'place' | 'go'>
	) {
		this.#settings = settings;
		this.#router = router;
	}

	get isOpen(): boolean {
		return this.#isOpen;
	}
	/** From 0. Whoever goes to a place of the tour by other ways is at its step. */
	get at(): number {
		const here = TOUR_PLACES.findIndex((place) => place === this.#router.place);
		return here >= 0 ? here : this.#last;
	}
	get place(): TourPlace {
		return TOUR_PLACES[this.at]!;
	}
	/** Where the button leads: to the place of this step, or where one is there, to the next; null at the end. */
	get next(): TourPlace | null {
		if (this.#router.place !== this.place) return this.place;
		return TOUR_PLACES[this.at + 1] ?? null;
	}

	/** Only whoever has not seen it is shown it. */
	offer(): void {
		if (!this.#settings.knowsTour()) this.start();
	}

	start(): void {
		this.#settings.setKnowsTour();
		this.#last = 0;
		this.#isOpen = true;
	}

	goOn(): void {
		const { next } = this;
		if (next === null) return this.end();
		this.#router.go(next);
	}

	/** The place on screen is another one: where the tour goes on from, if it is one of its own. */
	arrive(): void {
		this.#last = this.at;
	}

	/** Skipped or finished. */
	end(): void {
		this.#isOpen = false;
	}
}
