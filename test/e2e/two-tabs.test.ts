import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { count } from '../crash/kills/ask.ts';
import { HALF_WRITTEN } from '../crash/kills/expressions.ts';
import { type AppBrowser, startBrowser } from './browser.ts';
import { importRows, startImport } from './own-rows.ts';

const ROWS = 12_000;

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

let context: BrowserContext;
let first: Page;
let second: Page;
/** Two tabs of one browser; the first has a project open. */
beforeEach(async () => {
	const app = await browser.open();
	({ context } = app);
	first = app.page;
	await first.getByRole('button', { name: 'Open my data' }).click();
	await first.getByRole('heading', { name: 'My project', level: 1 }).waitFor();
	second = await context.newPage();
	return () => context.close();
});

describe('two tabs', () => {
	it('a tab that is closed in the middle of a write leaves what it saved, and the other takes over', async () => {
		await second.goto(browser.server.url);
		await second.getByText('Here it is read only').waitFor();
		await startImport(first, ROWS);
		const said = first.getByText(/[1-9][\d,]* trajectories saved/);
		const [, told] = /([\d,]+) trajectories/.exec(await said.innerText())!;
		const saved = Number(told!.replaceAll(',', ''));
		await first.close();

		await second.getByRole('button', { name: /^Open it anew/ }).click();
		await second.getByRole('button', { name: 'Rename' }).waitFor();
		const { there, ...halfWritten } = await count(second, {
			...HALF_WRITTEN,
			there: 'SELECT count(*) FROM trajectories'
		});
		expect(there).toBeGreaterThanOrEqual(saved);
		expect(Object.values(halfWritten)).toEqual(Object.values(halfWritten).map(() => 0));
		await importRows(second, ROWS);
		expect(await count(second, { there: 'SELECT count(*) FROM trajectories' })).toEqual({
			there: ROWS
		});
	});

	it('a project that was deleted in the other tab is missed in a sentence, and nothing else is', async () => {
		await importRows(first, 3);
		await first.getByRole('button', { name: 'Close project' }).click();
		await second.goto(browser.server.url);
		const open = second.getByRole('button', { name: 'Open My project' });
		await open.waitFor();
		await first.getByRole('button', { name: 'Delete My project' }).click();
		await first.getByRole('button', { name: 'Delete My project for good' }).click();
		await first.getByRole('button', { name: 'Open My project' }).waitFor({ state: 'detached' });

		await open.click();
		await second.getByRole('alert').filter({ hasText: 'not in this browser any more' }).waitFor();
		await open.waitFor({ state: 'detached' });
		await second.getByRole('button', { name: 'Open my data' }).click();
		await importRows(second, 3);
	});

	it('refuse to delete a project that the other has open', async () => {
		await second.goto(browser.server.url);
		await second.getByText('Here it is read only').waitFor();
		await second.getByRole('button', { name: 'Close project' }).click();
		await second.getByRole('button', { name: 'Delete My project' }).click();
		await second.getByRole('button', { name: 'Delete My project for good' }).click();
		await second.getByRole('alert').filter({ hasText: 'open in another tab' }).waitFor();
		await importRows(first, 3);
	});
});
