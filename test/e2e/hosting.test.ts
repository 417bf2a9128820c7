import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
	headersFile,
	nginxHeaders,
	PAGE_POLICY,
	SECURITY_HEADERS
} from '../../tools/vite/content-security-policy.ts';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts';
import { exploreSample, startDemo } from './browser.ts';
import { expectNoComplaints, watch } from './complaints.ts';
import { serveStatic } from './static-server.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const page = readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8');
const header = SECURITY_HEADERS['Content-Security-Policy']!;

describe('the built page', () => {
	it('carries the policy as its first tag, and the headers beside it', () => {
		const built = readFileSync(`${dist}index.html`, 'utf8');
		const [, policy] = /<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
			built
		)!;
		expect(policy!.replaceAll('&#39;', "'")).toBe(PAGE_POLICY);
		expect(readFileSync(`${dist}_headers`, 'utf8')).toBe(headersFile());
	});

	it('has no script inside of itself and none that is put together from text', () => {
		const built = readFileSync(`${dist}index.html`, 'utf8');
		for (const [script] of built.matchAll(/<script\b[^>]*>[^<]*/g)) {
			expect(script).toMatch(/ src="\.\/assets\/[^"]+"[^>]*>$/);
		}
		expect(built).not.toMatch(/ on\w+=|javascript:/);
		expect(PAGE_POLICY).not.toMatch(/'unsafe-eval'|script-src[^;]*'unsafe-inline'|\*/);
	});
});

describe('docs/hosting.md', () => {
	it('gives the policy of the headers, everywhere', () => {
		const quoted = [...page.matchAll(/default-src [^"\n]+/g)].map(([text]) => text);
		expect(quoted).toHaveLength(4);
		for (const text of quoted) expect(text).toBe(header);
	});

	it('gives the headers as hosts read them', () => {
		expect(page).toContain(`\`\`\`text _headers\n${headersFile()}\`\`\``);
		expect(page.replace(/^\t/gm, '')).toContain(nginxHeaders());
		for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
			expect(page).toContain(`\theader ${name} "${value}"`);
		}
	});

	it('calls unchanging only what has a hash in its name', () => {
		const names = readdirSync(`${dist}assets`);
		expect(names.length).toBeGreaterThan(50);
		for (const name of names) expect(name).toMatch(/-[\w-]{8}\.\w+$/);
	});
});

describe('on a host that sends no headers', () => {
	it('everything works too', async () => {
		const server = await serveStatic(dist, () => undefined, {});
		const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
		try {
			const tab = await (await browser.newContext()).newPage();
			const complaints = await watch(tab, server.origin);
			await tab.goto(server.url);
			await exploreSample(tab);
			await tab.getByText(/^Works offline\./).waitFor();
			await tab.getByRole('button', { name: 'Close project' }).click();
			await startDemo(tab);
			expectNoComplaints(complaints);
		} finally {
			await browser.close();
			await server.close();
		}
	});
});
