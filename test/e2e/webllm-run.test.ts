import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { packageFile, TINY_MLC_FOLDER } from '../support/package-server.ts';
import { launchWebGpuBrowser } from '../support/webgpu-browser.ts';
import { goTo, PATIENCE_MS } from './browser.ts';
import { expectNoComplaints, watch } from './complaints.ts';
import { serveStatic, type StaticServer } from './static-server.ts';

const QUESTIONS = 3;
const SAMPLES = 2;

let server: StaticServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	// The model packages stand beside the app on the same host: the page's policy allows nothing else over HTTP.
	server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)), (path) => {
		const file = packageFile(path);
		return file === undefined ? undefined : join(TINY_MLC_FOLDER, file);
	});
	browser = await launchWebGpuBrowser();
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	context.setDefaultTimeout(PATIENCE_MS);
	page = await context.newPage();
});
afterAll(async () => {
	await browser.close();
	await server.close();
});

/** The first held-out questions, with the domain 'asked'. */
async function questionFile(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
	const path = new URL('../../static/samples/arithmetic/questions.jsonl', import.meta.url);
	const lines = (await readFile(path, 'utf8')).split('\n').slice(0, QUESTIONS);
	return {
		name: 'questions.jsonl',
		mimeType: 'application/jsonl',
		buffer: Buffer.from(lines.join('\n'))
	};
}

describe('a WebLLM teacher, from its address to its trajectories', () => {
	it('runs the model on WebGPU and writes what can be looked at', async () => {
		const complaints = await watch(page, server.origin);
		await page.goto(server.url);
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByLabel('Choose files').setInputFiles(await questionFile());
		await page.getByRole('button', { name: 'Import 1 file' }).click();
		await page.getByText(`Imported ${QUESTIONS} questions`).waitFor();

		await goTo(page, 'Teachers');
		await page.getByRole('link', { name: 'Add a teacher' }).first().click();
		await page.getByRole('link', { name: 'Custom MLC model' }).click();
		await page.getByLabel('Address of the weights').fill(`${server.origin}/demo-terse`);
		await page
			.getByLabel('Address of the library (.wasm)')
			.fill(`${server.origin}/lib/demo-terse.wasm`);
		await page.getByRole('button', { name: 'Choose this model' }).click();
		await page.getByLabel('Name', { exact: true }).fill('Terse on the GPU');
		await page.getByRole('button', { name: 'Add this teacher' }).click();

		await page.getByLabel('Samples per question').fill(String(SAMPLES));
		await page.getByRole('button', { name: 'Start the run' }).click();
		await page.getByRole('heading', { name: 'Run: done' }).waitFor({ timeout: 120_000 });
		const total = QUESTIONS * SAMPLES;
		await page.getByText(`${total} of ${total}`).first().waitFor();
		await page.getByText('on the GPU').first().waitFor();

		await goTo(page, 'Trajectories');
		await page
			.getByRole('status')
			.filter({ hasText: `${total} rows` })
			.waitFor();
		expectNoComplaints(complaints);
	});

	it('says how it came about: model, runtime, device, entropy', async () => {
		await page.getByRole('row').nth(1).getByRole('link').first().click();
		const facts = page.getByRole('main');
		await facts.getByText(/web-?llm 0\.2\.86/i).waitFor();
		await facts.getByText('demo-terse').first().waitFor();
		await facts.getByText(/boxed/).first().waitFor();
	});

	it('does not offer large models to a GPU that is computed on the processor, and says so', async () => {
		await goTo(page, 'Teachers');
		await page.getByRole('link', { name: 'Add a teacher' }).first().click();
		await page.getByRole('link', { name: 'WebLLM catalogue' }).click();
		await page.getByLabel('Search the models').fill('Qwen3-0.6B-q4f16_1');
		const row = page.getByRole('row', { name: /Qwen3-0.6B-q4f16_1-MLC/ });
		await row.getByText('no GPU').waitFor();
		await page
			.getByText(/software|processor/)
			.first()
			.waitFor();
	});
});
