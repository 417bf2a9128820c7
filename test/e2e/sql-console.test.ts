import { readFile } from 'node:fs/promises';
import { parquetReadObjects } from 'hyparquet';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exploreSample, goTo, startBrowser, type AppBrowser } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

const QUESTION = 'How often is each teacher right, by domain?';

async function downloadOf(page: Page, format: string): Promise<Buffer> {
	const button = page.getByRole('button', { name: `Download ${format}` });
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	return readFile(await download.path());
}

async function type(page: Page, sql: string): Promise<void> {
	await page.getByRole('textbox', { name: 'SQL' }).fill(sql);
	await page.keyboard.press('Control+Enter');
}

describe('the SQL console', () => {
	it('answers a question as table, chart and file, keeps it, and refuses to write', async () => {
		const { page, context, complaints } = await browser.open();
		await exploreSample(page);
		await goTo(page, 'SQL');

		// An example, as a table.
		await page.getByRole('button', { name: QUESTION }).click();
		const table = page.getByRole('table', { name: 'Answer' });
		await table.getByRole('row', { name: /175b_verification/ }).waitFor();
		await page
			.getByRole('status')
			.filter({ hasText: /^4 rows in / })
			.waitFor();
		await table.getByRole('button', { name: 'Show row 1', exact: true }).click();
		await page.getByRole('region', { name: 'Row 1', exact: true }).getByText('accuracy').waitFor();

		// As a chart.
		await page.getByRole('button', { name: 'Chart', exact: true }).click();
		await page
			.getByRole('img', { name: /^accuracy by teacher/ })
			.locator('svg')
			.first()
			.waitFor();

		// As files.
		const csv = (await downloadOf(page, 'CSV')).toString('utf8').trimEnd().split('\r\n');
		expect(csv[0]).toBe('teacher,domain,answers,correct,accuracy,low,high');
		expect(csv).toHaveLength(5);
		const jsonl = (await downloadOf(page, 'JSONL')).toString('utf8').trimEnd().split('\n');
		expect(JSON.parse(jsonl[0]!)).toMatchObject({ answers: 1319 });
		const { buffer } = new Uint8Array(await downloadOf(page, 'Parquet'));
		const rows = await parquetReadObjects({ file: buffer });
		expect(rows.map(({ teacher }) => teacher)).toEqual(
			jsonl.map((line) => (JSON.parse(line) as { teacher: string }).teacher)
		);

		// A statement of one's own, completed, saved and linked.
		await page.getByRole('textbox', { name: 'SQL' }).fill('SELECT domain FROM ');
		await page.keyboard.type('quest');
		await page.getByRole('option', { name: /^questions/ }).click();
		await page.keyboard.press('Control+Enter');
		await page
			.getByRole('status')
			.filter({ hasText: /^1,319 rows in / })
			.waitFor();
		await page.getByLabel('Name of the statement').fill('Domains');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
		await page.reload();
		const editor = page.getByRole('textbox', { name: 'SQL' });
		await editor.filter({ hasText: 'SELECT domain FROM questions' }).waitFor();
		await page.getByRole('button', { name: 'Saved (1)' }).click();
		await page.getByRole('button', { name: /^Domains/ }).click();
		await page
			.getByRole('status')
			.filter({ hasText: /^1,319 rows in / })
			.waitFor();

		// What writes is refused, what is wrong is explained, and what blocks can be cancelled.
		await type(page, 'DELETE FROM questions');
		await page.getByRole('alert').getByText('The console only reads').waitFor();
		await type(page, "FROM read_csv('https://example.com/x.csv')");
		await page.getByRole('alert').getByText('no file and no address').waitFor();
		await type(page, 'SELECT nowhere FROM questions');
		await page
			.getByRole('region', { name: 'What DuckDB said' })
			.getByText('nowhere')
			.first()
			.waitFor();
		await type(page, 'SELECT sum(x) FROM range(1000000000000) t(x)');
		await page.getByRole('button', { name: 'Cancel', exact: true }).click();
		await page.getByRole('status').filter({ hasText: 'Cancelled. Nothing was changed.' }).waitFor();
		await type(page, 'SELECT count(*) AS n FROM questions');
		await table.getByRole('row', { name: /1319/ }).waitFor();

		expectNoComplaints(complaints);
		await context.close();
	});
});
