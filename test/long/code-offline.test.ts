import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goTo, PATIENCE_MS } from '../e2e/browser.ts';
import { serveStatic } from '../e2e/static-server.ts';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

let browser: Browser;
beforeAll(async () => {
	browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
});
afterAll(() => browser.close());

/** Grades the bundled answers in a project of its own; the facet of verdicts with its counts. */
async function gradeSample(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Try code questions' }).click();
	const running = page.getByText('Answers to code questions are run here, in a sandbox');
	await running.waitFor();
	await running.waitFor({ state: 'hidden', timeout: 180_000 });
	await goTo(page, 'Trajectories');
	const facet = page.getByRole('group', { name: 'Verdict', exact: true });
	await facet.getByRole('checkbox', { name: /^wrong [1-9]/ }).waitFor();
	return (await facet.innerText()).replace(/\s+/g, ' ');
}

it('runs code of both languages with the server gone, and grades as before', async () => {
	const server = await serveStatic(dist);
	const context = await browser.newContext();
	context.setDefaultTimeout(PATIENCE_MS);
	const page = await context.newPage();
	await page.goto(server.url);
	await page.getByText(/^Works offline\./).waitFor();
	const online = await gradeSample(page);
	await server.close();
	await expect(fetch(server.url)).rejects.toThrow();
	await page.reload();
	await goTo(page, 'Project');
	await page.getByRole('button', { name: 'Close project' }).click();
	expect(await gradeSample(page)).toBe(online);
	expect(online).toMatch(/correct \d+ wrong \d+/);
	expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
	await context.close();
});
