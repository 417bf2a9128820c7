import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreSample, goTo, startBrowser, type AppBrowser, type OpenApp } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { command, focused } from './keyboard.ts';

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
});
afterAll(() => browser.close());

const palette = () => page.getByRole('dialog', { name: 'Commands' });
const option = (name: string | RegExp) => palette().getByRole('option', { name });
const tour = () => page.getByRole('region', { name: 'Tour' });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

/** Leaves room for no letter more. */
const FILL_LOCAL_STORAGE = `{
	let filler = '';
	for (let length = 2 ** 22; length >= 1; length /= 2) {
		const longer = filler + 'x'.repeat(length);
		try {
			localStorage.setItem('filler', longer);
			filler = longer;
		} catch (error) {
			// So much does not fit; half of it is tried next.
			if (error.name !== 'QuotaExceededError') throw error;
		}
	}
}`;

describe('the tour', () => {
	it('begins with the first project and covers nothing', async () => {
		await heading('Pick the teacher your student learns from.').waitFor();
		expect(await tour().count()).toBe(0);
		await exploreSample(page);
		await tour().getByText('1 of 4').waitFor();
		await page.setViewportSize({ width: 390, height: 844 });
		// What the card stood over could not be pressed.
		await page.getByRole('link', { name: 'Compare the answers' }).click({ trial: true });
		const [card, title] = await Promise.all([
			tour().boundingBox(),
			heading('GSM8K sample').boundingBox()
		]);
		expect(card!.y + card!.height).toBeLessThanOrEqual(title!.y);
		await page.setViewportSize({ width: 1440, height: 900 });
	});

	it('goes through four places and ends', async () => {
		for (const [step, place] of ['Compare', 'Choose', 'Curate', 'Export'].entries()) {
			await tour()
				.getByRole('button', { name: `On to ${place}` })
				.click();
			await heading(place).waitFor();
			await tour()
				.getByText(`${step + 1} of 4`)
				.waitFor();
		}
		await tour().getByRole('button', { name: 'Finish the tour' }).click();
		await tour().waitFor({ state: 'detached' });
	});

	it('does not come again by itself, but when asked for, and Escape skips it', async () => {
		await page.reload();
		await heading('Export').waitFor({ timeout: 60_000 });
		await goTo(page, 'Project');
		await page.getByRole('button', { name: 'Take the tour' }).click();
		await tour().waitFor();
		await page.keyboard.press('Escape');
		await tour().waitFor({ state: 'detached' });
	});
});

describe('the command palette', () => {
	it('opens by its button, closes by Escape, and gives the focus back', async () => {
		const button = page.getByRole('button', { name: 'Commands' });
		await button.click();
		await option('Questions').waitFor();
		expect(await focused(page)).toContain('combobox "Find a command"');
		await page.keyboard.press('Escape');
		await palette().waitFor({ state: 'hidden' });
		expect(await focused(page)).toMatch(/^button "Commands/);
	});

	it('is gone through by arrows, Home and End', async () => {
		await page.keyboard.press('Control+k');
		const chosen = () => palette().getByRole('option', { selected: true }).innerText();
		await expect.poll(chosen).toMatch(/^Project/);
		await page.keyboard.press('ArrowUp');
		await expect.poll(chosen).toMatch(/^Start the tour/);
		await page.keyboard.press('Home');
		await page.keyboard.press('ArrowDown');
		await expect.poll(chosen).toMatch(/^Questions/);
		const named = await palette().getByRole('combobox').getAttribute('aria-activedescendant');
		const selected = await palette().getByRole('option', { selected: true }).getAttribute('id');
		expect(named).toBe(selected);
		await page.keyboard.press('Escape');
	});

	it('finds a question by its words and goes to it', async () => {
		await page.keyboard.press('Control+k');
		await page.keyboard.type('robe takes 2 bolts');
		await option(/^A robe takes 2 bolts/).waitFor();
		await page.keyboard.press('Enter');
		await page
			.getByRole('region', { name: 'Question' })
			.getByText('A robe takes 2 bolts')
			.waitFor();
		await expect.poll(() => focused(page)).toMatch(/^heading "Compare"/);
	});

	it('brings back a saved filter, also from the list itself', async () => {
		await goTo(page, 'Trajectories');
		await page.getByRole('checkbox', { name: 'unverifiable 11' }).check();
		await page
			.getByRole('status')
			.filter({ hasText: /^11 rows$/ })
			.waitFor();
		await page.getByText(/^Saved filters/).click();
		await page.getByLabel('Name of the filter').fill('Überblick');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByRole('button', { name: 'Clear all' }).click();
		await page
			.getByRole('status')
			.filter({ hasText: /^5,276 rows$/ })
			.waitFor();
		await command(page, 'uberb', 'Überblick');
		await page
			.getByRole('status')
			.filter({ hasText: /^11 rows$/ })
			.waitFor();
		expect(page.url()).toContain('verdict=unverifiable');
	});

	it('changes the theme, and begins with what was used last', async () => {
		await command(page, 'dark', 'Dark theme');
		const theme = () => page.evaluate<string>('document.documentElement.dataset.theme');
		expect(await theme()).toBe('dark');
		await page.keyboard.press('Control+k');
		// It cannot be done again now; the one before it can.
		await palette().getByRole('option', { name: 'Überblick', selected: true }).waitFor();
		await page.keyboard.press('Escape');
		await command(page, 'system', 'System theme');
	});

	it('changes the theme for this visit where the browser has no room for preferences', async () => {
		const theme = () => page.evaluate<string>('document.documentElement.dataset.theme');
		await page.evaluate(FILL_LOCAL_STORAGE);
		await command(page, 'dark', 'Dark theme');
		expect(await theme()).toBe('dark');
		await page.reload();
		await page.getByRole('heading', { level: 1 }).waitFor();
		expect(await theme()).not.toBe('dark');
		await page.evaluate("localStorage.removeItem('filler')");
	});

	it('makes projects and opens them', async () => {
		await command(page, 'new project', 'New project');
		await heading('My project').waitFor();
		await expect.poll(() => focused(page)).toMatch(/^heading "My project"/);
		await page.keyboard.press('Control+k');
		await page.keyboard.type('write the files');
		await option('Write the files').getByText('no trajectories yet').waitFor();
		await page.keyboard.press('Escape');
		await command(page, 'gsm8k open', 'Open GSM8K sample');
		await heading('GSM8K sample').waitFor({ timeout: 60_000 });
	});

	it('exports the project file', async () => {
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			command(page, 'project file', 'Export project file')
		]);
		expect(download.suggestedFilename()).toBe('GSM8K sample.retort');
		expectNoComplaints(app.complaints);
	});
});

describe('what is not a project file', () => {
	it('is refused, and the open project stays as it was', async () => {
		await goTo(page, 'Project');
		const file = {
			name: 'x.retort',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from('x')
		};
		await page.getByLabel('Import project file').setInputFiles(file);
		await page.getByRole('alert').getByText('This file is not a Retort project.').waitFor();
		await goTo(page, 'Teachers');
		await page.getByRole('link', { name: '175b_verification' }).waitFor();
	});
});
