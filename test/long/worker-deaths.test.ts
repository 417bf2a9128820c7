import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../crash/kills/ask.ts';
import { FINGERPRINT } from '../crash/kills/expressions.ts';
import {
	type AppBrowser,
	exploreSample,
	goTo,
	type OpenApp,
	startBrowser
} from '../e2e/browser.ts';
import { importRows, startImport } from '../e2e/own-rows.ts';
import { cancelRun, written } from '../e2e/runs.ts';

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
beforeAll(async () => {
	browser = await startBrowser();
});
beforeEach(async () => {
	app = await browser.open();
	page = app.page;
});
afterEach(() => app.context.close());
afterAll(() => browser.close());

type WorkerName = 'import' | 'db' | 'analysis' | 'onnx' | 'diff' | 'template';

const workersOf = (name: WorkerName) =>
	page.workers().filter((worker) => worker.url().includes(`/${name}-worker`));

/**
 * An allocation that fails, which nothing catches, ends a worker in the middle of whatever it does. (One that
 * exhausts the heap itself takes its page along, and the page is then opened again: test/crash/kills.)
 */
async function crash(name: WorkerName): Promise<void> {
	await expect.poll(() => workersOf(name).length, { timeout: 60_000 }).toBeGreaterThan(0);
	for (const worker of workersOf(name)) {
		await worker.evaluate(() => {
			setTimeout(() => new ArrayBuffer(2 ** 45));
		});
	}
}

const alert = (text: string | RegExp) => page.getByRole('alert').filter({ hasText: text });

describe('a worker that dies', () => {
	it('import: says so, and the same file again completes it', async () => {
		await page.getByRole('button', { name: 'Open my data' }).click();
		await startImport(page, 20_000);
		await page.getByText(/[1-9][\d,]* trajectories saved/).waitFor();
		await crash('import');
		await alert('What was saved is safe').waitFor();
		await page.reload();
		await importRows(page, 20_000);
		const answers = await ask(page, { rows: 'SELECT count(*) FROM trajectories' });
		expect(answers).toEqual({ rows: '20000' });
	});

	it('database: says so, and after a reload everything that was saved is there', async () => {
		await exploreSample(page);
		const before = await ask(page, { fingerprint: FINGERPRINT });
		await crash('db');
		await goTo(page, 'Questions');
		await alert('The database stopped unexpectedly. What was saved is safe. Reload').waitFor();
		await page.reload();
		expect(await ask(page, { fingerprint: FINGERPRINT })).toEqual(before);
	});

	it('analysis: others do its work, and every answer is checked', async () => {
		const explored = exploreSample(page);
		await crash('analysis');
		await explored;
		expect(await page.getByRole('alert').count()).toBe(0);
	});

	it('engine: its jobs go back, and the run goes on by itself', async () => {
		await page.getByRole('button', { name: 'Run the demo teachers' }).click();
		await expect.poll(() => written(page), { timeout: 60_000 }).toBeGreaterThan(0);
		await crash('onnx');
		const before = await written(page);
		await expect.poll(() => written(page), { timeout: 60_000 }).toBeGreaterThan(before + 10);
		await cancelRun(page);
		const told = await written(page);
		const { rows, failed } = await ask(page, {
			rows: 'SELECT count(*) FROM trajectories',
			failed: 'SELECT count(*) FROM failures'
		});
		expect({ rows, failed }).toEqual({ rows: `${told}`, failed: '0' });
	});

	it('difference and template: are asked again by another one', async () => {
		await exploreSample(page);
		await goTo(page, 'Compare');
		await page.getByText('1 of 1,319').waitFor();
		const difference = page.getByRole('region', { name: 'Difference' });
		const show = async (): Promise<void> => {
			await page.keyboard.press('d');
			await page.keyboard.press('l');
			await page.keyboard.press('d');
			await difference.getByRole('deletion').first().waitFor();
		};
		await show();
		await crash('diff');
		await difference.getByRole('button', { name: 'Close the difference' }).click();
		await page.keyboard.press('h');
		await show();

		await goTo(page, 'Export');
		const panel = page.getByRole('region', { name: 'What the student is trained on' });
		await panel.getByLabel('Chat template', { exact: true }).selectOption({ label: 'Qwen3' });
		await panel.getByText('Example 1 of').waitFor();
		await crash('template');
		await panel.getByRole('button', { name: 'Next example' }).click();
		await panel.getByText('Example 2 of').waitFor();
		expect(await page.getByRole('alert').count()).toBe(0);
	});
});
