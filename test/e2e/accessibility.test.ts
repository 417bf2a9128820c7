import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	exploreSample,
	goTo,
	openTeacherView,
	PLACES,
	startBrowser,
	startDemo,
	TEACHER_VIEWS,
	type AppBrowser,
	type OpenApp
} from './browser.ts';

let browser: AppBrowser;
let axe: string;
beforeAll(async () => {
	browser = await startBrowser();
	axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => browser.close());

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	const results = (await page.evaluate('axe.run()')) as AxeResults;
	return results.violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`
	);
}

/** Nothing to find in both themes, and nothing wider than a phone. */
async function expectClean(page: Page, name: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		expect({ name, colorScheme, found: await violations(page) }).toEqual({
			name,
			colorScheme,
			found: []
		});
	}
	await page.setViewportSize({ width: 390, height: 844 });
	await page.waitForTimeout(300);
	const width = await page.evaluate('document.documentElement.scrollWidth');
	expect({ name, width }).toEqual({ name, width: 390 });
	await page.setViewportSize({ width: 1440, height: 900 });
}

/** Export with a template that raises flags, the checks of the whole set among what is shown. */
async function checkTemplate(page: Page): Promise<void> {
	await page
		.getByLabel('Chat template', { exact: true })
		.selectOption({ label: 'DeepSeek-R1-Distill' });
	await page.getByRole('region', { name: 'Training text' }).waitFor();
	await page.getByRole('button', { name: 'Check the whole set' }).click();
	await page.getByRole('region', { name: 'Checks of the chat template' }).waitFor();
	await page.getByText('Another template').click();
}

describe('of the sample', () => {
	let app: OpenApp;
	let page: Page;
	beforeAll(async () => {
		app = await browser.open();
		page = app.page;
		await page.emulateMedia({ reducedMotion: 'reduce' });
		expect(await violations(page)).toEqual([]);
		await exploreSample(page);
	});
	afterAll(() => app.context.close());

	it('axe finds nothing on any place in both themes', async () => {
		for (const place of PLACES) {
			await goTo(page, place);
			await page.getByRole('heading', { level: 1 }).waitFor();
			await page.waitForTimeout(1_000);
			if (place === 'Export') await checkTemplate(page);
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
				expect({ place, colorScheme, found: await violations(page) }).toEqual({
					place,
					colorScheme,
					found: []
				});
			}
		}
	});

	it('no place is wider than a phone', async () => {
		await page.setViewportSize({ width: 390, height: 844 });
		for (const place of PLACES) {
			await goTo(page, place);
			await page.getByRole('heading', { level: 1 }).waitFor();
			await page.waitForTimeout(500);
			if (place === 'Export') await checkTemplate(page);
			for (const sql of await page.getByText('Show the SQL').all()) await sql.click();
			await page.waitForTimeout(300);
			const width = await page.evaluate('document.documentElement.scrollWidth');
			expect({ place, width }).toEqual({ place, width: 390 });
		}
		await page.setViewportSize({ width: 1440, height: 900 });
	});

	it('axe finds nothing in an answer of the SQL console', async () => {
		await goTo(page, 'SQL');
		await page.getByRole('button', { name: 'Are wrong answers longer than right ones?' }).click();
		await page.getByRole('button', { name: 'Show row 1', exact: true }).click();
		await page.getByRole('region', { name: 'Row 1', exact: true }).waitFor();
		await page.getByRole('button', { name: 'Tables', exact: true }).click();
		await expectClean(page, 'table');
		await page.getByRole('button', { name: 'Chart', exact: true }).click();
		await page
			.getByRole('img', { name: /^median_tokens by teacher/ })
			.locator('svg')
			.last()
			.waitFor();
		await expectClean(page, 'chart');
		await page.getByRole('textbox', { name: 'SQL' }).fill('SELECT nowhere');
		await page.keyboard.press('Control+Enter');
		await page.getByRole('alert').waitFor();
		await expectClean(page, 'refusal');
	});

	it('axe finds nothing in the command palette, the keys and the question before a deletion', async () => {
		await goTo(page, 'Project');
		await page.keyboard.press('Control+k');
		const palette = page.getByRole('dialog', { name: 'Commands' });
		await palette.getByRole('option').first().waitFor();
		await expectClean(page, 'palette');
		await page.keyboard.type('zzzz');
		await palette.getByText('Nothing is called that.').waitFor();
		await expectClean(page, 'nothing found');
		await palette.getByRole('combobox').fill('keys');
		await page.keyboard.press('Enter');
		await page.getByRole('dialog', { name: 'Keys' }).waitFor();
		await expectClean(page, 'keys');
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Delete GSM8K sample' }).click();
		await page.getByText(/for good/).waitFor();
		await expectClean(page, 'deletion');
		await page.getByRole('button', { name: 'Keep', exact: true }).click();
	});

	it('axe finds nothing where trajectories are chosen and a search fails', async () => {
		await goTo(page, 'Trajectories');
		await page.getByRole('checkbox', { name: 'Regular expression' }).check();
		await page.getByRole('searchbox', { name: 'Regular expression' }).fill('(');
		await page.getByRole('alert').filter({ hasText: 'no regular expression' }).waitFor();
		await page.getByRole('checkbox', { name: /^Choose all/ }).check();
		await page.getByText('5,276 chosen').waitFor();
		await page.getByText(/^Saved filters/).click();
		await expectClean(page, 'chosen');
	});
});

describe('of the demo', () => {
	let app: OpenApp;
	let page: Page;
	beforeAll(async () => {
		app = await browser.open();
		page = app.page;
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await startDemo(page);
	});
	afterAll(() => app.context.close());

	it('axe finds nothing in any view of Teachers, on a phone or in both themes', async () => {
		for (const { name, hash } of [{ name: 'a run that goes on', hash: '' }, ...TEACHER_VIEWS]) {
			await openTeacherView(page, hash);
			await page.getByRole('heading', { level: 1 }).waitFor();
			await page.waitForTimeout(500);
			await expectClean(page, name);
		}
	});

	it('nor on the page of a trajectory, in any view of its text', async () => {
		await goTo(page, 'Trajectories');
		await page.getByRole('cell').getByRole('link').first().click();
		for (const view of ['Rendered', 'Raw', 'Tokens']) {
			await page.getByRole('radio', { name: view, exact: true }).check();
			await page.waitForTimeout(500);
			await expectClean(page, view);
		}
	});
});
