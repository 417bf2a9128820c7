import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	exploreSample,
	goTo,
	PLACES,
	startBrowser,
	type AppBrowser,
	type OpenApp
} from './browser.ts';

let browser: AppBrowser;
let app: OpenApp;
let page: Page;
beforeAll(async () => {
	browser = await startBrowser();
	app = await browser.open();
	page = app.page;
	await exploreSample(page);
});
afterAll(() => browser.close());

interface Pictures {
	/** Drawn for everybody, without words. */
	readonly silent: readonly string[];
	/** What is said of those that are named. */
	readonly words: readonly string[];
}

/** What is drawn on screen: it is decoration, or it or what holds it is an image with a name. */
function pictures(): Promise<Pictures> {
	return page.evaluate<Pictures>(`(() => {
		const named = (element) => element.closest('[role="img"][aria-label]');
		const drawn = [...document.querySelectorAll('svg, canvas')];
		const silent = drawn
			.filter((one) => !named(one) && !one.closest('[aria-hidden="true"]'))
			.map((one) => one.outerHTML.slice(0, 200));
		const images = [...document.querySelectorAll('[role="img"]')];
		return { silent, words: images.map((one) => one.getAttribute('aria-label') ?? '') };
	})()`);
}

/** A title alone says nothing of what is to be seen. */
const hasNumber = /\d/;

async function expectWords(place: string): Promise<readonly string[]> {
	const { silent, words } = await pictures();
	expect({ place, silent }).toEqual({ place, silent: [] });
	for (const text of words) expect(text).toMatch(hasNumber);
	return words;
}

describe('pictures', () => {
	it('are told in words on every place', async () => {
		for (const place of PLACES) {
			await goTo(page, place);
			await page.getByRole('heading', { level: 1 }).waitFor();
			await page.waitForTimeout(1_000);
			await expectWords(place);
		}
	});

	it('say which teacher is how good and how long its answers are', async () => {
		await goTo(page, 'Choose');
		await page.getByRole('img', { name: /^Accuracy.*175b_verification: \d+\.\d %/ }).waitFor();
		await page
			.getByRole('img', { name: /^How long.*most often [\d,]+ to [\d,]+ tokens/ })
			.waitFor();
	});

	it('say where most of the trajectories are', async () => {
		await goTo(page, 'Trajectories');
		const tokens = page.getByRole('img', {
			name: /^Tokens from .* most often \d+ to \d+, [\d,]+$/
		});
		await tokens.waitFor();
	});

	it('say what an answer of SQL looks like', async () => {
		await goTo(page, 'SQL');
		await page.getByRole('button', { name: 'Are wrong answers longer than right ones?' }).click();
		await page.getByRole('button', { name: 'Chart', exact: true }).click();
		await page
			.getByRole('img', { name: /median_tokens from \d+ \(\w+\) to \d+ \(\w+\)/ })
			.waitFor();
		await expectWords('SQL');
	});
});
