import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../crash/kills/ask.ts';
import { exploreSample, goTo, startBrowser, type AppBrowser, type OpenApp } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
	await exploreSample(page);
	await goTo(page, 'Review');
});
afterAll(() => browser.close());

const status = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
const answer = () => page.getByRole('region', { name: 'Answer' }).innerText();
const cells = async (table: string, row: string | RegExp) =>
	page
		.getByRole('table', { name: table })
		.getByRole('row', { name: row })
		.getByRole('cell')
		.allInnerTexts();

/** Presses a key and waits for another answer. */
async function press(key: string): Promise<void> {
	const before = await answer();
	await page.keyboard.press(key);
	await expect.poll(answer, { timeout: 30_000 }).not.toBe(before);
}

describe('the review queue', () => {
	it('holds what the rule and the file differ on, what the rule is unsure of, and a draw', async () => {
		await page.getByRole('table', { name: 'Progress of this pass' }).waitFor();
		expect(await cells('Progress of this pass', /^The rule is unsure/)).toEqual([
			'11',
			'11',
			'0',
			'0'
		]);
		const [all, asked] = await cells('Progress of this pass', /^Nobody contradicts/);
		expect(Number(all!.replace(',', ''))).toBeGreaterThan(5_000);
		expect(asked).toBe('50');
		await page.getByLabel('Drawn from the rest').fill('10');
		await page.getByLabel('Drawn from the rest').blur();
		await expect
			.poll(async () => (await cells('Progress of this pass', /^Nobody contradicts/))[1])
			.toBe('10');
		expect(page.url()).toContain('audit=10');
		await page.getByRole('region', { name: 'Question' }).waitFor();
		// Nobody is told what the graders say before they ask.
		expect(await page.getByRole('region', { name: 'Your verdict' }).innerText()).not.toContain(
			'Rule'
		);
	});

	it('is gone through by keys: a verdict, one passed over, one step back, one taken back', async () => {
		await page.getByLabel('Show', { exact: true }).selectOption({ label: 'The rule is unsure' });
		await status('0 of 11 in this pass').waitFor();
		const first = await answer();
		await press('1');
		await status('1 of 11 in this pass').waitFor();
		await press('s');
		await status('2 of 11 in this pass').waitFor();
		await press('k');
		await press('k');
		expect(await answer()).toBe(first);
		const correct = page.getByRole('button', { name: /^Correct/ });
		expect(await correct.getAttribute('aria-pressed')).toBe('true');
		await page.keyboard.press('0');
		await status('1 of 11 in this pass').waitFor();
		expect(await answer()).toBe(first);
		await page.keyboard.press('g');
		await page.getByRole('region', { name: 'Your verdict' }).getByText('Rule').waitFor();
		await press('2');
		await status('2 of 11 in this pass').waitFor();
		expect(await page.getByRole('region', { name: 'Your verdict' }).innerText()).not.toContain(
			'Rule'
		);
		const saved = await ask(page, {
			said: "SELECT string_agg(verdict, ',' ORDER BY verdict) FROM reviews",
			verdicts: "SELECT string_agg(verdict, ' ') FROM verdicts WHERE grader = 'person'"
		});
		expect(saved).toEqual({ said: 'skipped,wrong', verdicts: 'wrong' });
	});

	it('keeps a note with the answer', async () => {
		await goTo(page, 'Review');
		const notes = page.getByLabel('Notes');
		await notes.fill('the unit is missing');
		await notes.blur();
		await status('Saved.').waitFor();
		const { notes: rows } = await ask(page, { notes: 'SELECT count(*) FROM notes' });
		expect(rows).toBe('1');
	});

	it('is there again after a reload, where it was left', async () => {
		await goTo(page, 'Review');
		await page.evaluate("location.hash += '&why=unsure&audit=10'");
		await status('2 of 11 in this pass').waitFor();
		const before = await answer();
		await page.reload();
		await status('2 of 11 in this pass').waitFor();
		expect(await answer()).toBe(before);
	});

	it('ends, and a second pass asks again for what was judged', async () => {
		for (let left = 9; left > 1; left--) await press('1');
		await page.keyboard.press('1');
		await page.getByRole('heading', { name: 'This pass is done' }).waitFor();
		await page.getByRole('button', { name: 'Start pass 2' }).click();
		await status('0 of 10 in this pass').waitFor();
		for (const key of ['1', '1', '2']) await press(key);
		await status('3 of 10 in this pass').waitFor();
		const [judged] = await cells('Agreement of graders', /^You, pass 1/);
		expect(judged).toBe('3');
	});

	it('tells errors and agreement as by hand', async () => {
		await page.getByLabel('Pass', { exact: true }).selectOption('1');
		await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Nobody contradicts' });
		await status('0 of 10 in this pass').waitFor();
		for (let left = 10; left > 1; left--) await press('1');
		await page.keyboard.press('1');
		await page.getByRole('heading', { name: 'This pass is done' }).waitFor();
		const counts = await ask(page, {
			both: "SELECT count(*) FROM trajectory_verdicts WHERE rule_verdict = 'correct' AND person_verdict = 'correct'",
			first:
				"SELECT count(*) FROM trajectory_verdicts WHERE rule_verdict = 'correct' AND person_verdict = 'wrong'",
			second:
				"SELECT count(*) FROM trajectory_verdicts WHERE rule_verdict = 'wrong' AND person_verdict = 'correct'",
			neither:
				"SELECT count(*) FROM trajectory_verdicts WHERE rule_verdict = 'wrong' AND person_verdict = 'wrong'",
			unsure:
				"SELECT count(*) FROM trajectory_verdicts WHERE rule_verdict = 'unverifiable' AND person_verdict = 'correct'",
			unsureWrong:
				"SELECT count(*) FROM trajectory_verdicts WHERE rule_verdict = 'unverifiable' AND person_verdict = 'wrong'"
		});
		const [a, b, c, d, e, f] = Object.values(counts).map(Number) as [
			number,
			number,
			number,
			number,
			number,
			number
		];
		const n = a + b + c + d + e + f;
		const observed = (a + d) / n;
		const chance = ((a + b) * (a + c + e) + (c + d) * (b + d + f)) / n ** 2;
		await goTo(page, 'Review');
		const [items, , kappa] = await cells('Agreement of graders', /^Rule and you/);
		expect(Number(items)).toBe(n);
		expect(Number(kappa!.replace('−', '-'))).toBeCloseTo((observed - chance) / (1 - chance), 1.9);
		const [, judged, contradicted, all] = await cells('Errors of graders', /^Rule/);
		expect(Number(judged)).toBe(10);
		expect(Number(contradicted)).toBe(b + c);
		expect(all).toMatch(/^\d+\.\d % \(\d+\.\d % to \d+\.\d %\)$/);
		expectNoComplaints(app.complaints);
	});
});
