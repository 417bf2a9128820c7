import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../src/lib/core/export/options.ts';
import { FORMAT_NAMES } from '../../src/lib/ui/export/format-names.ts';
import { expectedHashes, type Hashes, SAME_BYTES } from '../support/same-bytes.ts';
import { type AppBrowser, goTo, startBrowser, WITHOUT_VECTORS } from './browser.ts';

/** Where there are no vectors, plain JavaScript measures distances and finds near-duplicates. */
const BROWSERS = [
	{ name: 'a browser', flags: [] },
	{ name: 'a browser without WebAssembly vectors', flags: WITHOUT_VECTORS }
];

let browser: AppBrowser | null = null;
afterEach(() => browser?.close());

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

/** A function that gives back a vector. */
const HAS_VECTORS = `WebAssembly.validate(
	Uint8Array.of(
		0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11
	)
)`;

describe('the same data under the same recipe', () => {
	it.each(BROWSERS)(
		'gives the bytes that are written down, in every format, in $name',
		async ({ flags }) => {
			const expected: Hashes = await expectedHashes();
			browser = await startBrowser(flags);
			const { page, complaints } = await browser.open();
			expect(await page.evaluate(HAS_VECTORS)).toBe(flags.length === 0);
			await curate(page);
			for (const format of EXPORT_FORMATS) {
				const name = FORMAT_NAMES.find(({ value }) => value === format)!.name;
				expect([format, await hashesOf(page, name)]).toEqual([format, expected[format]]);
			}
			expect(complaints.consoleErrors).toEqual([]);
		}
	);
});
