import type { Page } from 'playwright-core';

/** Gives the page a file to import, up to the button that starts it. */
export async function offerFile(page: Page, file: string): Promise<void> {
	await page.getByRole('button', { name: 'Open my data' }).click();
	await page.getByLabel('Choose files').setInputFiles(file);
	await page.getByRole('button', { name: 'Import 1 file' }).waitFor();
}

/** Until the verdicts and metrics of all are there. */
export async function allChecked(page: Page, trajectories: number): Promise<void> {
	await page
		.getByRole('region', { name: 'Project', exact: true })
		.getByText('Checked')
		.locator('xpath=following-sibling::dd')
		.filter({ hasText: trajectories.toLocaleString('en') })
		.waitFor();
	await page.getByRole('progressbar').first().waitFor({ state: 'detached' });
}
