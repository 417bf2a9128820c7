import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreSample, goTo, startBrowser, type AppBrowser, type OpenApp } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { command } from './keyboard.ts';

let browser: AppBrowser;
let app: OpenApp;
beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
});
afterAll(() => browser.close());

/** The database answers them the latest. */
const PLACES_THAT_ASK = ['Questions', 'Trajectories', 'Choose', 'Curate'] as const;

const heading = (name: string) => app.page.getByRole('heading', { level: 1, name });

describe('a project that is left while it is asked', () => {
	it('has another beside it', async () => {
		await exploreSample(app.page);
		await app.page.keyboard.press('Escape');
		await command(app.page, 'new project', 'New project');
		await heading('My project').waitFor();
	});

	it.each(PLACES_THAT_ASK)('is not missed by what "%s" shows', async (place) => {
		const { page } = app;
		await command(page, 'gsm8k open', 'Open GSM8K sample');
		await heading('GSM8K sample').waitFor();
		await page
			.getByRole('navigation', { name: 'Places' })
			.getByRole('link', { name: new RegExp(`^${place}`) })
			.click();
		await command(page, 'my project open', 'Open My project');
		await goTo(page, 'Project');
		await heading('My project').waitFor();
		expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
		expectNoComplaints(app.complaints);
	});

	it('is not missed by what goes on once the page was opened again', async () => {
		const { page } = app;
		await command(page, 'gsm8k open', 'Open GSM8K sample');
		await heading('GSM8K sample').waitFor();
		await page.reload();
		await page.getByRole('heading', { level: 1 }).waitFor();
		await command(page, 'my project open', 'Open My project');
		await goTo(page, 'Project');
		await heading('My project').waitFor();
		expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
		expectNoComplaints(app.complaints);
	});
});
