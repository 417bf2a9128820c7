import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, startBrowser, type AppBrowser, type OpenApp } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { LABELLED_NAME, labelledProject } from './labelled-project.ts';

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
	await page.getByRole('button', { name: 'Open my data' }).click();
	await page.getByRole('heading', { name: 'My project' }).waitFor();
	await page.getByLabel('Import project file').setInputFiles({
		name: 'labelled.retort',
		mimeType: 'application/octet-stream',
		buffer: await labelledProject()
	});
	await page.getByRole('heading', { name: LABELLED_NAME }).waitFor();
});
afterAll(() => browser.close());

const facet = (name: string): Locator => page.getByRole('group', { name, exact: true });
const rows = (text: string): Promise<void> =>
	page
		.getByRole('status')
		.filter({ hasText: new RegExp(`^${text}$`) })
		.waitFor();
const examples = (text: string): Promise<void> => page.getByText(text).waitFor();

/** One journey, step by step: each test goes on where the one before it ended. */
describe('labels that a model gave', () => {
	it('are facets of the list, where there are any, with what has none', async () => {
		await goTo(page, 'Trajectories');
		await rows('8 rows');
		const names = await facet('Response quality').getByRole('checkbox').all();
		const labels = await Promise.all(names.map((box) => box.locator('xpath=..').innerText()));
		expect(labels.map((text) => text.replace(/\s+/g, ' '))).toEqual([
			'very poor 2',
			'poor 2',
			'average 1',
			'good 1',
			'excellent 1',
			'not labelled 1'
		]);
		expect(await facet('Rated difficulty').count()).toBe(0);
		await facet('Task category').getByRole('checkbox', { name: 'Coding 2' }).check();
		await rows('2 rows');
		// The facets count each other.
		await facet('Response quality').getByRole('checkbox', { name: 'poor 1', exact: true }).check();
		await rows('1 row');
		await page.getByRole('button', { name: /^Task category: Coding/ }).click();
		await rows('2 rows');
		await page.getByRole('button', { name: /^Response quality: poor/ }).click();
		await facet('Task category').getByRole('checkbox', { name: 'not labelled 1' }).check();
		await rows('1 row');
		await page.getByRole('button', { name: 'Clear all' }).click();
	});

	it('are columns by choice, and stand on the page of a trajectory', async () => {
		await page.evaluate("location.hash += '&columns=category.quality&sort=-quality'");
		await page.getByRole('columnheader', { name: 'Response quality' }).waitFor();
		const first = page.getByRole('table', { name: 'Trajectories' }).getByRole('row').nth(1);
		await first.getByText('excellent').waitFor();
		await first.getByRole('link').first().click();
		await page
			.getByText('Response quality', { exact: true })
			.locator('xpath=following-sibling::dd[1]')
			.filter({ hasText: 'excellent' })
			.waitFor();
	});

	it('are asked for by a recipe, and what lacks one waits', async () => {
		await goTo(page, 'Curate');
		await examples('8 examples on 8 questions');
		const group = page.getByRole('group', { name: 'Ratings by a model' });
		await group.getByLabel('Responses at least').selectOption('good');
		await examples('2 examples on 2 questions');
		await page.getByRole('link', { name: '5 response rated too low' }).waitFor();
		await page.getByRole('link', { name: '1 not rated yet' }).click();
		await rows('1 row');
		await goTo(page, 'Curate');
		// What would be harder than the hardest cannot be chosen for the easiest.
		await group.getByLabel('Hardest question').selectOption('easy');
		const easiest = group.getByLabel('Easiest question').getByRole('option');
		await expect.poll(() => easiest.allInnerTexts()).toEqual(['any', 'very easy', 'easy']);
		await page.getByRole('link', { name: '8 not rated yet' }).waitFor();
		await page.getByRole('button', { name: 'Undo' }).click();
		await examples('2 examples on 2 questions');
		await page.getByRole('button', { name: 'Undo' }).click();
		await examples('8 examples on 8 questions');
		expect(await group.getByLabel('Responses at least').inputValue()).toBe('');
	});

	it('stand in the place of domains', async () => {
		await page.getByText('Per domain').click();
		await page.getByLabel('Domains are').selectOption('task categories of a model');
		const most = page.getByLabel('Mathematics, at most');
		await page.getByLabel('not labelled, at least').waitFor();
		await most.fill('2');
		await most.press('Enter');
		await examples('5 examples on 5 questions');
		await page.getByRole('link', { name: '3 over the limit of its domain' }).waitFor();
		await page.getByLabel('Domains are').selectOption('as the file says');
		await examples('8 examples on 8 questions');
		// It stays in the recipe, and is shown.
		await page.getByRole('row', { name: /^Mathematics 0/ }).waitFor();
		await page.getByLabel('sums, at most').waitFor();
	});

	it('are given under Review', async () => {
		await page
			.getByRole('group', { name: 'Ratings by a model' })
			.getByRole('link', { name: 'Review' })
			.click();
		await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor();
		expectNoComplaints(app.complaints);
	});
});
