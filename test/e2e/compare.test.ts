import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBrowser, exploreSample, goTo, type OpenApp, startBrowser } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
let app: OpenApp;
let page: Page;

beforeAll(async () => {
	browser = await startBrowser();
	// Low, so that the texts have to scroll.
	app = await browser.open({ viewport: { width: 1440, height: 320 } });
	page = app.page;
	await exploreSample(page);
	await goTo(page, 'Compare');
	await page.getByText('1 of 1,319').waitFor();
});
afterAll(() => browser.close());

const column = (at: number) => page.getByRole('article').nth(at);
const text = (at: number) => column(at).getByRole('region', { name: /^Text of/ });
const scrolled = (at: number): Promise<number> =>
	text(at).evaluate((box) => box.scrollTop / (box.scrollHeight - box.clientHeight));

describe('comparing by keyboard', () => {
	it('goes from question to question and from column to column', async () => {
		await page.keyboard.press('j');
		await page.getByText('2 of 1,319').waitFor();
		await page.keyboard.press('k');
		await page.getByText('1 of 1,319').waitFor();
		await page.keyboard.press('l');
		await page.keyboard.press('l');
		await page.keyboard.press('h');
		expect(await column(1).getAttribute('aria-current')).toBe('true');
	});

	it('takes a verdict on the column, and takes it back', async () => {
		const before = await column(1)
			.getByText(/correct|wrong/)
			.first()
			.innerText();
		await page.keyboard.press(before.includes('correct') ? '2' : '1');
		await column(1)
			.getByRole('button', { name: /^(Right|Wrong)$/, pressed: true })
			.waitFor();
		await page.keyboard.press('Control+z');
		await column(1)
			.getByRole('button', { name: /^(Right|Wrong)$/, pressed: true })
			.waitFor({ state: 'detached' });
		await page.keyboard.press('Control+Shift+z');
		await column(1)
			.getByRole('button', { name: /^(Right|Wrong)$/, pressed: true })
			.waitFor();
		await page.keyboard.press('0');
		await column(1)
			.getByRole('button', { name: /^(Right|Wrong)$/, pressed: true })
			.waitFor({ state: 'detached' });
	});

	it('shows two answers’ difference, by word and by step', async () => {
		await page.keyboard.press('d');
		await page.keyboard.press('l');
		await page.keyboard.press('d');
		const difference = page.getByRole('region', { name: 'Difference' });
		const deletions = difference.getByRole('deletion');
		await deletions.first().waitFor();
		const words = await deletions.count();
		await difference.getByRole('radio', { name: 'by step' }).check();
		expect(page.url()).toContain('diff=step');
		await expect.poll(() => deletions.count()).toBeLessThan(words);
		await deletions.first().waitFor();
		await difference.getByRole('button', { name: 'Close the difference' }).click();
	});

	it('tells its keys', async () => {
		await page.keyboard.press('?');
		const help = page.getByRole('dialog', { name: 'Keys' });
		await help.getByText('Next and previous question').waitFor();
		await page.keyboard.press('Escape');
		await help.waitFor({ state: 'hidden' });
	});
});

it('scrolls all columns to the same share of their texts, until told otherwise', async () => {
	await text(0).scrollIntoViewIfNeeded();
	await text(0).hover();
	await page.mouse.wheel(0, 60);
	await expect.poll(() => scrolled(0)).toBeGreaterThan(0);
	await expect
		.poll(async () => Math.abs((await scrolled(1)) - (await scrolled(0))))
		.toBeLessThan(0.06);
	await page.getByRole('checkbox', { name: 'Scroll together' }).uncheck();
	const left = await scrolled(1);
	await text(0).hover();
	await page.mouse.wheel(0, -60);
	await expect.poll(() => scrolled(0)).toBe(0);
	expect(await scrolled(1)).toBe(left);
	expectNoComplaints(app.complaints);
});
