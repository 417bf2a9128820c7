import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBrowser, goTo, type OpenApp, startBrowser, startDemo } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { cancelRun, planRun, waitForRun } from './runs.ts';

const SAMPLE = 4;

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
let panel: Locator;

beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
	panel = page.getByRole('region', { name: 'Labels', exact: true });
	await startDemo(page);
	await cancelRun(page);
	await planRun(page, ['Terse (demo)'], 8);
	await page.getByRole('button', { name: 'Start the run' }).click();
	await waitForRun(page, /^Run: done/);
	await goTo(page, 'Review');
});
afterAll(() => browser.close());

const start = (): Locator => panel.getByRole('button', { name: 'Let it label' });
const results = (aspect: string): Locator => panel.getByRole('region', { name: aspect });

async function countOf(aspect: string): Promise<number> {
	const rows = results(aspect).getByRole('table').getByRole('row');
	const texts = await rows.getByRole('cell').allInnerTexts();
	// Of each row the count, the share and the mean probability.
	return texts.filter((_, at) => at % 3 === 0).reduce((sum, text) => sum + Number(text), 0);
}

/** One journey, step by step: each test goes on where the one before it ended. */
describe('a model labels', () => {
	it('what it is asked, which is there to be read and changed', async () => {
		const sections = page.getByRole('navigation', { name: 'On this page' });
		await sections.getByRole('button', { name: 'Labels' }).click();
		const heading = panel.getByRole('heading', { name: 'Labels' });
		expect(await heading.evaluate((node) => node.matches(':focus'))).toBe(true);
		await panel.getByLabel('Who labels').selectOption('Terse (demo)');
		await panel.getByText('its labels mean nothing').waitFor();
		await panel.getByRole('checkbox', { name: 'Rated difficulty' }).uncheck();
		await panel.getByRole('checkbox', { name: 'Question quality' }).uncheck();
		await panel.getByText('What is asked: task category').click();
		const prompt = panel.getByLabel('Prompt, task category');
		await panel
			.getByRole('region', { name: 'Preview, task category' })
			.getByText(/<<<[^<>]+>>>[^]+Mathematics, Coding/)
			.waitFor();
		await prompt.fill('Sort {question} and {answer}.');
		const problems = panel.getByRole('list', { name: 'What is wrong with it' });
		await problems.getByText('The prompt lacks {options}.').waitFor();
		await problems.getByText(/has \{answer\}, which nothing stands for/).waitFor();
		expect(await start().isDisabled()).toBe(true);
		await panel.getByRole('button', { name: 'Default' }).click();
		await problems.waitFor({ state: 'detached' });
		await panel.getByLabel('Labels, one on each line').fill('Sums\nWords\n\nGames ');
		await panel
			.getByRole('region', { name: 'Preview, task category' })
			.getByText(/these: Sums, Words, Games\./)
			.waitFor();
	});

	it('as many as one chooses, and goes on after a reload where it was cancelled', async () => {
		await panel.getByLabel('What it labels').selectOption('A random sample');
		await panel.getByLabel('How many in the sample').fill(String(SAMPLE));
		await start().click();
		await panel.getByRole('progressbar', { name: 'Task category' }).waitFor();
		await panel.getByText(new RegExp(`^[1-9] of ${SAMPLE}`)).waitFor();
		await panel.getByRole('button', { name: 'Cancel' }).click();
		await start().waitFor();
		await page.reload();
		await goTo(page, 'Review');
		// Its guide is there again.
		await panel.getByText('What is asked: task category').click();
		const labels = panel.getByLabel('Labels, one on each line');
		await expect.poll(() => labels.inputValue(), { timeout: 10_000 }).toBe('Sums\nWords\nGames');
		await panel.getByRole('checkbox', { name: 'Rated difficulty' }).uncheck();
		await panel.getByRole('checkbox', { name: 'Question quality' }).uncheck();
		await panel.getByLabel('What it labels').selectOption('A random sample');
		await panel.getByLabel('How many in the sample').fill(String(SAMPLE));
		await start().click();
		await panel.getByText('Everything of this choice is labelled.').waitFor({ timeout: 120_000 });
	});

	it('with what it said of each, how sure the order leaves it, and its statement', async () => {
		for (const aspect of ['Task category', 'Response quality']) {
			expect(await countOf(aspect)).toBe(SAMPLE);
			await results(aspect)
				.getByText(
					/^Asked once more with the labels the other way round, \d of 4 got another label/
				)
				.waitFor();
		}
		const said = await results('Task category').getByRole('rowheader').allInnerTexts();
		expect(['Sums', 'Words', 'Games']).toEqual(expect.arrayContaining(said));
		await results('Task category').getByText('Show the SQL').click();
		await results('Task category')
			.getByText(/FROM annotations/)
			.waitFor();
	});

	it('anew with another guide, and what was said before can be made to count again', async () => {
		await panel.getByRole('checkbox', { name: 'Response quality' }).uncheck();
		await panel.getByRole('button', { name: 'Default' }).click();
		await expect.poll(() => start().isEnabled(), { timeout: 10_000 }).toBe(true);
		await panel.getByLabel('How many in the sample').fill('1');
		await start().click();
		await expect.poll(() => countOf('Task category'), { timeout: 60_000 }).toBe(1);
		await results('Task category').getByText('Asked before').click();
		await results('Task category')
			.getByRole('button', { name: /^Let the labels of Terse \(demo\).* count$/ })
			.click();
		await expect.poll(() => countOf('Task category'), { timeout: 10_000 }).toBe(SAMPLE);
	});

	it('and every trajectory of a question has its label in a person’s own statements', async () => {
		await goTo(page, 'SQL');
		await page
			.getByRole('textbox', { name: 'SQL' })
			.fill(
				`SELECT count(DISTINCT question_id) AS n FROM trajectory_facts WHERE task_category <> ''`
			);
		await page.keyboard.press('Control+Enter');
		await page
			.getByRole('table', { name: 'Answer' })
			.getByRole('cell', { name: String(SAMPLE), exact: true })
			.waitFor();
		expectNoComplaints(app.complaints);
	});
});
