import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { type AppBrowser, goTo, type OpenApp, startBrowser } from './browser.ts';

const QUESTIONS = 12;
const SAMPLES = 2;

let browser: AppBrowser;
let app: OpenApp;
let page: Page;

beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
	// The demo run gives texts to read; a part of it is enough.
	await page.getByRole('button', { name: 'Run the demo teachers' }).click();
	await page
		.getByText(/^\d\d+ of 720/)
		.first()
		.waitFor({ timeout: 60_000 });
	const run = page.getByRole('region', { name: /^Run: / });
	await run.getByRole('button', { name: 'Pause' }).click();
	await page.getByRole('heading', { name: 'Run: paused' }).waitFor({ timeout: 60_000 });
});
afterAll(() => browser.close());

describe('the student', () => {
	it('is chosen, answers questions, and shows what it can do already', async () => {
		await goTo(page, 'Student');
		await page.getByRole('button', { name: 'Take the demo student' }).click();
		await page.getByText('demo-student').waitFor();
		await page.getByLabel('Questions', { exact: true }).fill(String(QUESTIONS));
		await page.getByLabel('Samples per question').fill(String(SAMPLES));
		await page.getByRole('button', { name: 'Measure the pass rate' }).click();
		const region = page.getByRole('region', { name: 'What it can do already' });
		await region.getByText(/right,\s+on\s+12\s+questions/).waitFor({ timeout: 90_000 });
		await region.getByRole('figure', { name: 'Questions by pass rate' }).waitFor();
		await region.getByText('Question by question').click();
		await region.getByRole('cell', { name: /of 2$/ }).first().waitFor();
	});

	it('moves the threshold of the funnel, which answers at once', async () => {
		const slider = page.getByRole('slider', { name: 'Drop questions above a pass rate of' });
		await slider.fill('0');
		await page.getByText(/0 ?%: \d+ questions? dropped/).waitFor();
		await goTo(page, 'Curate');
		const same = page.getByRole('slider', { name: 'Drop above a pass rate of' });
		expect(await same.inputValue()).toBe('0');
	});

	it('reads what the teachers wrote, and the teachers are compared by it', async () => {
		await goTo(page, 'Student');
		await page.getByRole('button', { name: 'Let the student read' }).click();
		const region = page.getByRole('region', { name: 'What it thinks of the texts' });
		await region.getByText('Everything is read.').waitFor({ timeout: 90_000 });
		expect(
			await region
				.getByText(/of \d+$/)
				.first()
				.innerText()
		).toMatch(/^(\d+) of \1$/);
		expect(app.complaints).toEqual({ foreignRequests: [], consoleErrors: [] });
	});

	it('is asked again after worked examples, which counts as a smoke test and as nothing else', async () => {
		const before = await page.getByRole('link', { name: /^Trajectories/ }).innerText();
		await page.getByRole('button', { name: 'Run the smoke test' }).click();
		await page
			.getByText(/^Writing/)
			.first()
			.waitFor();
		await page
			.getByRole('button', { name: 'Pause the run' })
			.waitFor({ state: 'detached', timeout: 90_000 });
		await goTo(page, 'Choose');
		await page.getByText('Smoke test').first().waitFor({ timeout: 60_000 });
		expect(await page.getByRole('link', { name: /^Trajectories/ }).innerText()).toBe(before);
		await goTo(page, 'Student');
	});

	it('is still there after a reload, with everything it read', async () => {
		await page.reload();
		await goTo(page, 'Student');
		await page.getByText('Everything is read.').waitFor();
		await page.getByText(/right,\s+on\s+12\s+questions/).waitFor();
	});
});
