import type { Page } from 'playwright-core';

/** What a person does with runs, under Teachers. */

export const openView = (page: Page, name: string): Promise<void> =>
	page.getByRole('navigation', { name: 'Teachers' }).getByRole('link', { name }).click();

export const waitForRun = (page: Page, state: RegExp): Promise<void> =>
	page.getByRole('heading', { name: state }).waitFor({ timeout: 120_000 });

export async function cancelRun(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Cancel the run' }).click();
	await page.getByRole('button', { name: 'Cancel the run for good' }).click();
	await waitForRun(page, /^Run: cancelled/);
}

/** A plan with two samples of each question, for the teachers with these names alone. */
export async function planRun(
	page: Page,
	names: readonly string[],
	questions: number
): Promise<void> {
	await openView(page, 'Plan a run');
	const boxes = page.getByRole('region', { name: 'Who is asked' }).getByRole('checkbox');
	await boxes.first().waitFor();
	for (const box of await boxes.all()) await box.uncheck();
	for (const name of names) await page.getByRole('checkbox', { name, exact: true }).check();
	await page.getByRole('checkbox', { name: /^All 240 questions/ }).uncheck();
	await page.getByLabel('Number of questions').fill(String(questions));
	await page.getByLabel('Samples per question').fill('2');
}

/** Of the demo run: 60 questions × 4 samples × 3 teachers. */
export const DEMO_JOBS = 720;

/** Of the line 'Trajectories written: 96 of 720, …'. */
export async function written(page: Page): Promise<number> {
	const text = await page
		.getByRole('region', { name: /^Run: / })
		.getByText(/^[\d,]+ of [\d,]+/)
		.first()
		.innerText();
	return Number(text.split(' of ')[0]!.replaceAll(',', ''));
}
