import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCrc32c } from '../../src/lib/core/journal/crc32c.ts';
import { DEFAULT_RECIPE } from '../../src/lib/core/model/recipe.ts';
import { PAGE_ADDRESSES } from '../hostile/addresses.ts';
import { JSON_LINES } from '../hostile/json-rows.ts';
import { hostileProject } from '../hostile/hostile-project.ts';
import { PARQUET_FILES } from '../hostile/parquet-files.ts';
import { TEXTS } from '../hostile/texts.ts';
import { goTo, PLACES, startBrowser, type AppBrowser, type OpenApp } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { expectNoFreeze, watchTasks } from './long-tasks.ts';

let browser: AppBrowser;
let folder: string;
beforeAll(async () => {
	browser = await startBrowser();
	folder = await mkdtemp(join(tmpdir(), 'retort-hostile-'));
});
afterAll(async () => {
	await browser.close();
	await rm(folder, { recursive: true });
});

const COMPARED_EVERY = 12;
/** Every text as a question and as a response; some have a second one, so that two can be compared. */
const ROWS = TEXTS.flatMap(({ name, text }, at) => {
	const q = `${name}: ${text}`;
	const first = { q, r: text, model: 'first', gold: text.slice(0, 2_000) };
	const other = { q, r: TEXTS[(at + 1) % TEXTS.length]!.text, model: '<b>=1+1</b>\u202E' };
	return at % COMPARED_EVERY === 0 ? [first, other] : [first];
});
const BAD_ROWS = JSON_LINES.filter(({ rejected }) => rejected !== null).length;
/** So that every one of them is exported. */
const TAKE_ALL = {
	...DEFAULT_RECIPE,
	quality: { ...DEFAULT_RECIPE.quality, verdict: 'any', format: 'any', maxTokens: 1_000_000 },
	compression: { ...DEFAULT_RECIPE.compression, enabled: false },
	nearDuplicates: { ...DEFAULT_RECIPE.nearDuplicates, enabled: false },
	diversity: { ...DEFAULT_RECIPE.diversity, enabled: false },
	budget: { ...DEFAULT_RECIPE.budget, enabled: false }
};

/** A file on disk: one that a test hands over as bytes is put together in the page, which takes seconds. */
async function corpusFile(): Promise<string> {
	const path = join(folder, '<img src=x onerror=window.ran=1>\u202E.jsonl');
	const lines = [
		...ROWS.map((row) => Buffer.from(JSON.stringify(row))),
		...JSON_LINES.map(({ line }) => Buffer.from(line))
	];
	await writeFile(path, Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
	return path;
}

async function openWatched(): Promise<OpenApp> {
	const app = await browser.open();
	await watchTasks(app.page);
	return app;
}

async function expectHarmless({ page, complaints }: OpenApp): Promise<void> {
	expect(await page.evaluate('typeof ran + typeof polluted')).toBe('undefinedundefined');
	expectNoComplaints(complaints);
	await expectNoFreeze(page);
}

const status = (page: Page, text: string | RegExp) =>
	page.getByRole('status').filter({ hasText: text });

describe('a file of everything hostile', () => {
	let app: OpenApp;
	let page: Page;
	beforeAll(async () => {
		app = await openWatched();
		page = app.page;
	});
	afterAll(() => app.context.close());

	it('is imported, its bad rows are named, and its texts are checked', async () => {
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByLabel('Choose files').setInputFiles(await corpusFile());
		await page.getByLabel('Shape of a row').selectOption({ label: 'Question and response' });
		await page.getByLabel('Question', { exact: true }).selectOption('q');
		await page.getByLabel('Response', { exact: true }).selectOption('r');
		await page.getByLabel('Reference answer').selectOption('gold');
		await page.getByRole('button', { name: 'Import 1 file' }).click();
		await page.getByText(`${String(BAD_ROWS)} rows could not be used.`).click();
		const rejected = page.getByRole('region', { name: 'Rows that could not be used' });
		expect(await rejected.getByRole('row').count()).toBe(BAD_ROWS + 1);
		const checked = ROWS.length + JSON_LINES.length - BAD_ROWS;
		await page
			.getByRole('region', { name: 'Project', exact: true })
			.getByText('Checked')
			.locator('xpath=following-sibling::dd')
			.filter({ hasText: String(checked) })
			.waitFor({ timeout: 120_000 });
		await expectHarmless(app);
	});

	it('is looked at, text by text', async () => {
		await goTo(page, 'Trajectories');
		await page.getByRole('table', { name: 'Trajectories' }).getByRole('link').first().click();
		const place = page.getByRole('group', { name: 'This list' }).getByRole('status');
		const [, all] = / of (\d+)/.exec(await place.filter({ hasText: / of / }).innerText())!;
		expect(Number(all)).toBe(ROWS.length + JSON_LINES.length - BAD_ROWS);
		for (let at = 1; at <= Number(all); at++) {
			await place.filter({ hasText: new RegExp(`^${String(at)} of `) }).waitFor();
			await page.keyboard.press('j');
		}
		for (const view of ['Raw', 'Rendered']) await page.getByRole('radio', { name: view }).check();
		await expectHarmless(app);
	});

	it('is compared', async () => {
		await goTo(page, 'Compare');
		const place = status(page, /^\d+ of \d+$/);
		const [, questions] = / of (\d+)/.exec(await place.innerText())!;
		for (let at = 1; at <= Number(questions); at++) {
			await place.filter({ hasText: new RegExp(`^${String(at)} of `) }).waitFor();
			if ((await page.getByRole('article').count()) > 1) await difference(page);
			await page.keyboard.press('j');
		}
		await expectHarmless(app);
	});

	it('is chosen from, curated and asked', async () => {
		await goTo(page, 'Choose');
		const metrics = page.getByRole('region', { name: 'Teachers by metric' });
		await metrics.getByRole('row', { name: /Accuracy/ }).waitFor();
		await goTo(page, 'Curate');
		await page.getByLabel('Load recipe').setInputFiles({
			name: 'recipe.json',
			mimeType: 'application/json',
			buffer: Buffer.from(JSON.stringify(TAKE_ALL))
		});
		await status(page, /^\d{3} examples/).waitFor();
		await goTo(page, 'SQL');
		const statement = 'SELECT text AS "<img src=x onerror=window.ran=1>", gold FROM questions';
		await page.getByRole('textbox', { name: 'SQL' }).fill(statement);
		await page.keyboard.press('Control+Enter');
		await status(page, / rows in /).waitFor();
		const csv = await downloaded(page, 'Download CSV');
		for (const [cell] of csv.matchAll(/"(?:[^"]|"")*"|[^",\r\n]+/g)) {
			expect(cell).not.toMatch(/^"?\s*[=+@\uFF1D]/);
		}
		await expectHarmless(app);
	});

	it('is exported, a line for each', async () => {
		await goTo(page, 'Export');
		const panel = page.getByRole('region', { name: 'What the student is trained on' });
		await panel.getByLabel('Chat template', { exact: true }).selectOption({ label: 'Qwen3' });
		await panel.getByText(/^Example 1 of /).waitFor();
		await page.getByRole('button', { name: 'Write the files' }).click();
		await page.getByRole('region', { name: 'File list' }).getByRole('button').first().waitFor();
		const lines = (await downloaded(page, /retort-set\.jsonl/)).trimEnd().split('\n');
		expect(lines.length).toBeGreaterThan(TEXTS.length);
		for (const line of lines) expect(JSON.parse(line)).toHaveProperty('messages');
		await expectHarmless(app);
	});
});

