import type { Page } from 'playwright-core';
import { createRandom } from '../../../src/lib/core/stats/random.ts';
import { goTo, PATIENCE_MS } from '../../e2e/browser.ts';
import { type KillableBrowser, launchKillable } from '../../e2e/killable-browser.ts';
import { count } from './ask.ts';
import { HALF_WRITTEN } from './expressions.ts';
import type { Acknowledged, Activity, Findings } from './activity.ts';

/** One kill, and what was there when the browser came back. */
export interface Kill extends Findings {
	/** Milliseconds after the activity began. */
	readonly atMs: number;
	/** Something was going on. */
	readonly inTheMiddle: boolean;
	readonly acknowledged: Acknowledged;
	/** From the start of the browser until the project was open again. */
	readonly reopenedInMs: number;
}

/** A browser that comes back after every kill, with the profile of the one before. */
export class MortalBrowser {
	readonly url: string;
	readonly #profile: string;
	#browser: KillableBrowser | null = null;

	constructor(url: string, profile: string) {
		this.url = url;
		this.#profile = profile;
	}

	get version(): string {
		return this.#browser?.page.context().browser()?.version() ?? '';
	}

	get page(): Page {
		if (!this.#browser) throw new Error('no browser is running');
		return this.#browser.page;
	}

	async start(): Promise<Page> {
		this.#browser = await launchKillable(this.#profile);
		this.page.setDefaultTimeout(PATIENCE_MS);
		await this.page.goto(this.url);
		return this.page;
	}

	async kill(): Promise<void> {
		await this.#browser?.kill();
		this.#browser = null;
	}
}

/**
 * Begins the activity, kills the browser at a random moment, opens the project again and looks what is
 * there; `kills` times. The browser runs afterwards.
 */
export async function killRepeatedly(
	activity: Activity,
	browser: MortalBrowser,
	kills: number,
	seed: number
): Promise<Kill[]> {
	const random = createRandom(`${seed} ${activity.name}`);
	const done: Kill[] = [];
	while (done.length < kills) {
		const work = await activity.begin(browser.page, random);
		const atMs = random.integer(activity.withinMs);
		await new Promise((resolve) => setTimeout(resolve, atMs));
		const acknowledged = work.acknowledged();
		const inTheMiddle = !work.isOver();
		await browser.kill();
		const startedAt = performance.now();
		await browser.start();
		await reopen(browser.page, activity.project);
		const reopenedInMs = Math.round(performance.now() - startedAt);
		const findings = await inspect(browser.page, activity, acknowledged);
		done.push({ atMs, inTheMiddle, acknowledged, reopenedInMs, ...findings });
	}
	return done;
}

/** Which project was open last is a preference, which a browser that is killed may not have written yet. */
async function reopen(page: Page, project: string): Promise<void> {
	const opened = page.getByRole('link', { name: /^Trajectories/ });
	const closed = page.getByRole('button', { name: `Open ${project}`, exact: true });
	await opened.or(closed).first().waitFor();
	if (await closed.isVisible()) await closed.click();
	await goTo(page, 'Project');
	await page.getByRole('heading', { name: project, level: 1 }).waitFor();
}

/** What every activity has to leave as it should be, and what this one has to. */
async function inspect(
	page: Page,
	activity: Activity,
	acknowledged: Acknowledged
): Promise<Findings> {
	const own = await activity.inspect(page, acknowledged);
	const { repeatedRows, ...others } = await count(page, HALF_WRITTEN);
	const halfWritten = Object.values(others).reduce((sum, rows) => sum + rows, 0);
	return {
		...own,
		repeated: own.repeated + repeatedRows,
		halfWritten: own.halfWritten + halfWritten
	};
}
