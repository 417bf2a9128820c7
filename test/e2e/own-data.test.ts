import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo, startBrowser, type AppBrowser } from './browser.ts';
import { expectNoComplaints } from './complaints.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

const file = (name: string, lines: readonly unknown[]) => ({
	name,
	mimeType: 'application/jsonl',
	buffer: Buffer.from(
		lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
	)
});

/** Five samples of one teacher on one question, so that the diversity stage has to choose. */
const samples = [
	'2+2=4',
	'two and two make 4',
	'I count: 1, 2, 3, 4. So 4',
	'double 2: 4',
	'4 it is'
];
const thinking = file('thinker.jsonl', [
	...samples.map((thought) => ({
		prompt: 'What is 2 + 2?',
		reference: '4',
		response: `<think>${thought}</think>The answer is \\boxed{4}.`
	})),
	{ prompt: 'What is 3 + 3?', reference: '6', response: '<think>3+3</think>\\boxed{7}' }
]);

async function importFiles(page: Page, files: Parameters<Page['setInputFiles']>[1]): Promise<void> {
	await page.getByLabel('Choose files').setInputFiles(files);
	await page.getByRole('button', { name: /^Import \d+ files?$/ }).click();
	await page.getByText('Imported').first().waitFor();
}

const outcome = (page: Page) => page.getByRole('status').filter({ hasText: /examples? on/ });

describe('my own data', () => {
	it('keeps the good rows, names the bad ones, and takes a correction of the columns', async () => {
		const { page, context, complaints } = await browser.open();
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page
			.getByLabel('Choose files')
			.setInputFiles(
				file('mixed.jsonl', [
					{ q: 'What is 1 + 1?', key: '2', said: 'The answer is 2.', other: 'no' },
					'{"q": "broken',
					{ q: '', key: '3', said: 'The answer is 3.', other: 'no' },
					{ q: 'What is 5 + 1?', key: '6', said: 'The answer is 6.', other: 'no' }
				])
			);
		await page.getByLabel('Shape of a row').selectOption({ label: 'Question and response' });
		await page.getByLabel('Question', { exact: true }).selectOption('q');
		await page.getByLabel('Response', { exact: true }).selectOption('said');
		await page.getByLabel('Reference answer').selectOption('key');
		const preview = page.getByRole('region', { name: 'What the first rows become' });
		await preview.getByText('The answer is 6.').waitFor();
		await page.getByRole('button', { name: 'Import 1 file' }).click();
		await page.getByText('Imported 2 questions and 2 trajectories from 4 rows.').waitFor();
		await page.getByText('2 rows could not be used. Everything else is in.').click();
		const rejected = page.getByRole('region', { name: 'Rows that could not be used' });
		expect(await rejected.getByRole('row').count()).toBe(3);
		expect(await rejected.getByRole('row').nth(1).getByRole('cell').first().innerText()).toBe('2');

		await goTo(page, 'Trajectories');
		await page.getByRole('cell', { name: 'correct' }).nth(1).waitFor();
		expectNoComplaints(complaints);
		await context.close();
	});

	it('loads a file by URL, and says so when there is none', async () => {
		const { page, context } = await browser.open();
		await page.getByRole('button', { name: 'Open my data' }).click();
		const url = page.getByLabel('URL of a data file');
		await url.fill(`${browser.server.url}samples/gsm8k/test.jsonl`);
		await page.getByRole('button', { name: 'Load URL' }).click();
		await page.getByRole('button', { name: 'Import 1 file' }).click();
		await page.getByText('Imported 1,319 questions and 0 trajectories from 1,319 rows.').waitFor();
		await url.fill(`${browser.server.url}samples/nothing.jsonl`);
		await page.getByRole('button', { name: 'Load URL' }).click();
		await page.getByRole('alert').filter({ hasText: '404' }).waitFor();
		await context.close();
	});

	it('picks the farthest, lets a hand win over rules, and takes every step back', async () => {
		const { page, context, complaints } = await browser.open();
		await page.getByRole('button', { name: 'Open my data' }).click();
		await importFiles(page, thinking);
		await goTo(page, 'Curate');
		await page.getByRole('button', { name: 'Measure distances' }).click();
		await outcome(page).filter({ hasText: '4 examples on 1 question' }).waitFor();

		// What the choice needed is not every pair; the mean over a teacher's answers rests on all of them.
		await page.getByRole('button', { name: 'Measure all pairs' }).click();
		await goTo(page, 'Choose');
		const teachers = page.getByRole('region', { name: 'Teachers by metric' });
		const distance = teachers.getByRole('row', { name: /Distance within a question/ });
		await distance.filter({ hasText: /0\.\d+/ }).waitFor();
		await goTo(page, 'Curate');

		const quality = page.getByRole('region', { name: 'Quality' });
		await quality.getByRole('link', { name: '1 wrong' }).click();

		// The wrong one is kept by hand, against the rule.
		await page.getByRole('cell', { name: 'What is 3 + 3?' }).getByRole('link').click();
		await page.getByRole('button', { name: 'Keep' }).click();
		await page.getByText('in the set').waitFor();
		await goTo(page, 'Curate');
		await outcome(page).filter({ hasText: '5 examples on 2 questions' }).waitFor();

		await page.getByRole('button', { name: 'Undo' }).click();
		await outcome(page).filter({ hasText: '4 examples on 1 question' }).waitFor();
		await page.getByRole('button', { name: 'Redo' }).click();
		await outcome(page).filter({ hasText: '5 examples on 2 questions' }).waitFor();

		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Save recipe' }).click()
		]);
		const recipe = JSON.parse(await readFile(await download.path(), 'utf8')) as { version: number };
		expect(recipe.version).toBe(1);
		expectNoComplaints(complaints);
		await context.close();
	});

	it('opens read-only in a second tab, and travels as one file', async () => {
		const { page, context, complaints } = await browser.open();
		await page.getByRole('button', { name: 'Open my data' }).click();
		await importFiles(page, thinking);
		const second = await context.newPage();
		await second.goto(page.url());
		await second
			.getByRole('status')
			.filter({ hasText: /read-only|another tab/i })
			.waitFor();
		await goTo(second, 'Trajectories');
		await second.getByRole('status').filter({ hasText: '6 rows' }).waitFor();
		await second.close();

		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Export project file' }).click()
		]);
		const other = await browser.open();
		await other.page.getByRole('button', { name: 'Open my data' }).click();
		// At once: what the project that is being opened still asks for is not missed.
		await other.page.getByLabel('Import project file').setInputFiles(await download.path());
		await goTo(other.page, 'Trajectories');
		await other.page.getByRole('status').filter({ hasText: '6 rows' }).waitFor();
		expect(await other.page.getByRole('alert').allInnerTexts()).toEqual([]);
		expectNoComplaints(complaints, other.complaints);
		await other.context.close();
		await context.close();
	});
});
