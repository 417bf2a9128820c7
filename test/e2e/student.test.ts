import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBrowser, goTo, type OpenApp, startBrowser, startDemo } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { cancelRun, planRun, waitForRun } from './runs.ts';

const TEACHERS = ['Terse (demo)', 'Careful (demo)', 'Hasty (demo)'];
const QUESTIONS = 20;
const SAMPLES = 2;

let browser: AppBrowser;
let app: OpenApp;
let page: Page;

beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
	// The whole demo run would take long and show no more.
	await startDemo(page);
	await cancelRun(page);
	await planRun(page, TEACHERS, QUESTIONS);
	await page.getByRole('button', { name: 'Start the run' }).click();
	await waitForRun(page, /^Run: done/);
});
afterAll(() => browser.close());

/** Draws around everything on the map but its edges. */
async function drawAround(map: Locator): Promise<void> {
	await map.scrollIntoViewIfNeeded();
	const box = (await map.boundingBox())!;
	const corners = [
		[0.05, 0.05],
		[0.95, 0.05],
		[0.95, 0.95],
		[0.05, 0.95]
	] as const;
	const at = ([x, y]: readonly [number, number]) =>
		[box.x + x * box.width, box.y + y * box.height] as const;
	await page.mouse.move(...at(corners[0]));
	await page.mouse.down();
	for (const corner of corners) await page.mouse.move(...at(corner), { steps: 4 });
	await page.mouse.up();
}

const numberIn = (text: string): number => Number(/[\d,]+/.exec(text)![0].replace(',', ''));

