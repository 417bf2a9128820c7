import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goTo } from './browser.ts';
import { launchKillable } from './killable-browser.ts';
import { serveStatic, type StaticServer } from './static-server.ts';
import { fileURLToPath } from 'node:url';

const QUESTIONS = 20_000;
const FILLER = 'She counts the eggs again and writes the number down. '.repeat(40);

let folder: string;
let server: StaticServer;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retort-kill-'));
	server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
	await writeFile(join(folder, 'big.jsonl'), bigFile());
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

/** About 45 MB: long enough to be killed in the middle of. */
function bigFile(): string {
	const lines: string[] = [];
	for (let i = 0; i < QUESTIONS; i++) {
		const response = `${FILLER}\nThe answer is ${i}.`;
		lines.push(
			JSON.stringify({ question: `What is number ${i}?`, answer: `${i}`, teacher: 'big', response })
		);
	}
	return lines.join('\n');
}

/** How many trajectories the page says are saved. */
async function reported(page: Page): Promise<number> {
	const text = await page.getByText(/[\d,]+ trajector(y|ies) saved/).innerText();
	return Number(/([\d,]+) trajector/.exec(text)?.[1]?.replaceAll(',', ''));
}

describe('killing the browser in the middle of an import', () => {
	it('keeps everything that was reported as saved, exactly once', async () => {
		const profile = join(folder, 'profile');
		const first = await launchKillable(profile);
		await first.page.goto(server.url);
		await first.page.getByRole('button', { name: 'Open my data' }).click();
		await first.page.getByLabel('Choose files').setInputFiles(join(folder, 'big.jsonl'));
		await first.page.getByRole('button', { name: 'Import 1 file' }).click();
		let saved = 0;
		while (saved < 4_000) saved = await reported(first.page);
		await first.kill();
		expect(saved).toBeLessThan(QUESTIONS);

		const second = await launchKillable(profile);
		try {
			const { page } = second;
			await page.goto(server.url);
			await page.getByRole('button', { name: 'Open My project' }).click();
			await goTo(page, 'Trajectories');
			const status = page.getByRole('status').filter({ hasText: /^[\d,]+ rows?$/ });
			await status.waitFor();
			const there = Number((await status.innerText()).replace(/\D/g, ''));
			expect(there).toBeGreaterThanOrEqual(saved);
			expect(there).toBeLessThanOrEqual(QUESTIONS);

			// The same file again completes the import and duplicates nothing.
			await goTo(page, 'Project');
			await page.getByLabel('Choose files').setInputFiles(join(folder, 'big.jsonl'));
			await page.getByRole('button', { name: 'Import 1 file' }).click();
			await page.getByText('from 20,000 rows').waitFor({ timeout: 120_000 });
			await goTo(page, 'Trajectories');
			await page.getByRole('status').filter({ hasText: '20,000 rows' }).waitFor();
		} finally {
			await second.kill();
		}
	});
});
