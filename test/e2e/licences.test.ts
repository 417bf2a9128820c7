import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowser, type AppBrowser } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

it('lists whose work is in the page, with the text of each licence, when somebody asks', async () => {
	const { page, context, complaints } = await browser.open();
	const loaded = (): Promise<number> =>
		page.evaluate(
			`performance.getEntriesByType('resource').filter(({ name }) => name.includes('licences')).length`
		);
	const list = page.getByRole('list', { name: 'Parts and their licences' });
	await page.getByRole('heading', { name: /^Pick the teacher/ }).waitFor();
	expect(await loaded()).toBe(0);
	await page.getByText('Open-source licences').click();
	await list.getByText('Fonts of KaTeX').waitFor();
	expect(await loaded()).toBe(1);
	expect(await list.getByRole('listitem').count()).toBeGreaterThan(100);
	await list.getByText('@duckdb/duckdb-wasm').click();
	await list.getByText('github.com/duckdb/duckdb-wasm').waitFor();
	await list.getByText(/^markdown-it 15/).click();
	await list.getByText('Vitaly Puzrin').filter({ visible: true }).waitFor();
	expectNoComplaints(complaints);
	await context.close();
});
