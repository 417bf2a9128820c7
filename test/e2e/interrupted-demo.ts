import type { Page } from 'playwright-core';
import { createRandom } from '../../src/lib/core/stats/random.ts';
import { goTo } from './browser.ts';
import { launchKillable } from './killable-browser.ts';

/** Of the demo run: 60 questions × 4 samples × 3 teachers. */
export const DEMO_JOBS = 720;

/** A kill, and what was there when the browser came back. */
export interface Kill {
	/** Trajectories that the page said were written. */
	readonly acknowledged: number;
	/** Trajectories that were there after reopening, before anything new was written. */
	readonly found: number;
}

export interface InterruptedDemo {
	readonly kills: readonly Kill[];
	/** The page of the last browser, in which the run goes on. */
	readonly page: Page;
	close(): Promise<void>;
}

/**
 * Starts the demo run and kills the browser `kills` times at random moments, each time after some more
 * responses were written and while others are being written.
 *
 * @param seed of the moments
 * @param spread the most responses that are written between two kills
 */
export async function runDemoWithKills(
	url: string,
	profile: string,
	kills: number,
	seed: number,
	spread: number
): Promise<InterruptedDemo> {
	const random = createRandom(seed);
	const done: Kill[] = [];
	let browser = await launchKillable(profile);
	await browser.page.goto(url);
	await browser.page.getByRole('button', { name: 'Run the demo teachers' }).click();
	let before = 0;
	for (let i = 0; i < kills; i++) {
		const wanted = before + 1 + random.integer(spread);
		await reachWritten(browser.page, Math.min(wanted, DEMO_JOBS - 10));
		await browser.page.waitForTimeout(random.integer(400));
		const acknowledged = await written(browser.page);
		await browser.kill();
		browser = await launchKillable(profile);
		const found = await reopen(browser.page, url);
		done.push({ acknowledged, found });
		before = found;
	}
	return { kills: done, page: browser.page, close: () => browser.kill() };
}

/** Opens the project anew. The run takes itself up again. @returns the trajectories that were there. */
async function reopen(page: Page, url: string): Promise<number> {
	await page.goto(url);
	// Which project was open last is a preference, which a browser that is killed may not have written yet.
	const opened = page.getByRole('link', { name: /^Teachers/ });
	const closed = page.getByRole('button', { name: 'Open Demo teachers' });
	await opened.or(closed).first().waitFor();
	if (await closed.isVisible()) await closed.click();
	await goTo(page, 'Teachers');
	await page.getByRole('heading', { name: /^Run: / }).waitFor();
	return written(page);
}

/** Of the line 'Trajectories written: 96 of 720, …'. */
export async function written(page: Page): Promise<number> {
	const text = await page
		.getByRole('region', { name: /^Run: / })
		.getByText(/^[\d,]+ of [\d,]+/)
		.first()
		.innerText();
	return Number(text.split(' of ')[0]!.replaceAll(',', ''));
}

async function reachWritten(page: Page, wanted: number): Promise<void> {
	const limitMs = 120_000;
	const startedAt = Date.now();
	while ((await written(page)) < wanted) {
		if (Date.now() - startedAt > limitMs) throw new Error(`${wanted} were not written in time`);
		await page.waitForTimeout(50);
	}
}

/** Trajectories, and how many of them are of one question, teacher and sample alone, as the app's tables say. */
export async function counts(page: Page): Promise<{ rows: number; perTeacher: number[] }> {
	await goTo(page, 'Trajectories');
	const status = page.getByRole('status').filter({ hasText: /^[\d,]+ rows?$/ });
	await status.waitFor();
	const rows = Number((await status.innerText()).replace(/\D/g, ''));
	await goTo(page, 'Teachers');
	const cells = await page
		.getByRole('region', { name: 'Teachers of the run' })
		.getByRole('cell', { name: /^[\d,]+ of [\d,]+$/ })
		.allInnerTexts();
	return { rows, perTeacher: cells.map((cell) => Number(cell.split(' of ')[0])) };
}
