import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts';
import { exploreSample, startDemo, watch } from './browser.ts';
import { serveStatic } from './static-server.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const built = readFileSync(`${dist}index.html`, 'utf8');
const policy = /Content-Security-Policy" content="([^"]+)"/
	.exec(built)![1]!
	.replaceAll('&#39;', "'");
const page = readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8');

describe('docs/hosting.md', () => {
	it('gives the policy of the built page, everywhere', () => {
		const quoted = [...page.matchAll(/default-src [^"\n]+/g)].map(([text]) => text);
		expect(quoted).toHaveLength(4);
		for (const text of quoted) expect(text).toBe(policy);
	});

	it('calls unchanging only what has a hash in its name', () => {
		const names = readdirSync(`${dist}assets`);
		expect(names.length).toBeGreaterThan(50);
		for (const name of names) expect(name).toMatch(/-[\w-]{8}\.\w+$/);
	});
});

describe('the policy as a header, which workers get too', () => {
	it('lets everything work', async () => {
		const server = await serveStatic(dist, () => undefined, { 'content-security-policy': policy });
		const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
		try {
			const tab = await (await browser.newContext()).newPage();
			const complaints = watch(tab, server.origin);
			await tab.goto(server.url);
			await exploreSample(tab);
			await tab.getByText(/^Works offline\./).waitFor();
			await tab.getByRole('button', { name: 'Close project' }).click();
			await startDemo(tab);
			expect(complaints).toEqual({ foreignRequests: [], consoleErrors: [] });
		} finally {
			await browser.close();
			await server.close();
		}
	});
});
