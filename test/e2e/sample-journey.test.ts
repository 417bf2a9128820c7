import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreSample, goTo, INTERPRETER, startBrowser, type AppBrowser } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

interface Downloaded {
	readonly name: string;
	readonly bytes: Buffer;
	readonly sha256: string;
}

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

/** Open → sample → compare → curate to 800 → download, by accessible names alone. */
async function journey(page: Page): Promise<Map<string, Downloaded>> {
	await exploreSample(page);

	await goTo(page, 'Compare');
	await page.getByText('1 of 1,319').waitFor();
	expect(await page.getByRole('article').count()).toBe(4);
	await page.getByRole('button', { name: 'Diff' }).nth(0).click();
	await page.getByRole('button', { name: 'Diff' }).nth(1).click();
	await page.getByRole('region', { name: 'Difference' }).waitFor();

	await goTo(page, 'Choose');
	const table = page.getByRole('region', { name: 'Teachers by metric' });
	await table.getByRole('row', { name: /Accuracy/ }).waitFor();
	expect(await table.getByRole('row', { name: /Accuracy/ }).innerText()).toMatch(/P\(best\) 100 %/);

	await goTo(page, 'Curate');
	await page.getByRole('status').filter({ hasText: '800 examples' }).waitFor();

	// A slider stands where its number says.
	expect(await page.getByLabel('Most repetition allowed').inputValue()).toBe('0.5');

	await goTo(page, 'Export');
	await page.getByRole('button', { name: 'Write the files' }).click();
	return downloadAll(page);
}

async function downloadAll(page: Page): Promise<Map<string, Downloaded>> {
	const buttons = page.getByRole('region', { name: 'File list' }).getByRole('button');
	await buttons.first().waitFor();
	const files = new Map<string, Downloaded>();
	for (const button of await buttons.all()) {
		const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
		const bytes = await readFile(await download.path());
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		files.set(download.suggestedFilename(), { name: download.suggestedFilename(), bytes, sha256 });
	}
	return files;
}

interface SampleRow {
	readonly question: string;
	readonly [model: string]: string | { is_correct: boolean; solution: string };
}

describe('the first journey', () => {
	it('goes from the sample to 800 verified examples, the same bytes every time', async () => {
		const first = await browser.open();
		const files = await journey(first.page);
		const data = files.get('retort-set.jsonl');
		expect(data).toBeDefined();

		const lines = data!.bytes.toString('utf8').trimEnd().split('\n');
		expect(lines.length).toBeLessThanOrEqual(800);
		expect(lines.length).toBeGreaterThan(700);

		// Every example is a solution of the sample that its own graders called correct.
		const source = await readFile(
			new URL('../../static/samples/gsm8k/example_model_solutions.jsonl', import.meta.url),
			'utf8'
		);
		const correct = new Set<string>();
		for (const line of source.trimEnd().split('\n')) {
			const row = JSON.parse(line) as SampleRow;
			for (const answer of Object.values(row)) {
				if (typeof answer !== 'object' || !answer.is_correct) continue;
				correct.add(JSON.stringify([row.question.trim(), answer.solution.trim()]));
			}
		}
		for (const line of lines) {
			const { messages } = JSON.parse(line) as { messages: { role: string; content: string }[] };
			expect(messages.map((message) => message.role)).toEqual(['user', 'assistant']);
			expect(correct).toContain(JSON.stringify(messages.map((message) => message.content.trim())));
		}

		// The manifest names every other file with its true hash.
		const manifest = JSON.parse(files.get('manifest.json')!.bytes.toString('utf8')) as {
			files: { name: string; sha256: string }[];
		};
		for (const { name, sha256 } of manifest.files) expect(files.get(name)?.sha256).toBe(sha256);
		expect([...files.keys()]).toEqual(expect.arrayContaining(['README.md', 'recipe.json']));

		expectNoComplaints(first.complaints);
		await first.context.close();

		const second = await browser.open();
		// No question of it is about code, so nothing that runs code is loaded.
		const interpreters: string[] = [];
		second.context.on('request', (request) => {
			if (INTERPRETER.test(request.url())) interpreters.push(request.url());
		});
		const again = await journey(second.page);
		expect([...again.values()].map(({ name, sha256 }) => [name, sha256])).toEqual(
			[...files.values()].map(({ name, sha256 }) => [name, sha256])
		);
		expect(interpreters).toEqual([]);
		await second.context.close();
	});
});
