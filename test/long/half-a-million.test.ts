import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offerFile } from '../../bench/scale/project-page.ts';
import { writeRows } from '../../bench/scale/rows.ts';
import { goTo } from '../e2e/browser.ts';
import { type KillableBrowser, launchKillable } from '../e2e/killable-browser.ts';
import { serveStatic, type StaticServer } from '../e2e/static-server.ts';

const ROWS = 500_000;
const PATIENCE_MS = 900_000;
const REFUSAL = /as large as the database in this page can hold/;

let folder: string;
let server: StaticServer;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retort-half-a-million-'));
	server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
});
afterAll(async () => {
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

async function open(profile: string): Promise<KillableBrowser> {
	const browser = await launchKillable(join(folder, profile));
	browser.page.setDefaultTimeout(PATIENCE_MS);
	await browser.page.goto(server.url);
	return browser;
}

async function startImport(page: Page, chars: number): Promise<void> {
	const file = join(folder, 'rows.jsonl');
	await writeRows(file, ROWS, chars);
	await offerFile(page, file);
	await page.getByRole('button', { name: 'Import 1 file' }).click();
}

async function listed(page: Page): Promise<number> {
	await goTo(page, 'Trajectories');
	const status = page.getByRole('status').filter({ hasText: /^[\d,]+ rows?$/ });
	await status.waitFor();
	return Number((await status.innerText()).replace(/\D/g, ''));
}

describe('500,000 trajectories', () => {
	it('of 300 characters are a project like any other', async () => {
		const browser = await open('short');
		try {
			const { page } = browser;
			await startImport(page, 300);
			await page.getByText('Imported 50,000 questions and 500,000 trajectories').waitFor();
			expect(await listed(page)).toBe(ROWS);
		} finally {
			await browser.kill();
		}
	});

	it('of 4,000 characters are more than the database holds: it says so, and keeps what was saved', async () => {
		const browser = await open('long');
		let saved: number;
		try {
			const { page } = browser;
			await startImport(page, 4_000);
			await page.getByRole('alert').filter({ hasText: REFUSAL }).waitFor();
			saved = await listed(page);
			expect(saved).toBeGreaterThan(300_000);
			expect(saved).toBeLessThan(ROWS);
		} finally {
			await browser.kill();
		}
		const again = await open('long');
		try {
			await again.page.getByRole('button', { name: 'Open My project' }).click();
			expect(await listed(again.page)).toBe(saved);
		} finally {
			await again.kill();
		}
	});
});
