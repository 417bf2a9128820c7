import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, startBrowser, startDemo, type AppBrowser } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { cancelRun, openView, planRun, waitForRun } from './runs.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

describe('teachers that run here', () => {
	it('are made of a model, prompts and sampling, planned, asked, and kept apart', async () => {
		const { page, context, complaints } = await browser.open();
		await startDemo(page);
		await cancelRun(page);

		// The same model asked in other ways is another teacher, with a name of its own.
		await page.getByRole('link', { name: 'Settings of Hasty (demo)' }).click();
		const save = page.getByRole('button', { name: 'Save as a new teacher' });
		expect(await save.isDisabled()).toBe(true);
		await page.getByLabel('Temperatures').fill('0.5, 1, hot');
		await page.getByText('Temperature must be between 0 and 5.').waitFor();
		await page.getByLabel('Temperatures').fill('0.5, 1');
		await page.getByText('Another teacher has this name').waitFor();
		await page.getByRole('textbox', { name: 'Name' }).fill('Hasty, two ways');
		await page.getByLabel('Prompt', { exact: true }).fill('Solve it.');
		await page.getByText('Every prompt must contain {question}').waitFor();
		await page.getByLabel('Prompt', { exact: true }).fill('{question} Be quick.');
		// Whoever looks elsewhere meanwhile finds it as it was.
		await goTo(page, 'Questions');
		await page.goBack();
		await page.getByText('As it was left, not saved yet.').waitFor();
		expect(await page.getByLabel('Prompt', { exact: true }).inputValue()).toBe(
			'{question} Be quick.'
		);
		expect(await page.getByLabel('Temperatures').inputValue()).toBe('0.5, 1');
		await save.click();

		await planRun(page, ['Hasty, two ways'], 3);
		const estimate = page.getByRole('region', { name: 'What it takes' });
		// The other teacher was chosen as well until a moment ago.
		await expect
			.poll(() => estimate.innerText(), { timeout: 10_000 })
			.toMatch(/Trajectories at most\s+6\s+Time\s+under 1 s\s+Tokens\s+260 to 410/);
		await page.getByRole('button', { name: 'Start the run' }).click();
		await waitForRun(page, /^Run: done/);
		await page.getByRole('cell', { name: '6 of 6' }).waitFor();

		await goTo(page, 'Trajectories');
		// One teacher wrote: there is no choice of teachers.
		await page.getByRole('cell', { name: 'Hasty, two ways', exact: true }).first().waitFor();
		await page
			.getByRole('status')
			.filter({ hasText: /^6 rows$/ })
			.waitFor();
		await page.getByRole('table', { name: 'Trajectories' }).getByRole('link').first().click();
		const origin = page.getByRole('region', { name: 'Written here' });
		await origin.getByText('Prompt', { exact: true }).last().click();
		await origin.getByText('{question} Be quick.').waitFor();
		expectNoComplaints(complaints);
		await context.close();
	});

	it('without a GPU, a model of the catalogue says why it cannot run, and the others run', async () => {
		const { page, context, complaints } = await browser.open();
		await startDemo(page);
		await cancelRun(page);
		await openView(page, 'Add a teacher');
		await page.getByRole('link', { name: 'WebLLM catalogue' }).click();
		await page.getByText(/offers no GPU|has no WebGPU|on the processor/).waitFor();
		await page.getByRole('searchbox', { name: 'Search the models' }).fill('qwen3 0.6b q4f16');
		await page.getByRole('link', { name: 'Choose Qwen3-0.6B-q4f16_1-MLC' }).click();
		await page.getByRole('button', { name: 'Add this teacher' }).click();

		await planRun(page, ['Hasty (demo)', 'Qwen3-0.6B-q4f16_1'], 3);
		await page.getByRole('list', { name: 'Warnings' }).getByText('cannot run here').waitFor();
		await page.getByRole('button', { name: 'Start the run' }).click();
		await waitForRun(page, /^Run: paused/);
		const rows = page.getByRole('region', { name: 'Teachers of the run' }).getByRole('row');
		await rows.filter({ hasText: 'Hasty' }).getByText('6 of 6').waitFor();
		await rows.filter({ hasText: 'Qwen3' }).getByText('could not be asked').waitFor();
		expectNoComplaints(complaints);
		await context.close();
	});

	it('rest while their project is closed, and go on when it is opened again', async () => {
		const { page, context, complaints } = await browser.open();
		await startDemo(page);
		const other = await context.newPage();
		await other.goto(page.url());
		await other.getByText('Here it is as it was when you opened it.').waitFor();
		expect(await other.getByRole('button', { name: 'Resume' }).count()).toBe(0);
		await other.close();

		await goTo(page, 'Project');
		await page.getByRole('button', { name: 'Close project' }).click();
		await page.getByRole('button', { name: 'Open Demo teachers' }).click();
		await goTo(page, 'Teachers');
		await waitForRun(page, /^Run: running/);
		expect(await page.getByRole('alert').count()).toBe(0);
		expectNoComplaints(complaints);
		await context.close();
	});
});