/** One journey, step by step: each test goes on where the one before it ended. */
describe('the student decides', () => {
	it('is chosen, answers questions, and shows what it can do already', async () => {
		await goTo(page, 'Student');
		await page.getByRole('button', { name: 'Take the demo student' }).click();
		await page.getByText('demo-student').waitFor();
		await page.getByLabel('Questions', { exact: true }).fill(String(QUESTIONS));
		await page.getByLabel('Samples per question').fill(String(SAMPLES));
		await page.getByRole('button', { name: 'Measure the pass rate' }).click();
		const region = page.getByRole('region', { name: 'What it can do already' });
		await region.getByText(/right,\s+on\s+20\s+questions/).waitFor({ timeout: 90_000 });
		await region.getByRole('figure', { name: 'Questions by pass rate' }).waitFor();
		await region.getByText('Question by question').click();
		await region.getByRole('cell', { name: /of 2$/ }).first().waitFor();
	});

	it('moves the threshold of the funnel, which answers at once', async () => {
		const slider = page.getByRole('slider', { name: 'Drop questions above a pass rate of' });
		await slider.fill('0');
		await page.getByText(/0 ?%: \d+ questions? dropped/).waitFor();
		await goTo(page, 'Curate');
		const same = page.getByRole('slider', { name: 'Drop above a pass rate of' });
		expect(await same.inputValue()).toBe('0');
	});

	it('reads what the teachers wrote, once it is known what that takes', async () => {
		await goTo(page, 'Student');
		const region = page.getByRole('region', { name: 'What it thinks of the texts' });
		await region.getByText('from how fast it writes').waitFor();
		const estimate = await region.innerText();
		expect(estimate).toMatch(/Trajectories to read\s+\d+\s+Tokens, about\s+[\d,]+\s+Time/);
		const toRead = numberIn(estimate.split('Trajectories to read')[1]!);
		await page.getByRole('button', { name: 'Let the student read' }).click();
		await region.getByText('Everything is read.').waitFor({ timeout: 90_000 });
		await region.getByText(`${toRead} of ${toRead}`).waitFor();
	});

	it('is asked again after worked examples, which counts as a smoke test and as nothing else', async () => {
		const before = await page.getByRole('link', { name: /^Trajectories/ }).innerText();
		await page.getByRole('button', { name: 'Run the smoke test' }).click();
		await page
			.getByText(/^Writing/)
			.first()
			.waitFor();
		await page
			.getByRole('button', { name: 'Pause the run' })
			.waitFor({ state: 'detached', timeout: 90_000 });
		await goTo(page, 'Choose');
		await page.getByText('Smoke test').first().waitFor({ timeout: 60_000 });
		expect(await page.getByRole('link', { name: /^Trajectories/ }).innerText()).toBe(before);
	});

	it('is the middle of a map, on which texts can be marked', async () => {
		await page.getByRole('button', { name: 'Draw the map' }).click();
		const map = page.getByRole('img', { name: /^Map of/ });
		await map.waitFor({ timeout: 60_000 });
		await page
			.getByRole('row', { name: /^Latent shift/ })
			.getByText(/n = \d/)
			.first()
			.waitFor();
		const onMap = numberIn((await map.getAttribute('aria-label'))!);
		await drawAround(map);
		const marked = page.getByText(/ texts in the area/);
		await marked.waitFor();
		const texts = numberIn(await marked.innerText());
		expect(texts).toBeGreaterThan(onMap / 2);
		await page.getByRole('link', { name: 'See them' }).click();
		await page
			.getByRole('status')
			.filter({ hasText: new RegExp(`^${texts} rows$`) })
			.waitFor();
		await page.getByRole('button', { name: /^In an area of the map/ }).click();
		await page
			.getByRole('status')
			.filter({ hasText: new RegExp(`^${onMap} rows$`) })
			.waitFor();
	});

	it('puts the choice of a teacher on evidence of every kind', async () => {
		await goTo(page, 'Choose');
		const card = page.getByRole('region', { name: 'Decision card' });
		await card.getByText('Token entropy and the smoke test, half each.').waitFor();
		await card
			.getByRole('status')
			.filter({ hasText: /comes first on this view/ })
			.waitFor();
		const table = page.getByRole('region', { name: 'Teachers by metric' });
		for (const metric of [
			'Token entropy',
			'Rank-Surprisal Ratio',
			'Surprisal within steps',
			'Teacher sentences',
			'Latent shift'
		]) {
			const row = table.getByRole('row', { name: new RegExp(`^${metric}`) });
			expect(await row.getByText(/n = \d/).count(), metric).toBe(TEACHERS.length);
		}
		await table
			.getByRole('row', { name: /^Rank-Surprisal Ratio/ })
			.getByRole('link')
			.first()
			.click();
		await page.getByRole('columnheader', { name: 'RSR' }).waitFor();
		await page.goBack();
		await card.getByRole('radio', { name: 'RSR' }).check();
		await card.getByText('The Rank-Surprisal Ratio under the student alone.').waitFor();
		await card.getByRole('radio', { name: 'DED' }).check();
		await card.getByRole('button', { name: 'Add to the data card' }).click();
		await card.getByRole('button', { name: 'Take out of the data card' }).waitFor();
	});

	it('leaves questions out of the set that it solves already', async () => {
		await goTo(page, 'Curate');
		const stage = page.getByRole('region', { name: 'Compression' });
		const slider = stage.getByRole('slider', { name: 'Drop above a pass rate of' });
		await slider.fill('0');
		await stage.getByText(/^\d+ student already knows/).waitFor();
		await page.getByRole('button', { name: 'Measure distances' }).click();
		await page
			.getByRole('status')
			.filter({ hasText: /\d examples/ })
			.waitFor();
		await goTo(page, 'Export');
		await page.getByRole('button', { name: 'Write the files' }).click();
		const files = page.getByRole('region', { name: 'File list' });
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			files.getByRole('button', { name: /retort-set\.jsonl/ }).click()
		]);
		const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
		expect(lines.length).toBeGreaterThan(10);
		for (const line of lines) expect(JSON.parse(line)).toHaveProperty('messages');
		const [card] = await Promise.all([
			page.waitForEvent('download'),
			files.getByRole('button', { name: /README\.md/ }).click()
		]);
		const text = await readFile(await card.path(), 'utf8');
		expect(text).toContain('comes first on this view');
		expect(text).toMatch(/Rank.?-Surprisal Ratio/);
		expectNoComplaints(app.complaints);
	});

	it('is still there after a reload, with everything it read', async () => {
		await page.reload();
		await goTo(page, 'Student');
		await page.getByText('Everything is read.').waitFor();
		await page.getByText(/right,\s+on\s+20\s+questions/).waitFor();
		await goTo(page, 'Choose');
		await page.getByRole('img', { name: /^Map of/ }).waitFor();
	});
});
