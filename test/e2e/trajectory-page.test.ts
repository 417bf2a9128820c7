import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreSample, goTo, startBrowser, type AppBrowser, type OpenApp } from './browser.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

const place = (page: Page, text: string | RegExp) =>
	page.getByRole('group', { name: 'This list' }).getByRole('status').filter({ hasText: text });
const question = (page: Page) => page.getByRole('region', { name: 'Question' });
const verdicts = (page: Page) => page.getByRole('region', { name: 'Verdicts' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('a trajectory of the sample', () => {
	let app: OpenApp;
	let page: Page;
	beforeAll(async () => {
		app = await browser.open();
		page = app.page;
		await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await exploreSample(page);
		await goTo(page, 'Trajectories');
		await page.getByLabel('Verdict').selectOption('wrong');
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
		const copied = String(await page.evaluate('navigator.clipboard.readText()'));
		expect(copied).toBe(page.url());
		expect(copied).not.toBe(first);

		await page.getByRole('link', { name: 'Back to the list' }).click();
		await page.getByRole('cell', { name: 'wrong' }).first().waitFor();
		expect(await page.getByLabel('Verdict').inputValue()).toBe('wrong');
		await page.goBack();
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
		const words = async () => (await question(page).innerText()).replace(/\s+/g, ' ').slice(0, 60);
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
		expect(app.complaints).toEqual({ foreignRequests: [], consoleErrors: [] });
		await app.context.close();
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
		expect(complaints).toEqual({ foreignRequests: [], consoleErrors: [] });
		await context.close();
	});
});
