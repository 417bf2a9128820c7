import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBrowser, goTo, openTeacherView, startBrowser } from './browser.ts';

const STUDENT = fileURLToPath(new URL('../../static/models/v1/demo-student/', import.meta.url));
/** A model that the hub below has: the demo student under another name. */
const MODEL = 'somebody/tiny-student';
/** And under a third one. */
const LARGE_MODEL = 'somebody/large-student';
/** What the hub below holds, by model: the demo student, and an embedding model (tools/tiny-encoder). */
const HUB: Readonly<Record<string, string>> = {
	[MODEL]: STUDENT,
	[LARGE_MODEL]: STUDENT,
	'Xenova/all-MiniLM-L6-v2': fileURLToPath(new URL('../fixtures/tiny-encoder/', import.meta.url))
};
const questions = fileURLToPath(
	new URL('../../static/samples/arithmetic/questions.jsonl', import.meta.url)
);

let browser: AppBrowser;
let context: BrowserContext;
let page: Page;
const NOT_THERE = /somebody\/nothing-there could not be loaded.*One of its files is not there/;
/** In bytes: enough for what is written, and not for the weights of the model (530 kB). */
const ROOM_WITHOUT_MODEL = 400_000;
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
		const [model = '', file = ''] = pathname.slice(1).split('/resolve/main/');
		const folder = Object.hasOwn(HUB, model) ? HUB[model] : undefined;
		const body = folder === undefined ? null : await readFile(`${folder}${file}`).catch(() => null);
		const headers = { 'access-control-allow-origin': '*' };
		if (body === null) await route.fulfill({ status: 404, headers, body: 'Entry not found' });
		else await route.fulfill({ status: 200, headers, body });
	});
});
afterAll(() => browser.close());

async function addHubTeacher(model: string, name: string): Promise<void> {
	await openTeacherView(page, '&view=add&from=hub');
	await page.getByLabel('Model', { exact: true }).fill(model);
	await page.getByLabel('Weights').selectOption('fp32');
	await page.getByRole('button', { name: 'Choose this model' }).click();
	await page.getByLabel('Name', { exact: true }).fill(name);
	await page.getByLabel('Longest response in tokens').fill('40');
	await page.getByRole('button', { name: 'Add this teacher' }).click();
	// It is saved first; whoever goes elsewhere meanwhile would be led back.
	await page.waitForURL(/view=plan/);
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
		await page.getByText(NOT_THERE).waitFor({ timeout: 60_000 });
		const row = page.getByRole('row', { name: /^From the hub/ }).first();
		await row.getByText('4 of 4').waitFor({ timeout: 60_000 });
		expect(await row.getByText(/could not keep/).count()).toBe(0);
		expect(
			asked.filter((path) => path.endsWith('model.onnx') && path.includes(MODEL))
		).toHaveLength(1);
	});

	it('and one that turns texts into vectors places them on the map', async () => {
		await goTo(page, 'Student');
		await page.getByLabel('The student').selectOption({ label: 'From the hub' });
		await page.getByLabel('Questions', { exact: true }).fill('2');
		await page.getByLabel('Samples per question').fill('6');
		await page.getByRole('button', { name: 'Measure the pass rate' }).click();
		await page.getByText(/right,\s+on\s+2\s+questions/).waitFor({ timeout: 60_000 });
		await page
			.getByRole('link', { name: /^Trajectories/ })
			.getByText('12')
			.waitFor({ timeout: 60_000 });
		await goTo(page, 'Choose');
		await page
			.getByLabel('Placed by')
			.selectOption({ label: 'all-MiniLM-L6-v2 (ONNX): 23 MB from Hugging Face' });
		await page.getByRole('button', { name: 'Draw the map' }).click();
		await page.getByRole('img', { name: 'Map of 12 texts of 1 writer.' }).waitFor();
		expect(asked.some((path) => path.endsWith('MiniLM-L6-v2/resolve/main/config.json'))).toBe(true);
		// Another model may place them instead: its own hidden states.
		await page.getByLabel('Placed by').selectOption({ index: 0 });
		await page.getByRole('button', { name: 'Draw it anew' }).click();
		await page.getByRole('button', { name: 'Draw it anew' }).waitFor({ state: 'detached' });
		await page.getByRole('img', { name: /^Map of 12 texts/ }).waitFor();
	});

	it('writes where the browser has no room for it, and says that it is not kept', async () => {
		await addHubTeacher(LARGE_MODEL, 'Too large');
		const { usage } = await page.evaluate<{ usage: number }>('navigator.storage.estimate()');
		const session = await context.newCDPSession(page);
		const origin = new URL(page.url()).origin;
		const quotaSize = usage + ROOM_WITHOUT_MODEL;
		await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
		await page.getByLabel('Samples per question').fill('2');
		await page.getByRole('button', { name: 'Start the run' }).click();
		const row = page.getByRole('row', { name: /^Too large/ }).first();
		await row.getByText('4 of 4').waitFor();
		await row.getByText(/could not keep this model/).waitFor();
		// Asked once more, what is missing is missing for the same reason.
		await page.getByText(NOT_THERE).waitFor();
		// Without a size, the limit is the browser's own again.
		await session.send('Storage.overrideQuotaForOrigin', { origin });
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
