import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBrowser, goTo, type OpenApp, startBrowser, startDemo } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';
import { cancelRun, planRun, waitForRun } from './runs.ts';

const SAMPLE = 12;
/** Trajectories with a judge's verdict, whose own is still the rule's. */
const UNTOUCHED = `SELECT count(*) AS judged
FROM verdicts v
JOIN trajectory_facts f ON f.id = v.trajectory_id
WHERE v.grader = 'judge' AND f.grader = 'rule' AND f.verdict = f.rule_verdict`;

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
let panel: Locator;

beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
	panel = page.getByRole('region', { name: 'Judge', exact: true });
	await startDemo(page);
	await cancelRun(page);
	await planRun(page, ['Terse (demo)'], 20);
	await page.getByRole('button', { name: 'Start the run' }).click();
	await waitForRun(page, /^Run: done/);
	await goTo(page, 'Review');
});
afterAll(() => browser.close());

const prompt = (): Locator => panel.getByLabel('Prompt with a reference answer');
const problems = (): Locator => panel.getByRole('list', { name: 'What is wrong with the rubric' });

async function chooseSample(): Promise<void> {
	await panel.getByLabel('What it judges').selectOption('A random sample');
	await panel.getByLabel('Trajectories in the sample').fill(String(SAMPLE));
}

/** One journey, step by step: each test goes on where the one before it ended. */
describe('a model judges', () => {
	it('by a rubric that is there to be read and changed, filled with an answer of the project', async () => {
		await panel.getByText('A judge never changes a verdict by itself.').waitFor();
		await panel.getByLabel('The judge', { exact: true }).selectOption('Terse (demo)');
		await panel.getByText('its verdicts mean nothing').waitFor();
		await panel.getByText('The rubric', { exact: true }).click();
		const asItComes = await prompt().inputValue();
		expect(asItComes).toContain('{answer}');
		await panel.getByText('Preview with an answer of this project').click();
		const preview = panel.getByRole('region', { name: 'With a reference answer' });
		await preview.getByText(/<<<[^<>]+>>>[^<>]+<<<[^<>]+>>>[^]+one word: Yes or No\./).waitFor();
		await panel.getByLabel('Word for correct').fill('Right');
		await preview.getByText(/one word: Right or No\./).waitFor();
		await prompt().fill('Is {answer} the same as {referenz}? {options}');
		await problems().getByText('The prompt with a reference lacks {question}.').waitFor();
		await problems()
			.getByText(/has \{referenz\}, which nothing stands for/)
			.waitFor();
		expect(await panel.getByRole('button', { name: 'Let it judge' }).isDisabled()).toBe(true);
		await panel.getByRole('button', { name: 'Default rubric' }).click();
		await problems().waitFor({ state: 'detached' });
		expect(await prompt().inputValue()).toBe(asItComes);
	});

	it('as many as one chooses, once it is known what that takes, until it is cancelled', async () => {
		await chooseSample();
		await panel.getByText('Trajectories to judge').waitFor();
		await panel.getByText(/from how fast it writes|as fast as it judged/).waitFor();
		await panel.getByRole('button', { name: 'Let it judge' }).click();
		await panel.getByRole('progressbar', { name: /^The judge is/ }).waitFor();
		await panel.getByText(new RegExp(`^[2-9] of ${SAMPLE}`)).waitFor();
		await panel.getByRole('button', { name: 'Cancel' }).click();
		await panel.getByRole('button', { name: 'Let it judge' }).waitFor();
	});

	it('and goes on after a reload, where it was left', async () => {
		await page.reload();
		await goTo(page, 'Review');
		// The judge that was started last is there again.
		await panel.getByRole('heading', { name: 'What it said' }).waitFor();
		const judged = panel
			.getByText('Judged', { exact: true })
			.locator('xpath=following-sibling::dd');
		const before = Number(await judged.innerText());
		expect(before).toBeGreaterThanOrEqual(2);
		await chooseSample();
		const button = panel.getByRole('button', { name: 'Let it judge' });
		if (before < SAMPLE) await button.click();
		await panel.getByText('Everything of this choice is judged.').waitFor();
		await judged.filter({ hasText: String(SAMPLE) }).waitFor();
	});

	it('with its checks, and its agreement with the rule', async () => {
		await panel
			.getByText(new RegExp(`^The order of the options turned \\d+ of ${SAMPLE} \\(`))
			.waitFor();
		await panel.getByText(/^Of 12 trajectories .* another verdict on 0 of 12 \(.*\)/).waitFor();
		const table = panel.getByRole('region', { name: 'Judge and rule' });
		await table.getByRole('columnheader', { name: 'Rule: correct' }).waitFor();
		const cells = await table.getByRole('cell').allInnerTexts();
		expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(SAMPLE);
		await panel.getByText('Show the SQL').last().click();
		await panel.getByText(/judge_verdict\(/).waitFor();
	});

	it('beside the others, whose verdicts stay', async () => {
		await goTo(page, 'SQL');
		await page.getByRole('textbox', { name: 'SQL' }).fill(UNTOUCHED);
		await page.keyboard.press('Control+Enter');
		await page
			.getByRole('table', { name: 'Answer' })
			.getByRole('cell', { name: String(SAMPLE), exact: true })
			.waitFor();
		expectNoComplaints(app.complaints);
	});
});
