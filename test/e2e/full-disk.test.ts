import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '../crash/kills/ask.ts';
import { FINGERPRINT } from '../crash/kills/expressions.ts';
import { exploreSample, goTo } from './browser.ts';
import { launchKillable, type KillableBrowser } from './killable-browser.ts';
import { serveStatic, type StaticServer } from './static-server.ts';

const FILLER = 'She counts the eggs again and writes the number down. '.repeat(40);
const ROWS = 16_000;

let folder: string;
let server: StaticServer;
let browser: KillableBrowser;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retort-full-'));
	server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
	browser = await launchKillable(join(folder, 'profile'));
});
afterEach(async () => {
	await browser.kill();
	await server.close();
	await rm(folder, { recursive: true, force: true });
});

/** About 36 MB. */
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
	await limitStorage(page, 20_000_000);
	await page.getByRole('button', { name: 'Import 1 file' }).click();
	await page.getByRole('alert').filter({ hasText: 'no space left' }).waitFor();

	const saved = await rows(page);
	expect(saved).toBeGreaterThan(0);
	expect(saved).toBeLessThan(ROWS);
	await page.reload();
	expect(await rows(page)).toBe(saved);
});

/** Bytes that are left from here on. */
async function leave(page: Page, bytes: number): Promise<void> {
	const { usage } = await page.evaluate<{ usage: number }>('navigator.storage.estimate()');
	await limitStorage(page, usage + bytes);
}

/** What is done says that there is no space, once. */
async function isRefused(page: Page, action: () => Promise<void>): Promise<void> {
	await action();
	const alert = page.getByRole('alert').filter({ hasText: 'no space left' });
	await alert.waitFor();
	await alert.getByRole('button', { name: 'Dismiss' }).click();
	await alert.waitFor({ state: 'detached' });
}

const press = (page: Page, name: string): Promise<void> =>
	page.getByRole('button', { name, exact: true }).click();

it('is said by every kind of write, none of which changes what is there', async () => {
	const { page } = browser;
	await page.goto(server.url);
	await exploreSample(page);
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		press(page, 'Export project file')
	]);
	const projectFile = {
		name: 'copy.retort',
		mimeType: 'application/octet-stream',
		buffer: await readFile(await saved.path())
	};
	const before = await ask(page, { fingerprint: FINGERPRINT });

	await leave(page, 100_000);
	await goTo(page, 'Project');
	await isRefused(page, () => press(page, 'Free space'));
	await isRefused(page, () => press(page, 'Export project file'));
	await isRefused(page, () => page.getByLabel('Import project file').setInputFiles(projectFile));
	const projects = page.getByRole('region', { name: 'Project list' }).getByRole('row');
	expect(await projects.count()).toBe(2);
	await goTo(page, 'Export');
	await isRefused(page, () => press(page, 'Write the files'));
	expect(await page.getByRole('region', { name: 'File list' }).count()).toBe(0);

	await page.reload();
	expect(await ask(page, { fingerprint: FINGERPRINT })).toEqual(before);

	// As soon as there is room again, all of it works.
	await leave(page, 1e9);
	await goTo(page, 'Project');
	await press(page, 'Free space');
	await page.getByText(/^Compacted the project|^There was nothing to free/).waitFor();
	await goTo(page, 'Export');
	await press(page, 'Write the files');
	await page.getByRole('button', { name: 'Download manifest.json' }).waitFor();
	expect(await ask(page, { fingerprint: FINGERPRINT })).toEqual(before);
});
