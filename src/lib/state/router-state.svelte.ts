/** The places of the app, in the order of the work (PRODUCT, 'Places in the app'). */
export const PLACES = [
	'project',
	'questions',
	'student',
	'teachers',
	'trajectories',
	'compare',
	'review',
	'choose',
	'curate',
	'export',
	'sql'
] as const;
export type Place = (typeof PLACES)[number];

export type RouteParams = Readonly<Record<string, string>>;

/** Longer than any filter or statement that a person makes; a link of somebody else's may hold anything. */
export const MAX_HASH_CHARS = 100_000;

/** The parameter that names the project; it stays from place to place. */
const PROJECT = 'in';

/** Where the user is, kept in the URL's hash so that every view can be linked and restored. */
export class RouterState {
	readonly #window: Window;
	readonly #onTooLong: () => void;
	#place = $state<Place>('project');
	#params = $state.raw<RouteParams>({});

	/** @param onTooLong is told where an address is longer than MAX_HASH_CHARS: its place is shown, no more. */
	constructor(target: Window, onTooLong: () => void = () => undefined) {
		this.#window = target;
		this.#onTooLong = onTooLong;
		this.#read();
		target.addEventListener('hashchange', () => this.#read());
	}

	get place(): Place {
		return this.#place;
	}
	get project(): string {
		return this.param(PROJECT);
	}
	param(name: string): string {
		return this.#params[name] ?? '';
	}

	/** The hash of a place, for links. Empty values are left out so that URLs stay short. */
	href(place: Place, params: RouteParams = {}): string {
		return formatHash(place, { [PROJECT]: this.project, ...params });
	}

	go(place: Place, params: RouteParams = {}): void {
		this.#window.location.hash = this.href(place, params);
	}

	/** Changes some parameters of the current place. Replaces the history entry: a filter is no page. */
	set(changes: RouteParams): void {
		const hash = formatHash(this.#place, { ...this.#params, ...changes });
		this.#window.history.replaceState(null, '', hash);
		this.#read();
	}

	/** Another project was opened: its id goes into the URL, filters of the old one go. */
	setProject(id: string): void {
		if (id === this.project) return;
		this.#window.history.replaceState(null, '', formatHash(this.#place, { [PROJECT]: id }));
		this.#read();
	}

	#read(): void {
		const { hash } = this.#window.location;
		const isTooLong = hash.length > MAX_HASH_CHARS;
		if (isTooLong) this.#onTooLong();
		const { place, params } = parseHash(isTooLong ? hash.slice(0, hash.indexOf('?')) : hash);
		this.#place = place;
		this.#params = params;
	}
}

/** Reads `#/place?name=value`; anything else leads to the first place. */
export function parseHash(hash: string): { place: Place; params: RouteParams } {
	const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
	const place = PLACES.find((name) => name === path) ?? 'project';
	return { place, params: Object.fromEntries(new URLSearchParams(query)) };
}

export function formatHash(place: Place, params: RouteParams): string {
	const filled = Object.entries(params).filter(([, value]) => value !== '');
	const query = new URLSearchParams(filled).toString();
	return query === '' ? `#/${place}` : `#/${place}?${query}`;
}
