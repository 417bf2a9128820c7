/** The places of the app, in the order of the work (PRODUCT, 'Places in the app'). */
export const PLACES = [
	'project',
	'questions',
	'student',
	'teachers',
	'trajectories',
	'compare',
	'choose',
	'curate',
	'export',
	'sql'
] as const;
export type Place = (typeof PLACES)[number];

export type RouteParams = Readonly<Record<string, string>>;

/** The parameter that names the project; it stays from place to place. */
const PROJECT = 'in';

/** Where the user is, kept in the URL's hash so that every view can be linked and restored. */
export class RouterState {
	readonly #window: Window;
	#place = $state<Place>('project');
	#params = $state.raw<RouteParams>({});

	constructor(target: Window) {
		this.#window = target;
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
		const { place, params } = parseHash(this.#window.location.hash);
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
