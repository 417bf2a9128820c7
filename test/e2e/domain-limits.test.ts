import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goTo, startBrowser, type AppBrowser, type OpenApp } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
});
afterAll(() => browser.close());

const ROWS = Array.from({ length: 9 }, (_, i) =>
	JSON.stringify({
		question: `What is ${i} plus ${i}?`,
		answer: String(2 * i),
		response: `It is ${2 * i}.`,
		domain: i < 6 ? 'sums' : 'others'
	})
).join('\n');

it('a domain is limited in Curate, the counts follow, and undo takes it back', async () => {
	await page.getByRole('button', { name: 'Open my data' }).click();
	await page.getByLabel('Choose files').setInputFiles({
		name: 'rows.jsonl',
		mimeType: 'application/jsonl',
		buffer: Buffer.from(ROWS)
	});
	await page.getByRole('button', { name: 'Import 1 file' }).click();
	await page.getByText('from 9 rows').waitFor();
	await goTo(page, 'Curate');
	await page.getByText('9 examples on 9 questions').waitFor();
	// No model labelled anything.
	expect(await page.getByText('Ratings by a model').count()).toBe(0);
	await page.getByText('Per domain').click();
	expect(await page.getByLabel('Domains are').count()).toBe(0);
	const most = page.getByLabel('sums, at most');
	await most.fill('2');
	await most.press('Enter');
	await page.getByText('5 examples on 5 questions').waitFor();
	await page.getByRole('link', { name: '4 over the limit of its domain' }).waitFor();
	await page.getByRole('button', { name: 'Undo' }).click();
	await page.getByText('9 examples on 9 questions').waitFor();
	await expect.poll(() => most.inputValue()).toBe('');
	await page.getByLabel('Examples at most').fill('4');
	await page.getByLabel('Examples at most').press('Enter');
	await page.getByText('4 examples on 4 questions').waitFor();
	const least = page.getByLabel('sums, at least');
	await least.fill('4');
	await least.press('Enter');
	const inside = async () => {
		await goTo(page, 'Trajectories');
		await page.evaluate("location.hash += '&stage=selected&domain=sums'");
		await page
			.getByRole('status')
			.filter({ hasText: /^4 rows$/ })
			.waitFor();
	};
	await inside();
	expectNoComplaints(app.complaints);
});
