import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts';
import { exploreSample, goTo, PATIENCE_MS, startDemo } from './browser.ts';
import { serveStatic } from './static-server.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

let browser: Browser;
beforeAll(async () => {
	browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
});
afterAll(() => browser.close());

/** A first visit to a host that can be switched off for good. */
async function visit(folder = dist): Promise<{ page: Page; url: string; kill(): Promise<void> }> {
	const server = await serveStatic(folder);
	const context = await browser.newContext({ acceptDownloads: true });
	context.setDefaultTimeout(PATIENCE_MS);
	const page = await context.newPage();
	await page.goto(server.url);
	return {
		page,
		url: server.url,
		kill: async () => {
			await server.close();
			await expect(fetch(server.url)).rejects.toThrow();
		}
	};
}

const worksOffline = (page: Page): Promise<void> => page.getByText(/^Works offline\./).waitFor();

it('can be installed', async () => {
	const { page, kill } = await visit();
	await worksOffline(page);
	const session = await page.context().newCDPSession(page);
	expect((await session.send('Page.getAppManifest')).errors).toEqual([]);
	const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
	// The tests' own profile is private, in which nothing is installed.
	expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
	await page.context().close();
	await kill();
});

describe('after the first visit, with the server gone', () => {
	it('the project is there, and every place works on it', async () => {
		const { page, kill } = await visit();
		await exploreSample(page);
		await worksOffline(page);
		await kill();
		await page.reload();

		const project = page.getByRole('region', { name: 'Project', exact: true });
		await project.getByText('5,276').first().waitFor();
		await goTo(page, 'Trajectories');
		await page
			.getByRole('status')
			.filter({ hasText: /^5,276 rows$/ })
			.waitFor();
		await page.getByRole('table', { name: 'Trajectories' }).getByRole('link').first().click();
		await page.getByRole('region', { name: 'Response' }).first().waitFor();
		await goTo(page, 'Compare');
		await page.getByText('1 of 1,319').waitFor();
		expect(await page.getByRole('article').count()).toBe(4);
		await goTo(page, 'Choose');
		const table = page.getByRole('region', { name: 'Teachers by metric' });
		await table.getByRole('row', { name: /Accuracy/ }).waitFor();
		await goTo(page, 'Curate');
		await page.getByRole('status').filter({ hasText: '800 examples' }).waitFor();
		await exportWorks(page);
		await goTo(page, 'SQL');
		await page.getByRole('button', { name: 'How often is each teacher right, by domain?' }).click();
		await page.getByRole('table', { name: 'Answer' }).waitFor();
		await page.context().close();
	});

	it('a new project takes and checks files, and what was never opened says so', async () => {
		const { page, kill } = await visit();
		await worksOffline(page);
		await kill();
		await page.reload();

		for (const name of ['Explore a sample', 'Run the demo teachers']) {
			await page.getByRole('button', { name }).click();
			const alert = page.getByRole('alert').filter({ hasText: 'not kept in this browser yet' });
			await alert.waitFor();
			await alert.getByRole('button', { name: 'Dismiss' }).click();
		}
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByLabel('Choose files').setInputFiles({
			name: 'own.jsonl',
			mimeType: 'application/jsonl',
			buffer: Buffer.from(ownRows())
		});
		await page.getByRole('button', { name: 'Import 1 file' }).click();
		await page.getByText('Imported 1 question and 2 trajectories').waitFor();
		await goTo(page, 'Trajectories');
		// Only the parser of formulas finds these equal.
		await page.getByRole('table', { name: 'Trajectories' }).getByText('correct').first().waitFor();
		await page.context().close();
	});

	it('what was used before is kept: demo teachers write again, in a new project', async () => {
		const { page, kill } = await visit();
		await worksOffline(page);
		await startDemo(page);
		await kill();
		await page.reload();

		// The run goes on by itself.
		await page
			.getByRole('region', { name: 'Being written now' })
			.getByRole('article')
			.first()
			.waitFor();
		await goTo(page, 'Project');
		await page.getByRole('button', { name: 'Close project' }).click();
		await startDemo(page);
		expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
		await page.context().close();
	});
});

describe('a disk that is full', () => {
	it('costs the copy, not the file', async () => {
		const { page, url, kill } = await visit();
		await worksOffline(page);
		const session = await page.context().newCDPSession(page);
		await session.send('Storage.overrideQuotaForOrigin', {
			origin: new URL(url).origin,
			quotaSize: 1
		});
		const sample = `fetch('samples/gsm8k/test.jsonl').then((answer) => answer.text())`;
		expect((await page.evaluate<string>(sample)).length).toBeGreaterThan(700_000);
		await kill();
		await expect(page.evaluate(sample)).rejects.toThrow('Failed to fetch');
		await page.context().close();
	});

	it('leaves the page as it was without any copy', async () => {
		const server = await serveStatic(dist);
		const context = await browser.newContext();
		context.setDefaultTimeout(PATIENCE_MS);
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Storage.overrideQuotaForOrigin', {
			origin: server.origin,
			quotaSize: 5_000_000
		});
		const tried = context.waitForEvent('serviceworker');
		await page.goto(server.url);
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByRole('heading', { name: 'My project' }).waitFor();
		await tried;
		const isRegistered = `navigator.serviceWorker.getRegistration().then((found) => found !== undefined)`;
		await expect.poll(() => page.evaluate(isRegistered), { timeout: 60_000 }).toBe(false);
		expect(await page.getByRole('alert').count()).toBe(0);
		expect(await page.getByText(/^Works offline\./).count()).toBe(0);
		await context.close();
		await server.close();
	});
});

