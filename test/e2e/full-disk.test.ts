import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goTo } from './browser.ts';
import { launchKillable, type KillableBrowser } from './killable-browser.ts';
import { serveStatic, type StaticServer } from './static-server.ts';

const FILLER = 'She counts the eggs again and writes the number down. '.repeat(40);
const ROWS = 8_000;

let folder: string;
let server: StaticServer;
let browser: KillableBrowser;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retort-full-'));
	server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
	browser = await launchKillable(join(folder, 'profile'));
});
afterAll(async () => {
	await browser.kill();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

/** About 18 MB. */
function bigFile(): Buffer {
	const lines = Array.from({ length: ROWS }, (_, i) =>
		JSON.stringify({ question: `What is number ${i}?`, answer: `${i}`, response: `${FILLER} ${i}` })
	);
	return Buffer.from(lines.join('\n'));
}

async function limitStorage(page: Page, bytes: number): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('Storage.overrideQuotaForOrigin', {
		origin: server.origin,
		quotaSize: bytes
	});
}

async function rows(page: Page): Promise<number> {
	await goTo(page, 'Trajectories');
	const status = page.getByRole('status').filter({ hasText: /^[\d,]+ rows?$/ });
	await status.waitFor();
	return Number((await status.innerText()).replace(/\D/g, ''));
}

it('says that the disk is full, and keeps what was saved before', async () => {
	const { page } = browser;
	await page.goto(server.url);
	await page.getByRole('button', { name: 'Open my data' }).click();
	await page.getByLabel('Choose files').setInputFiles({
		name: 'big.jsonl',
		mimeType: 'application/jsonl',
		buffer: bigFile()
	});
	await page.getByRole('button', { name: 'Import 1 file' }).waitFor();
	await limitStorage(page, 10_000_000);
	await page.getByRole('button', { name: 'Import 1 file' }).click();
	await page.getByRole('alert').filter({ hasText: 'no space left' }).waitFor();

	const saved = await rows(page);
	expect(saved).toBeGreaterThan(0);
	expect(saved).toBeLessThan(ROWS);
	await page.reload();
	expect(await rows(page)).toBe(saved);
});
