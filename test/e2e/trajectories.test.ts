import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreSample, goTo, startBrowser, type AppBrowser, type OpenApp } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

const place = (page: Page, text: string | RegExp) =>
	page.getByRole('group', { name: 'This list' }).getByRole('status').filter({ hasText: text });
const question = (page: Page) => page.getByRole('region', { name: 'Question' });
const verdicts = (page: Page) => page.getByRole('region', { name: 'Verdicts' });
const status = (page: Page, text: string | RegExp) =>
	page.getByRole('status').filter({ hasText: text });
const facet = (page: Page, name: string | RegExp) => page.getByRole('checkbox', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('the sample', () => {
	let app: OpenApp;
	let page: Page;
	beforeAll(async () => {
		app = await browser.open();
		page = app.page;
		await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await exploreSample(page);
		await goTo(page, 'Trajectories');
		await status(page, /^5,276 rows$/).waitFor();
	});
	const copied = async () => String(await page.evaluate('navigator.clipboard.readText()'));

	describe('as a list', () => {
		it('is cut down by facets, each of which counts what the others leave', async () => {
			await facet(page, 'wrong 3,264').check();
			await status(page, /^3,264 rows$/).waitFor();
			await facet(page, 'unverifiable 11').check();
			await status(page, /^3,275 rows$/).waitFor();
			// Its own facet still counts what another choice would show; the others count these two.
			await facet(page, 'correct 2,001').waitFor();
			const teacher = facet(page, /^6b_verification/);
			await teacher.check();
			// A facet does not count itself, so what it promised is what is there.
			const promised = async () =>
				(await teacher.locator('xpath=..').innerText()).split('\n').at(-1);
			const rows = () => status(page, / rows$/).innerText();
			await expect.poll(rows).not.toBe('3,275 rows');
			await expect.poll(promised).toBe((await rows()).replace(' rows', ''));
			await button(page, 'Clear all').click();
			await status(page, /^5,276 rows$/).waitFor();

			await page.getByLabel('Tokens at least').fill('300');
			await page.getByLabel('Tokens at least').press('Enter');
			await page.getByRole('button', { name: /^Tokens from 300/ }).waitFor();
			await status(page, /^\d\d rows$/).waitFor();
			await page.getByRole('button', { name: /^Tokens from 300/ }).click();

			// Shares are shown and typed in per cent.
			await page.getByLabel('Repetition (%) at least').fill('50');
			await page.getByLabel('Repetition (%) at least').press('Enter');
			await page.getByRole('button', { name: 'Repetition from 50 %' }).click();

			const bars = page.getByRole('img', { name: /^Tokens from 0 to/ });
			const box = (await bars.boundingBox())!;
			await page.mouse.move(box.x + 2, box.y + 10);
			await page.mouse.down();
			await page.mouse.move(box.x + box.width / 12 - 2, box.y + 10, { steps: 4 });
			await page.mouse.up();
			await page.getByRole('button', { name: /^Tokens below \d+/ }).waitFor();
			expect(page.url()).toMatch(/tokens=%7E\d+/);
			await button(page, 'Clear all').click();
			await status(page, /^5,276 rows$/).waitFor();
		});

		it('follows an address that is typed while it is there', async () => {
			const before = page.url();
			await page.goto(`${before.split('&')[0]}&verdict=unverifiable`);
			await status(page, /^11 rows$/).waitFor();
			await page.goto(before);
			await status(page, /^5,276 rows$/).waitFor();
		});

		it('is searched for words, phrases and regular expressions', async () => {
			await page.getByLabel(/^Words, or/).fill('bolts white');
			await page.getByRole('columnheader', { name: 'Found' }).waitFor();
			// Four answers hold both words, anywhere in them.
			await status(page, /^[1-9] rows$/).waitFor();
			await page
				.getByRole('cell', { name: /bolt|white/i })
				.first()
				.waitFor();
			await page.getByLabel(/^Words, or/).fill('"white bolts"');
			await status(page, /^0 rows$/).waitFor();

			await page.getByRole('checkbox', { name: 'Regular expression' }).check();
			const pattern = page.getByRole('searchbox', { name: 'Regular expression' });
			await pattern.fill('bolts? of (blue');
			await page.getByRole('alert').filter({ hasText: 'missing )' }).waitFor();
			await status(page, /^5,276 rows$/).waitFor();
			await pattern.fill('bolts? of (blue|white)');
			await page
				.getByRole('cell', { name: /bolts? of (blue|white)/i })
				.first()
				.waitFor();
			await pattern.fill('');
			await page.getByRole('checkbox', { name: 'Regular expression' }).uncheck();
			await status(page, /^5,276 rows$/).waitFor();
		});

		it('lets many be tagged, judged and dropped at once, and that be undone', async () => {
			const table = page.getByRole('table', { name: 'Trajectories' });
			const chosen = page.getByRole('region', { name: 'Chosen trajectories' });
			await facet(page, 'unverifiable 11').check();
			await status(page, /^11 rows$/).waitFor();
			const boxes = table.getByRole('checkbox', { name: /^Choose (?!all)/ });
			await boxes.nth(1).check();
			await boxes.nth(3).click({ modifiers: ['Shift'] });
			await chosen.getByText('3 chosen').waitFor();
			await chosen.getByLabel('Tag', { exact: true }).fill('cut off');
			await button(page, 'Tag').click();
			await chosen.getByText('3 trajectories tagged “cut off”.').waitFor();
			await table.getByRole('checkbox', { name: 'Choose all 11' }).check();
			await chosen.getByText('11 chosen').waitFor();
			await button(page, 'Tag').click();
			await chosen.getByText('8 trajectories tagged “cut off”. 3 were so already.').waitFor();
			await button(page, 'Undo').click();
			await chosen.getByText('Taken back.').waitFor();
			await facet(page, 'cut off 3').check();
			await status(page, /^3 rows$/).waitFor();

			await table.getByRole('checkbox', { name: 'Choose all 3' }).check();
			await button(page, 'Drop').click();
			await chosen.getByText('3 trajectories dropped.').waitFor();
			await button(page, 'Wrong').click();
			await chosen.getByText('3 trajectories judged wrong.').waitFor();
			await status(page, /^0 rows$/).waitFor();
			await button(page, 'Undo').click();
			await status(page, /^3 rows$/).waitFor();
			await facet(page, 'dropped 3').waitFor();
		});

		it('is copied for a text and for a spreadsheet', async () => {
			await button(page, 'Copy as Markdown').click();
			await page.getByText('3 rows copied as Markdown.').waitFor();
			const markdown = (await copied()).trim().split('\n');
			expect(markdown).toHaveLength(5);
			expect(markdown[0]).toBe('| Question | Teacher | Verdict | Answer | Tokens | Repetition |');
			await button(page, 'Copy as TSV').click();
			await page.getByText('3 rows copied as TSV.').waitFor();
			const lines = (await copied()).trim().split('\n');
			expect(lines.map((line) => line.split('\t').length)).toEqual([6, 6, 6, 6]);
			expect(lines[1]!.split('\t')[2]).toBe('unverifiable');
		});

		it('keeps a filter under a name, over a reload', async () => {
			await page.getByText(/^Saved filters/).click();
			await page.getByLabel('Name of the filter').fill('cut off, to look at');
			await button(page, 'Save').click();
			await button(page, 'Clear all').click();
			await status(page, /^5,276 rows$/).waitFor();
			await page.reload();
			await status(page, /^5,276 rows$/).waitFor({ timeout: 60_000 });
			await page.getByText('Saved filters (1)').click();
			await button(page, 'cut off, to look at').click();
			await status(page, /^3 rows$/).waitFor();
			expect(await facet(page, 'cut off 3').isChecked()).toBe(true);
			await button(page, 'Delete cut off, to look at').click();
			await page.getByText('The filter “cut off, to look at” is deleted.').waitFor();
			await page.getByRole('button', { name: 'Undo: The filter' }).click();
			await page.getByText('Saved filters (1)').click();
			await button(page, 'Delete cut off, to look at').click();
			await page.getByText('Saved filters (0)').click();
			await button(page, 'Clear all').click();
		});
	});

	describe('one by one', () => {
		beforeAll(async () => {
			await facet(page, /^wrong/).check();
			await page.getByRole('cell', { name: 'wrong' }).first().waitFor();
			await page.getByRole('cell').getByRole('link').first().click();
		});

		it('is rendered in steps that fold, or shown to the letter', async () => {
			const step = page.getByRole('group', { name: 'Step 1', exact: true });
			await step.waitFor();
			await button(page, 'Fold all steps').click();
			const fold = step.getByRole('button', { name: 'Step 1' });
			expect(await fold.getAttribute('aria-expanded')).toBe('false');
			await fold.click();
			expect(await fold.getAttribute('aria-expanded')).toBe('true');

			await page.getByRole('radio', { name: 'Raw' }).check();
			await page.getByRole('region', { name: 'Response' }).getByText('<<').first().waitFor();
			expect(page.url()).toContain('text=raw');
			await page.getByRole('radio', { name: 'Tokens' }).check();
			await page.getByText('was not written here').waitFor();
			await page.getByRole('radio', { name: 'Rendered' }).check();
		});

		it('leads to the next one of the same list and back to the list', async () => {
			await place(page, /^1 of [\d,]+$/).waitFor();
			expect(await button(page, 'Previous').isDisabled()).toBe(true);
			const first = page.url();
			await button(page, 'Next').click();
			await place(page, /^2 of/).waitFor();
			await page.keyboard.press('j');
			await place(page, /^3 of/).waitFor();
			await page.keyboard.press('ArrowLeft');
			await place(page, /^2 of/).waitFor();

			await button(page, 'Copy link').click();
			await page.getByText('Copied.').waitFor();
			expect(await copied()).toBe(page.url());
			expect(page.url()).not.toBe(first);

			await page.getByRole('link', { name: 'Back to the list' }).click();
			await page.getByRole('cell', { name: 'wrong' }).first().waitFor();
			expect(await page.getByRole('checkbox', { name: /^wrong/ }).isChecked()).toBe(true);
			await page.goBack();
			await place(page, /^2 of/).waitFor();
		});

		it('is left for the rows where the list was, and another order begins at the top', async () => {
			const here = page.url();
			await page.getByRole('link', { name: 'Back to the list' }).click();
			const list = page.getByRole('table', { name: 'Trajectories' });
			const row = (index: number) => list.locator(`[aria-rowindex="${index}"]`);
			await list.hover();
			await page.mouse.wheel(0, 44 * 1000);
			await row(1_005).getByRole('link').click();
			await question(page).waitFor();
			await page.goBack();
			await row(1_005).getByRole('link').waitFor();
			await list.getByRole('button', { name: 'Tokens' }).click();
			await row(2).getByRole('link').waitFor();
			await list.getByRole('button', { name: 'Tokens' }).click();
			await page.goto(here);
			await place(page, /^2 of/).waitFor();
		});

		it('is judged by hand, against the rule, and the judgement is taken back', async () => {
			const own = verdicts(page).getByRole('row', { name: /^You/ });
			await page.keyboard.press('1');
			await own.getByText('correct').waitFor();
			expect(await button(page, 'Correct').getAttribute('aria-pressed')).toBe('true');
			// It is no wrong answer any more, so it is not in the list; its neighbours are.
			await place(page, 'not in this list').waitFor();
			await button(page, 'Undo').click();
			await own.waitFor({ state: 'detached' });
			await place(page, /^2 of/).waitFor();
			await button(page, 'Redo').click();
			await own.waitFor();
			await page.keyboard.press('0');
			await own.waitFor({ state: 'detached' });
		});

		it('keeps a note over a reload', async () => {
			const words = async () =>
				(await question(page).innerText()).replace(/\s+/g, ' ').slice(0, 60);
			const text = await words();
			const note = page.getByLabel('Notes');
			await note.fill('Look at step 2 again.');
			await note.press('1');
			await note.blur();
			await page.getByText('Saved.').waitFor();
			await page.reload();
			await question(page).waitFor();
			expect(await page.getByLabel('Notes').inputValue()).toBe('Look at step 2 again.1');
			expect(await words()).toBe(text);
			expectNoComplaints(app.complaints);
			await app.context.close();
		});
	});
});

describe('a trajectory that was written here', () => {
	it('shows what its teacher was unsure of, token by token', async () => {
		const { page, context, complaints } = await browser.open();
		await page.getByRole('button', { name: 'Run the demo teachers' }).click();
		const run = page.getByRole('region', { name: /^Run: / });
		await page
			.getByText(/^[1-9]\d* of 720/)
			.first()
			.waitFor({ timeout: 60_000 });
		await run.getByRole('button', { name: 'Pause' }).click();
		await page.getByRole('heading', { name: 'Run: paused' }).waitFor({ timeout: 60_000 });
		await goTo(page, 'Trajectories');
		await page.getByRole('cell').getByRole('link').first().click();
		await page
			.getByRole('region', { name: 'Reasoning' })
			.getByRole('button', { name: /^Step 1, \d+ tokens, mean surprisal/ })
			.waitFor();

		await page.getByRole('radio', { name: 'Tokens' }).check();
		const tokens = page.getByRole('region', { name: 'Tokens by teacher entropy' });
		await tokens.getByRole('img', { name: /^From .* nats/ }).waitFor();
		await tokens.getByText('think', { exact: false }).first().hover();
		const facts = tokens.getByRole('note', { name: 'Token' });
		await facts.getByText(/^entropy \d+\.\d{3} nats$/).waitFor();

		await tokens
			.getByRole('button', { name: /^Go to token/ })
			.first()
			.click();
		await facts.getByText(/^surprisal/).waitFor();
		const before = await facts.innerText();
		await page.getByRole('group', { name: /^Tokens, arrow keys/ }).press('ArrowRight');
		expect(await facts.innerText()).not.toBe(before);
		await tokens.getByRole('slider', { name: 'Teacher entropy over the text' }).press('Home');
		await facts.getByText(/^1 of \d+$/).waitFor();

		await page.getByRole('radio', { name: 'Student rank' }).check();
		await page.getByText('No student is chosen.').waitFor();
		expect(page.url()).toContain('measure=student-rank');
		expectNoComplaints(complaints);
		await context.close();
	});
});
