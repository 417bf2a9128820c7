import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../src/lib/core/export/options.ts';
import { FORMAT_NAMES } from '../../src/lib/ui/export/format-names.ts';
import { expectedHashes, type Hashes, SAME_BYTES } from '../support/same-bytes.ts';
import { goTo, startBrowser, type AppBrowser } from './browser.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

/** Imports the file, loads the recipe, measures what it wants to know. */
async function curate(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Open my data' }).click();
	await page.getByLabel('Choose files').setInputFiles(SAME_BYTES.answers);
	await page.getByRole('button', { name: 'Import 1 file' }).click();
	await page.getByText('Imported 8 questions and 48 trajectories').waitFor();
	await goTo(page, 'Curate');
	await page.getByLabel('Load recipe').setInputFiles(SAME_BYTES.recipe);
	// All of them, whichever recipe is in force by now.
	await page.getByRole('button', { name: 'Measure all pairs' }).click();
	await page.getByRole('status').filter({ hasText: '16 examples on' }).waitFor();
	await goTo(page, 'Export');
}

/** The manifest holds the hash of every other file; that these are true, sample-journey.test.ts sees. */
async function hashesOf(page: Page, format: string): Promise<Record<string, string>> {
	await page.getByLabel('Format').selectOption({ label: format });
	await page.getByRole('button', { name: 'Write the files' }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Download manifest.json' }).click()
	]);
	const bytes = await readFile(await download.path());
	const { files } = JSON.parse(bytes.toString('utf8')) as {
		files: { name: string; sha256: string }[];
	};
	return {
		...Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256])),
		'manifest.json': createHash('sha256').update(bytes).digest('hex')
	};
}

describe('the same data under the same recipe', () => {
	it('gives the bytes that are written down, in every format, in two fresh profiles', async () => {
		const expected: Hashes = await expectedHashes();
		for (const profile of ['first', 'second']) {
			const { page, context, complaints } = await browser.open();
			await curate(page);
			for (const format of EXPORT_FORMATS) {
				const name = FORMAT_NAMES.find(({ value }) => value === format)!.name;
				expect([profile, format, await hashesOf(page, name)]).toEqual([
					profile,
					format,
					expected[format]
				]);
			}
			expect(complaints.consoleErrors).toEqual([]);
			await context.close();
		}
	});
});
