import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { it } from 'vitest';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts';
import { exploreSample, goTo } from './browser.ts';
import { expectNoComplaints, watch } from './complaints.ts';
import { serveStatic } from './static-server.ts';

const HOST = 'retort.example';

it('works in memory, and says so, where the browser offers no storage', async () => {
	const server = await serveStatic(fileURLToPath(new URL('../../dist/', import.meta.url)));
	// Plain http on a name that is not localhost is an insecure context: no OPFS, no Web Locks.
	const browser = await chromium.launch({
		executablePath: CHROMIUM,
		args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`]
	});
	try {
		const page = await browser.newPage();
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
		await browser.close();
		await server.close();
	}
});
