import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Longer than that, a person calls it a freeze. */
const FREEZE_MS = 1_000;
/** A busy machine makes one visit slow, a text makes each. */
const VISITS = 3;
/** What a visit takes to settle. */
const VISIT_MS = 2_500;

interface LongTask {
	readonly ms: number;
	/** Where the page was. */
	readonly hash: string;
}

/** Notes every task of the page's own thread that takes longer than 50 ms. */
export async function watchTasks(page: Page): Promise<void> {
	await page.evaluate(`globalThis.longTasks = [];
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries())
				longTasks.push({ ms: Math.round(duration), hash: location.hash });
		}).observe({ type: 'longtask', buffered: true });`);
}

/** No task took longer than a second; where one did, it is looked at again on its own. */
export async function expectNoFreeze(page: Page): Promise<void> {
	const places = new Set((await takeFreezes(page)).map(({ hash }) => hash));
	for (const hash of places) {
		const freezes: number[] = [];
		for (let visit = 0; visit < VISITS; visit++) {
			await page.evaluate(`location.hash = '#/student'`);
			await page.waitForTimeout(VISIT_MS / 2);
			await takeFreezes(page);
			await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
			await page.waitForTimeout(VISIT_MS);
			const again = await takeFreezes(page);
			if (again.length === 0) break;
			freezes.push(...again.map(({ ms }) => ms));
		}
		const shown = (await page.getByRole('main').innerText()).slice(0, 300);
		expect(freezes.length, `${freezes.join()} ms at ${shown}`).toBeLessThan(VISITS);
	}
}

async function takeFreezes(page: Page): Promise<readonly LongTask[]> {
	const tasks = await page.evaluate<LongTask[]>('longTasks.splice(0)');
	return tasks.filter(({ ms }) => ms > FREEZE_MS);
}
