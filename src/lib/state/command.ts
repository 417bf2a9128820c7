import type { AppState } from './app-state.svelte.ts';
import type { Place, RouteParams } from './router-state.svelte.ts';

/** Something that can be done from anywhere, by its name. */
export interface Command {
	/** Stays the same from visit to visit: what was used is remembered by it. */
	readonly id: string;
	readonly name: string;
	readonly group: string;
	/** Other words that people look for it by. */
	readonly keywords?: string;
	/** Why it cannot be done now; '' where it can. */
	readonly unavailable?: string;
	/** The place that it leads to, where it does. */
	readonly place?: Place;
	readonly run: () => void | Promise<void>;
}

/** What only the page can do. */
export interface PageActions {
	readonly download: (file: Blob, name: string) => void;
	readonly showKeys: () => void;
}

/** Goes to a place; one that is on screen already looks at its new address. */
export function visit(app: AppState, place: Place, params: RouteParams = {}): void {
	app.router.go(place, params);
	app.changes.announceSoon();
}

/** What makes a project of its own is seen in the place of that name. */
export async function inProject(app: AppState, work: () => Promise<void>): Promise<void> {
	app.router.go('project');
	await app.start();
	await work();
}

/** Why nothing can be saved; '' where it can. */
export function writable(app: AppState): string {
	return app.project.readOnly ? 'open in another tab' : '';
}
