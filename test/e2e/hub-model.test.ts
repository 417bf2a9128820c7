import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBrowser, goTo, startBrowser } from './browser.ts';

/** A model that the hub below has: the demo student under another name. */
const MODEL = 'somebody/tiny-student';
const files = fileURLToPath(new URL('../../static/models/v1/demo-student/', import.meta.url));
const questions = fileURLToPath(
	new URL('../../static/samples/arithmetic/questions.jsonl', import.meta.url)
);

let browser: AppBrowser;
let context: BrowserContext;
let page: Page;
/** Paths of the files that were fetched from the hub. */
const asked: string[] = [];

beforeAll(async () => {
	browser = await startBrowser();
	({ context, page } = await browser.open());
	// The hub cannot be reached from here, so it is answered for; the page cannot tell the difference.
	await context.route('https://huggingface.co/**', async (route) => {
		const { pathname } = new URL(route.request().url());
		// transformers.js asks for one byte first, to learn the size.
		if (route.request().headers()['range'] === undefined) asked.push(pathname);
		const file = pathname.split(`/${MODEL}/resolve/main/`)[1];
		const body = file === undefined ? null : await readFile(`${files}${file}`).catch(() => null);
		const headers = { 'access-control-allow-origin': '*' };
		if (body === null) await route.fulfill({ status: 404, headers, body: 'Entry not found' });
		else await route.fulfill({ status: 200, headers, body });
	});
});
afterAll(() => browser.close());

async function addHubTeacher(model: string, name: string): Promise<void> {
	await goTo(page, 'Teachers');
	await page.getByRole('link', { name: 'Add a teacher' }).first().click();
	await page.getByRole('link', { name: 'From the Hugging Face hub' }).click();
	await page.getByLabel('Model', { exact: true }).fill(model);
	await page.getByLabel('Weights').selectOption('fp32');
	await page.getByRole('button', { name: 'Choose this model' }).click();
	await page.getByLabel('Name', { exact: true }).fill(name);
	await page.getByLabel('Longest response in tokens').fill('40');
	await page.getByRole('button', { name: 'Add this teacher' }).click();
}

describe('a model of the Hugging Face hub', () => {
	it('is fetched once, writes, and is told from one that is not there', async () => {
		const lines = (await readFile(questions, 'utf8')).split('\n').slice(0, 2).join('\n');
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByLabel('Choose files').setInputFiles({
			name: 'q.jsonl',
			mimeType: 'application/jsonl',
			buffer: Buffer.from(lines)
		});
		await page.getByRole('button', { name: 'Import 1 file' }).click();
		await page.getByText('Imported 2 questions').waitFor();
		await addHubTeacher('somebody/nothing-there', 'Missing');
		await addHubTeacher(MODEL, 'From the hub');
		await page.getByLabel('Samples per question').fill('2');
		await page.getByRole('button', { name: 'Start the run' }).click();
		// The missing one is passed over with a sentence, the other one writes.
		await page
			.getByText(/somebody\/nothing-there could not be loaded/)
			.waitFor({ timeout: 60_000 });
		const row = page.getByRole('row', { name: /^From the hub/ }).first();
		await row.getByText('4 of 4').waitFor({ timeout: 60_000 });
		expect(
			asked.filter((path) => path.endsWith('model.onnx') && path.includes(MODEL))
		).toHaveLength(1);
	});

	it('stays in the browser, where its size is shown and it can be deleted', async () => {
		await goTo(page, 'Teachers');
		await page.getByRole('link', { name: 'Add a teacher' }).first().click();
		await page.getByRole('link', { name: 'On this machine' }).click();
		const row = page.getByRole('row', { name: new RegExp(MODEL) });
		await row.getByText(/\d kB|\d MB/).waitFor();
		await row.getByRole('button', { name: /Delete/ }).click();
		await row.getByRole('button', { name: /for good/ }).click();
		await row.waitFor({ state: 'detached' });
	});
});
