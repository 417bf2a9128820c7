import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBrowser, startBrowser } from '../e2e/browser.ts';
import { expectNoComplaints } from '../e2e/complaints.ts';
import { expectNoFreeze, watchTasks } from '../e2e/long-tasks.ts';

const MB = 2 ** 20;
const PATIENCE_MS = 300_000;

let folder: string;
let browser: AppBrowser;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retort-hostile-'));
	browser = await startBrowser();
});
afterAll(async () => {
	await browser.close();
	await rm(folder, { recursive: true });
});

const row = (question: string): string =>
	`${JSON.stringify({ question, response: 'It is 4.', model: 'm' })}\n`;

/** Writes `megabytes` of one byte between two texts, packed or not. */
async function writeLarge(
	name: string,
	parts: { readonly before: string; readonly byte: string; readonly after: string },
	megabytes: number
): Promise<string> {
	const path = join(folder, name);
	const block = Buffer.alloc(MB, parts.byte);
	function* chunks(): Generator<Buffer> {
		yield Buffer.from(parts.before);
		for (let n = 0; n < megabytes; n++) yield block;
		yield Buffer.from(parts.after);
	}
	// At a lower level 229 bytes come out of each, which a real text may do; at this one it is a thousand.
	const packed = name.endsWith('.gz') ? [createGzip({ level: 9 })] : [];
	await pipeline([Readable.from(chunks()), ...packed, createWriteStream(path)]);
	return path;
}

/** Imports a file, and waits for a sentence about it. */
async function importLarge(path: string, sentence: string, then?: (page: Page) => Promise<void>) {
	const { page, context, complaints } = await browser.open();
	await watchTasks(page);
	await page.getByRole('button', { name: 'Open my data' }).click();
	await page.getByLabel('Choose files').setInputFiles(path);
	const button = page.getByRole('button', { name: 'Import 1 file' });
	const said = page.getByText(sentence).first();
	await button.or(said).first().waitFor({ timeout: PATIENCE_MS });
	if (await button.isVisible()) await button.click();
	await said.waitFor({ timeout: PATIENCE_MS });
	await then?.(page);
	await expectNoFreeze(page);
	expectNoComplaints(complaints);
	await context.close();
}

describe('a file that is too large in one place', () => {
	it('loses a line of 101 MB and nothing else', async () => {
		const path = await writeLarge(
			'line.jsonl',
			{ before: `${row('first')}{"question":"`, byte: 'x', after: `"}\n${row('last')}` },
			101
		);
		await importLarge(path, 'Imported 2 questions and 2 trajectories', async (page) => {
			await page.getByText('1 row could not be used. Everything else is in.').click();
			const rejected = page.getByRole('region', { name: 'Rows that could not be used' });
			expect(await rejected.getByRole('row').nth(1).innerText()).toMatch(
				/^2\s.*longer than 100 MB/
			);
		});
	});

	it('loses a response of 90 MB, which would fit, and nothing else', async () => {
		const before = `${row('first')}{"question":"Q","model":"m","response":"`;
		const path = await writeLarge(
			'response.jsonl',
			{ before, byte: 'x', after: `"}\n${row('last')}` },
			90
		);
		await importLarge(path, 'Imported 3 questions and 2 trajectories', async (page) => {
			await page.getByText('1 row could not be used. Everything else is in.').click();
			await page.getByText('longer than 600,000 characters').waitFor();
		});
	});

	it('loses a CSV cell of 101 MB and what it swallowed', async () => {
		const path = await writeLarge(
			'cell.csv',
			{ before: 'question,response,model\nA,x,m\n"', byte: 'x', after: '' },
			101
		);
		await importLarge(path, 'Imported 1 question and 1 trajectory');
	});
});

describe('a bomb', () => {
	it('of gzip is refused after a gigabyte, and what came before is in', async () => {
		const path = await writeLarge(
			'bomb.jsonl.gz',
			{ before: row('first'), byte: '\n', after: row('last') },
			3_000
		);
		await importLarge(path, 'unpacks to far more than a data set of its size');
	});

	it('of Parquet that fits into memory is named row by row', async () => {
		const path = join(folder, 'bomb.parquet');
		const response = 'x'.repeat(4 * MB);
		const columnData = [
			{ name: 'question', data: Array.from({ length: 64 }, (_, n) => `Q${String(n)}`) },
			{ name: 'response', data: Array.from({ length: 64 }, () => response) },
			{ name: 'model', data: Array.from({ length: 64 }, () => 'm') }
		].map((column) => ({ ...column, type: 'STRING' as const }));
		await writeFile(path, new Uint8Array(parquetWriteBuffer({ columnData })));
		await importLarge(path, '64 rows could not be used');
	});
});
