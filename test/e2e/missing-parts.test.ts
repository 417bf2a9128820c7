import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts';
import {
	type AppBrowser,
	exploreSample,
	goTo,
	type OpenApp,
	openTeacherView,
	startBrowser,
	WITHOUT_VECTORS
} from './browser.ts';
import { expectNoComplaints, watch } from './complaints.ts';
import { importRows } from './own-rows.ts';
import { serveStatic } from './static-server.ts';

const HOST = 'retort.example';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

/** Without a member of the browser's interfaces, in the page and in its workers. */
async function openWithout(name: string, ...owners: readonly string[]): Promise<OpenApp> {
	const app = await browser.open();
	const removals = owners.map(
		(owner) => `if (typeof ${owner} !== 'undefined') delete ${owner}.prototype.${name};`
	);
	await beforeEverything(app.context, removals.join('\n'));
	await app.page.reload();
	return app;
}

/** No init script reaches a worker, so there it goes before the worker's own text. */
async function beforeEverything(context: BrowserContext, script: string): Promise<void> {
	await context.addInitScript(script);
	await context.route(/worker[^/]*\.js$/, async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, body: `${script}\n${await response.text()}` });
	});
}

async function importOwnRows(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Open my data' }).click();
	await importRows(page, 3);
}

async function threeRows(page: Page): Promise<void> {
	await goTo(page, 'Trajectories');
	await page
		.getByRole('status')
		.filter({ hasText: /^3 rows$/ })
		.waitFor();
}

describe('without a part of the browser', () => {
	it.each([
		['OPFS', 'getDirectory', ['StorageManager']],
		['Web Locks', 'locks', ['Navigator', 'WorkerNavigator']],
		['OPFS access handles', 'createSyncAccessHandle', ['FileSystemFileHandle']]
	])(
		'%s: says so, works in memory, and saves the project with one click',
		async (name, member, owners) => {
			const { page, context, complaints } = await openWithout(member, ...owners);
			const warning = page.getByRole('region', { name: 'Storage' });
			await warning.getByText(`not available: ${name}`).waitFor();
			await importOwnRows(page);
			await threeRows(page);
			const [saved] = await Promise.all([
				page.waitForEvent('download'),
				warning.getByRole('button', { name: 'Save the project file' }).click()
			]);

			// Whole, as another browser finds it.
			const other = await browser.open();
			const buffer = await readFile(await saved.path());
			await other.page.getByLabel('Import project file').setInputFiles({
				name: 'mine.retort',
				mimeType: 'application/octet-stream',
				buffer
			});
			await threeRows(other.page);
			expect(await other.page.getByRole('region', { name: 'Storage' }).count()).toBe(0);

			// The tab is not closed without a question.
			const asked = page.waitForEvent('dialog');
			await page.close({ runBeforeUnload: true });
			const dialog = await asked;
			expect(dialog.type()).toBe('beforeunload');
			await dialog.accept();
			expectNoComplaints(complaints);
			await Promise.all([context.close(), other.context.close()]);
		}
	);

	it('WebGPU: says so where models want it, and the demo teachers write without', async () => {
		const { page, context, complaints } = await openWithout('gpu', 'Navigator', 'WorkerNavigator');
		await page.getByRole('button', { name: 'Run the demo teachers' }).click();
		await page
			.getByRole('region', { name: 'Being written now' })
			.getByRole('article')
			.first()
			.waitFor();
		await openTeacherView(page, '&view=add&from=catalogue');
		await page.getByText(/has no WebGPU/).waitFor();
		expectNoComplaints(complaints);
		await context.close();
	});

	it('vectors in WebAssembly: says so where models want them, and no run begins', async () => {
		const old = await startBrowser(WITHOUT_VECTORS);
		try {
			const { page, complaints } = await old.open();
			await page.getByRole('button', { name: 'Run the demo teachers' }).click();
			await page.getByRole('heading', { name: 'Run: paused' }).waitFor();
			const run = page.getByRole('region', { name: 'Run: paused' });
			expect(await run.getByText(/no vectors in WebAssembly/).count()).toBe(3);
			expectNoComplaints(complaints);
		} finally {
			await old.close();
		}
	});

	it('service workers: works as before, and does not say that it works offline', async () => {
		const { page, context, complaints } = await openWithout('serviceWorker', 'Navigator');
		await importOwnRows(page);
		await threeRows(page);
		expect(await page.getByText(/^Works offline/).count()).toBe(0);
		expectNoComplaints(complaints);
		await context.close();
	});
});

it('works in memory, and says so, on a page that is not secure', async () => {
	const server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
	// Plain http on a name that is not localhost is an insecure context: no OPFS, no Web Locks.
	const insecure = await chromium.launch({
		executablePath: CHROMIUM,
		args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`]
	});
	try {
		const page = await insecure.newPage();
		const url = server.url.replace('127.0.0.1', HOST);
		const complaints = await watch(page, new URL(url).origin);
		await page.goto(url);
		await page
			.getByRole('status')
			.filter({ hasText: /no storage/ })
			.waitFor();
		await exploreSample(page);
		await goTo(page, 'Export');
		await page.getByRole('button', { name: 'Write the files' }).click();
		const button = page.getByRole('button', { name: 'Download retort-set.jsonl' });
		await button.waitFor();
		await Promise.all([page.waitForEvent('download'), button.click()]);
		expectNoComplaints(complaints);
	} finally {
		await insecure.close();
		await server.close();
	}
});
