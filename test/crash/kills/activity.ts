import type { Page } from 'playwright-core';
import type { Random } from '../../../src/lib/core/stats/random.ts';

/** What the page said is saved, in counts by name. */
export type Acknowledged = Readonly<Record<string, number>>;

/** Something that goes on in the page until it ends, or until its browser is killed. */
export interface Work {
	/** By now. */
	acknowledged(): Acknowledged;
	/** True once there is nothing left to be interrupted. */
	isOver(): boolean;
	/** Resolves when it is over, rejects when its browser was killed. */
	readonly end: Promise<void>;
}

/** How a project looked after a kill. Every number of `lost`, `repeated` and `halfWritten` has to be 0. */
export interface Findings {
	/** Acknowledged, and not there. */
	readonly lost: number;
	/** There more than once. */
	readonly repeated: number;
	/** There, and not whole: a row without what it belongs to, a file that was never finished. */
	readonly halfWritten: number;
	/** What there is, by name. */
	readonly found: Readonly<Record<string, number>>;
}

/** Something a person does with a project, which a crash may interrupt. */
export interface Activity {
	readonly name: string;
	/** Of the project that it goes on in. */
	readonly project: string;
	/** A kill comes at most this long after the beginning. */
	readonly withinMs: number;
	/** Makes the project, in an empty browser. */
	prepare(page: Page): Promise<void>;
	/** Begins, or goes on after a kill. */
	begin(page: Page, random: Random): Promise<Work>;
	/** The project is open again. */
	inspect(page: Page, acknowledged: Acknowledged): Promise<Findings>;
	/** Does it to its end, as if nothing had happened. Throws where that is not possible. */
	complete(page: Page): Promise<void>;
}

const PAUSE_MS = 20;

/**
 * Watches or does something until it is over.
 * @param step does a little; true once it is over
 */
export function work(acknowledged: () => Acknowledged, step: () => Promise<boolean>): Work {
	let isOver = false;
	const run = async (): Promise<void> => {
		while (!isOver) {
			isOver = await step();
			// The page needs the processor more.
			await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		}
	};
	const end = run();
	// A browser that is killed ends it in the middle.
	end.catch(() => undefined);
	return { acknowledged, isOver: () => isOver, end };
}
