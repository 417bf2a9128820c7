import type { Page } from 'playwright-core';
import { goTo } from './browser.ts';

const FILLER = 'She counts the eggs again and writes the number down. '.repeat(8);

/** Imports a file of as many questions with an answer each into the open project; returns while it is being read. */
export async function startImport(page: Page, rows: number, filler = FILLER): Promise<void> {
	const lines = Array.from({ length: rows }, (_, i) =>
		JSON.stringify({ question: `What is number ${i}?`, answer: `${i}`, response: `${filler} ${i}` })
	);
	await goTo(page, 'Project');
	await page.getByLabel('Choose files').setInputFiles({
		name: 'rows.jsonl',
		mimeType: 'application/jsonl',
		buffer: Buffer.from(lines.join('\n'))
	});
	await page.getByRole('button', { name: 'Import 1 file' }).click();
}

/** The same, until all of it is there. */
export async function importRows(page: Page, rows: number, filler?: string): Promise<void> {
	await startImport(page, rows, filler);
	await page.getByText(`from ${rows.toLocaleString('en')} rows`).waitFor();
}
