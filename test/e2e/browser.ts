import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from '../support/chromium.ts';
import { type Complaints, watch } from './complaints.ts';
import { serveStatic, type StaticServer } from './static-server.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

export interface AppBrowser {
	readonly server: StaticServer;
	/** Of Chromium. */
	readonly version: string;
	/** A fresh profile with one page on the app. */
	open(options?: { hash?: string; viewport?: { width: number; height: number } }): Promise<OpenApp>;
	close(): Promise<void>;
}

export interface OpenApp {
	readonly context: BrowserContext;
	readonly page: Page;
	readonly complaints: Complaints;
}

/** Another file runs beside this one, on two cores. */
export const PATIENCE_MS = 60_000;

/** On a processor without the instructions that WebAssembly's 128-bit vectors need. */
export const WITHOUT_VECTORS = ['--js-flags=--no-enable-ssse3'];

/** Serves `dist/` and starts a real Chromium. */
export async function startBrowser(flags: readonly string[] = []): Promise<AppBrowser> {
	const server = await serveStatic(dist);
	const browser = await chromium.launch({
		executablePath: CHROMIUM,
		args: [...CHROMIUM_FLAGS, ...flags]
	});
	return {
		server,
		version: browser.version(),
		async open({ hash = '', viewport = { width: 1440, height: 900 } } = {}) {
			const context = await browser.newContext({ viewport, acceptDownloads: true });
			context.setDefaultTimeout(PATIENCE_MS);
			const page = await context.newPage();
			const complaints = await watch(page, server.origin);
			await page.goto(server.url + hash);
			return { context, page, complaints };
		},
		async close() {
			await browser.close();
			await server.close();
		}
	};
}

/** Loads the sample and waits until every answer is checked. */
export async function exploreSample(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Explore a sample' }).click();
	await page.getByText('Imported 1,319 questions and 5,276 trajectories').waitFor();
	await page
		.getByRole('region', { name: 'Project', exact: true })
		.getByText('Checked')
		.locator('xpath=following-sibling::dd')
		.filter({ hasText: '5,276' })
		.waitFor({ timeout: 120_000 });
}

/** 'Run the demo teachers', until the first text is being written. */
export async function startDemo(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Run the demo teachers' }).click();
	const live = page.getByRole('region', { name: 'Being written now' });
	await live.getByRole('article').first().waitFor();
}

const HUB_MODEL = JSON.stringify({
	engine: 'onnx',
	source: 'hub',
	id: 'owner/A-0.5B-ONNX',
	revision: 'main',
	dtype: 'q4'
});

/** The views of 'Teachers', by what is added to its address. */
export const TEACHER_VIEWS = [
	{ name: 'demo models', hash: '&view=add' },
	{ name: 'catalogue', hash: '&view=add&from=catalogue' },
	{ name: 'hub', hash: '&view=add&from=hub' },
	{ name: 'custom model', hash: '&view=add&from=custom' },
	{ name: 'models on this machine', hash: '&view=add&from=kept' },
	{ name: 'a new teacher', hash: `&view=teacher&model=${encodeURIComponent(HUB_MODEL)}` },
	{ name: 'run plan', hash: '&view=plan' }
] as const;

export async function openTeacherView(page: Page, hash: string): Promise<void> {
	await goTo(page, 'Teachers');
	await page.evaluate(`location.hash += ${JSON.stringify(hash)}`);
}

/** Pyodide and QuickJS, which are asked for only where code is to be run; not the modules of 90 bytes with their addresses. */
export const INTERPRETER = /(?:pyodide|python_stdlib|emscripten-module)[^/]*\.(?:wasm|zip)$/;

/** The places of the rail, in its order. */
export const PLACES = [
	'Project',
	'Questions',
	'Student',
	'Teachers',
	'Trajectories',
	'Compare',
	'Review',
	'Choose',
	'Curate',
	'Export',
	'SQL'
] as const;

/** Clicks a place in the rail by its name, and waits until it stands there instead of the last one. */
export async function goTo(page: Page, place: string): Promise<void> {
	const link = page
		.getByRole('navigation', { name: 'Places' })
		.getByRole('link', { name: new RegExp(`^${place}`) });
	await link.click();
	await link.and(page.locator('[aria-current="page"]')).waitFor();
}
