import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser, type AppBrowser, type OpenApp } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { command, focused, tabBackTo, tabTo } from './keyboard.ts';

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
});
afterAll(() => browser.close());

const press = (key: string): Promise<void> => page.keyboard.press(key);
const status = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
/** The focus arrives at a heading once the place has been drawn. */
const arrivesAt = (name: string | RegExp): Promise<void> =>
	expect.poll(() => focused(page), { timeout: 30_000 }).toMatch(name);

/** Each test goes on where the last one ended. */
describe('without a mouse', () => {
	it('the sample is explored from the first page', async () => {
		await tabTo(page, /^button "Skip to content"/);
		await tabTo(page, /^button "Explore a sample"/);
		await press('Enter');
		await page.getByText('Imported 1,319 questions and 5,276 trajectories').waitFor();
		await arrivesAt(/^heading "GSM8K sample"/);
		await tabTo(page, /^button "Skip the tour"/);
		await press('Enter');
		await page.getByRole('region', { name: 'Tour' }).waitFor({ state: 'detached' });
	});

	it('the list is filtered, and a row read, judged, dropped and noted', async () => {
		await command(page, 'traj', 'Trajectories');
		await arrivesAt(/^heading "Trajectories"/);
		await status(/^5,276 rows$/).waitFor();
		// Past thousands of rows, and by their place's name to its heading again.
		await tabTo(page, /^button "Skip the rows"/);
		await press('Enter');
		expect(await focused(page)).toMatch(/^status/);
		await tabTo(page, /Show the SQL/);
		await command(page, 'traj', 'Trajectories');
		await arrivesAt(/^heading "Trajectories"/);
		await page.getByRole('checkbox', { name: 'wrong 3,264' }).waitFor();
		await tabTo(page, /^checkbox "wrong 3,264/);
		await press('Space');
		await status(/^3,264 rows$/).waitFor();
		expect(await focused(page)).toMatch(/^checkbox "wrong/);
		await tabTo(page, /^table "Trajectories"/);
		await tabTo(page, /^link/);
		await press('Enter');
		await arrivesAt(/^heading .*level=1/);
		const verdict = page.getByRole('group', { name: 'Your verdict' });
		await press('1');
		await verdict.getByRole('button', { name: 'Correct', pressed: true }).waitFor();
		await tabTo(page, /^button "Drop"/);
		await press('Enter');
		await page.getByRole('button', { name: 'Drop', pressed: true }).waitFor();
		await tabTo(page, /^textbox "Notes"/);
		await page.keyboard.type('A slip in the last line.');
		await page.getByText('Saved.', { exact: true }).waitFor();
		await tabBackTo(page, /^link "Back to the list"/);
		await press('Enter');
		await arrivesAt(/^heading "Trajectories"/);
		expect(page.url()).toContain('verdict=wrong');
	});

	it('what was done is undone from anywhere', async () => {
		await command(page, 'undo', 'Undo');
		await command(page, 'undo', 'Undo');
		await status(/^3,26\d rows$/).waitFor();
		await press('Control+k');
		await page.keyboard.type('undo');
		const undo = page.getByRole('option', { name: 'Undo' });
		await expect.poll(() => undo.innerText()).toContain('nothing to undo');
		expect(await undo.getAttribute('aria-disabled')).toBe('true');
		await press('Enter');
		await undo.waitFor();
		await press('Escape');
		await undo.waitFor({ state: 'hidden' });
	});

	it('teachers are compared from the rail on', async () => {
		await tabBackTo(page, /^link "Compare"/);
		await press('Enter');
		await page.getByText('1 of 1,319').waitFor();
		await press('j');
		await page.getByText('2 of 1,319').waitFor();
		await press('k');
		await page.getByText('1 of 1,319').waitFor();
		await press('l');
		const second = page.getByRole('article').nth(1);
		await expect.poll(() => second.getAttribute('aria-current')).toBe('true');
		await press('h');
		await expect.poll(() => second.getAttribute('aria-current')).not.toBe('true');
		await press('?');
		const help = page.getByRole('dialog', { name: 'Keys' });
		await help.waitFor();
		await press('Escape');
		await help.waitFor({ state: 'hidden' });
		expect(await focused(page)).toMatch(/^link "Compare"/);
	});

	it('a teacher is chosen', async () => {
		await command(page, 'choose', 'Choose');
		await arrivesAt(/^heading "Choose"/);
		await tabTo(page, /^checkbox "6b_finetuning"/);
		await press('Space');
		const box = page.getByRole('checkbox', { name: '6b_finetuning' });
		await expect.poll(() => box.isChecked()).toBe(false);
		expect(await focused(page)).toMatch(/^checkbox "6b_finetuning"/);
	});

	it('the set is curated', async () => {
		await command(page, 'curate', 'Curate');
		await arrivesAt(/^heading "Curate"/);
		await status('800 examples').waitFor();
		await tabTo(page, /^spinbutton "Examples at most"/);
		await page.keyboard.type('500');
		await press('Enter');
		await status('500 examples').waitFor();
		await press('Control+z');
		await status('800 examples').waitFor();
		await press('Control+Shift+z');
		await status('500 examples').waitFor();
	});

	it('the files are written and downloaded', async () => {
		await command(page, 'write', 'Write the files');
		await arrivesAt(/^heading "Export"/);
		await page.getByRole('region', { name: 'File list' }).waitFor();
		await tabTo(page, /^button "Download retort-set\.jsonl"/);
		const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
		const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
		expect(lines).toHaveLength(500);
	});

	it('the project is asked in SQL, and the editor lets go', async () => {
		await command(page, 'sql', 'SQL');
		await arrivesAt(/^heading "SQL"/);
		await page.getByText('Tab leaves the editor').waitFor();
		// It is loaded when it is first shown; the name of a statement is a text field too.
		await page.getByRole('textbox', { name: 'SQL', exact: true }).waitFor();
		await tabTo(page, /^textbox "SQL"/);
		await page.keyboard.type('SELECT 6 * 7 AS answer');
		await press('Escape');
		await press('Control+Enter');
		await page.getByRole('table', { name: 'Answer' }).getByText('42').waitFor();
		await press('Tab');
		expect(await focused(page)).toMatch(/^button "Run"/);
		await tabBackTo(page, /^textbox "SQL"/);
		await tabBackTo(page, /^link|^combobox|^button/);
	});

	it('no complaint was heard', () => {
		expectNoComplaints(app.complaints);
	});
});
