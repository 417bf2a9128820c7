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

interface Question {
	readonly question: string;
	readonly answer: string;
}
interface Example {
	readonly messages: readonly { readonly role: string; readonly content: string }[];
}

async function readJsonLines<T>(file: string | URL): Promise<T[]> {
	const text = await readFile(file, 'utf8');
	return text
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as T);
}

const waitForRun = (page: Page, state: string): Promise<void> =>
	page.getByRole('heading', { name: `Run: ${state}` }).waitFor({ timeout: 600_000 });

async function writtenSoFar(page: Page): Promise<number> {
	const text = await page
		.getByText(/^[\d,]+ of 720/)
		.first()
		.innerText();
	return Number(text.split(' of ')[0]);
}

/** Asks the demo teachers, with a pause and a look at another place while they write. */
async function writeTrajectories(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Run the demo teachers' }).click();
	const live = page.getByRole('region', { name: 'Being written now' });
	await live.getByRole('article').first().waitFor();
	await live.getByText('<think>').first().waitFor();

	await goTo(page, 'Trajectories');
	await page.getByRole('link', { name: 'Show the run' }).waitFor();
	await page.getByRole('table', { name: 'Trajectories' }).getByRole('link').first().waitFor();
	await page.getByRole('link', { name: 'Show the run' }).click();

	await page.getByRole('button', { name: 'Pause', exact: true }).click();
	await waitForRun(page, 'paused');
	const before = await writtenSoFar(page);
	expect(before).toBeGreaterThan(0);
	expect(before).toBeLessThan(720);
	await page.waitForTimeout(1_500);
	expect(await writtenSoFar(page)).toBe(before);

	await page.getByRole('button', { name: 'Resume' }).click();
	await waitForRun(page, 'done');
	expect(await writtenSoFar(page)).toBe(720);
	// The last answers are checked after the last one is written.
	const full = page
		.getByRole('region', { name: 'Teacher list' })
		.getByRole('cell', { name: '240', exact: true });
	await expect.poll(() => full.count(), { timeout: 60_000 }).toBe(6);
}

describe('the second journey', () => {
	it(
		'goes from nothing to a set that was written here, without a GPU',
		{ timeout: 900_000 },
		async () => {
			const { page, context, complaints } = await browser.open();
			await writeTrajectories(page);

			await goTo(page, 'Trajectories');
			await page.getByRole('table', { name: 'Trajectories' }).getByRole('link').first().click();
			const origin = page.getByRole('region', { name: 'Written here' });
			await origin.getByText('Mean entropy').waitFor();
			expect(await origin.innerText()).toMatch(/\d\.\d{3} nats per token/);

			await goTo(page, 'Compare');
			await page.getByText('1 of 60').waitFor();
			expect(await page.getByRole('article').count()).toBe(12);

			await goTo(page, 'Choose');
			const accuracy = page
				.getByRole('region', { name: 'Teachers by metric' })
				.getByRole('row', { name: /Accuracy/ });
			await accuracy.waitFor();
			expect(await accuracy.innerText()).toMatch(/P\(best\)/);

			await goTo(page, 'Curate');
			await page.getByRole('button', { name: 'Measure distances' }).click();
			await page
				.getByRole('status')
				.filter({ hasText: /\d examples/ })
				.waitFor();

			await goTo(page, 'Export');
			await page.getByRole('button', { name: 'Write the files' }).click();
			const file = page
				.getByRole('region', { name: 'File list' })
				.getByRole('button', { name: /retort-set\.jsonl/ });
			const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);

			const examples = await readJsonLines<Example>(await download.path());
			const questions = await readJsonLines<Question>(
				new URL('../../static/samples/arithmetic/questions.jsonl', import.meta.url)
			);
			const answers = new Map(questions.map(({ question, answer }) => [question, answer]));
			expect(examples.length).toBeGreaterThan(60);
			for (const { messages } of examples) {
				const asked = messages.find(({ role }) => role === 'user')!.content;
				const answered = messages.find(({ role }) => role === 'assistant')!.content;
				// Every example that is kept says the reference answer of a held-out question.
				expect(/\\boxed\{([^}]*)\}/.exec(answered)?.[1]).toBe(answers.get(asked));
			}
			expectNoComplaints(complaints);
			await context.close();
		}
	);
});