describe('a new version', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'retort-versions-'));
		await cp(dist, folder, { recursive: true });
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	it('waits until the person reloads, and takes over then', async () => {
		const { page, kill } = await visit(folder);
		await worksOffline(page);
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByRole('heading', { name: 'My project' }).waitFor();
		await release(folder, 'second');
		await page.reload();

		const notice = page.getByRole('region', { name: 'Update' });
		await notice.getByText('A new version of Retort is ready.').waitFor();
		expect(await versionOf(page)).toBe('');
		await notice.getByRole('button', { name: 'Later' }).click();
		await notice.waitFor({ state: 'detached' });

		await page.reload();
		expect(await versionOf(page)).toBe('');
		await notice.getByRole('button', { name: 'Reload' }).click();
		await page.locator('html[data-version=second]').waitFor();
		await page.getByRole('heading', { name: 'My project' }).waitFor();
		await worksOffline(page);
		expect(await notice.count()).toBe(0);

		// What the old version kept is gone, and the new one needs no server.
		await kill();
		await page.reload();
		expect(await versionOf(page)).toBe('second');
		expect(await page.evaluate(KEPT_PAGES)).toHaveLength(1);
		await page.context().close();
	});

	it('does not end a run, which goes on in it', async () => {
		const { page, kill } = await visit(folder);
		await worksOffline(page);
		await startDemo(page);
		await release(folder, 'third');
		await page.reload();

		const notice = page.getByRole('region', { name: 'Update' });
		await notice.getByText('the run goes on after the reload').waitFor();
		await notice.getByRole('button', { name: 'Reload' }).click();
		await page.locator('html[data-version=third]').waitFor();
		const live = page.getByRole('region', { name: 'Being written now' });
		await live.getByRole('article').first().waitFor();
		await page.context().close();
		await kill();
	});

	it('taken in one tab is offered in the other, which goes on until then', async () => {
		const { page, url, kill } = await visit(folder);
		await worksOffline(page);
		const other = await page.context().newPage();
		await other.goto(url);
		await worksOffline(other);
		await release(folder, 'fourth');
		await page.reload();
		const notice = page.getByRole('region', { name: 'Update' });
		await notice.getByRole('button', { name: 'Reload' }).click();
		await page.locator('html[data-version=fourth]').waitFor();

		const otherNotice = other.getByRole('region', { name: 'Update' });
		await otherNotice.getByRole('button', { name: 'Reload' }).waitFor();
		expect(await versionOf(other)).toBe('third');
		await otherNotice.getByRole('button', { name: 'Reload' }).click();
		await other.locator('html[data-version=fourth]').waitFor();
		await page.context().close();
		await kill();
	});
});

/** Every copy of the page in the caches of this origin. */
const KEPT_PAGES = `(async () => {
	const urls = [];
	for (const name of await caches.keys()) {
		for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
	}
	return urls.filter((url) => url.includes('index.html'));
})()`;

const versionOf = (page: Page): Promise<string> =>
	page.evaluate(`document.documentElement.dataset.version ?? ''`);

let releases = 0;

/** Changes the page, and its revision in the service worker, as the next build would. */
async function release(folder: string, version: string): Promise<void> {
	const html = await readFile(join(folder, 'index.html'), 'utf8');
	const changed = html.replace(/<html[^>]*>/, `<html lang="en" data-version="${version}">`);
	await writeFile(join(folder, 'index.html'), changed);
	const worker = await readFile(join(folder, 'service-worker.js'), 'utf8');
	const pattern = /(path:[`"']index\.html[`"'],revision:[`"'])[^`"']+/;
	expect(worker).toMatch(pattern);
	const next = worker.replace(pattern, `$1${version}${++releases}`);
	await writeFile(join(folder, 'service-worker.js'), next);
}

async function exportWorks(page: Page): Promise<void> {
	await goTo(page, 'Export');
	await page.getByRole('button', { name: 'Write the files' }).click();
	const button = page.getByRole('button', { name: 'Download retort-set.jsonl' });
	await button.waitFor();
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
	expect(lines.length).toBeGreaterThan(700);
}

function ownRows(): string {
	return ['$2x+1$', '$x-4$']
		.map((said, index) => ({
			question: 'Add up x, x and one.',
			answer: '$1+2x$',
			response: `So the answer is ${said}.`,
			model: `model-${index}`
		}))
		.map((row) => JSON.stringify(row))
		.join('\n');
}