/** What a button downloads, as text. */
async function downloaded(page: Page, name: string | RegExp): Promise<string> {
	const button = page.getByRole('button', { name });
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	return readFile(await download.path(), 'utf8');
}

async function difference(page: Page): Promise<void> {
	for (const nth of [0, 1]) await page.getByRole('button', { name: 'Diff' }).nth(nth).click();
	const panel = page.getByRole('region', { name: 'Difference' });
	await panel.getByRole('radio', { name: 'by step' }).check();
	await panel.getByRole('radio', { name: 'by word' }).check();
	await panel.getByRole('button', { name: 'Close the difference' }).click();
}

describe('a Parquet bomb', () => {
	it('is refused in a sentence', async () => {
		const app = await openWatched();
		const { page } = app;
		await page.getByRole('button', { name: 'Open my data' }).click();
		const bomb = PARQUET_FILES.find(({ name }) => name === 'a bomb of one row group')!;
		await page.getByLabel('Choose files').setInputFiles({
			name: 'bomb.parquet',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(bomb.content())
		});
		await page
			.getByText(/more than a browser can hold/)
			.first()
			.waitFor();
		await expectHarmless(app);
		await app.context.close();
	});
});

describe('a project file of somebody else', () => {
	it('whose every text is hostile is walked through', async () => {
		const app = await openWatched();
		const { page } = app;
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByRole('heading', { name: 'My project' }).waitFor();
		await page.getByLabel('Import project file').setInputFiles({
			name: '<img src=x onerror=window.ran=1>.retort',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from(hostileProject(await createCrc32c()))
		});
		await page.getByRole('heading', { name: /^<img src=x/ }).waitFor();
		for (const name of PLACES) {
			await goTo(page, name);
			await page.getByRole('main').getByRole('heading').first().waitFor();
		}
		await expectHarmless(app);

		// The links that somebody sends, over the project that somebody sent.
		for (const { text } of PAGE_ADDRESSES) {
			await page.evaluate(`location.hash = ${JSON.stringify(text)}`);
			await page.getByRole('main').getByRole('heading').first().waitFor();
		}
		await expectHarmless(app);
		await app.context.close();
	});
});
