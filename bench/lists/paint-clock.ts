import type { Page } from 'playwright-core';

/**
 * Runs in the page. Times by its own clock from an action until a condition holds and the next frame is drawn: a
 * task that is queued in a frame's callback runs after that frame was painted. Looks once per frame.
 */
const CLOCK = `
window.retortTexts = (selector) =>
	[...document.querySelectorAll(selector)].map((element) => element.textContent).join('|');
window.retortClock = (act, until) =>
	new Promise((resolve, reject) => {
		const startedAt = performance.now();
		act();
		const look = () => {
			const isThere = until();
			setTimeout(() => {
				const ms = performance.now() - startedAt;
				if (isThere) resolve(ms);
				else if (ms < 30_000) requestAnimationFrame(look);
				else reject(new Error('nothing changed within 30 s'));
			});
		};
		requestAnimationFrame(look);
	});
`;

export async function installClock(page: Page): Promise<void> {
	await page.addInitScript(CLOCK);
}

/**
 * @param act a JavaScript statement, run in the page
 * @param until a JavaScript expression
 * @returns milliseconds
 */
export async function clickToPaint(page: Page, act: string, until: string): Promise<number> {
	return page.evaluate<number>(`retortClock(() => { ${act} }, () => ${until})`);
}

/**
 * The same, until each of some texts on the page differs from what it was.
 * @param selectors of elements whose text belongs to the result
 */
export async function clickToChange(
	page: Page,
	act: string,
	selectors: readonly string[]
): Promise<number> {
	const texts = (selector: string): string => `retortTexts(${JSON.stringify(selector)})`;
	const before = await page.evaluate<string[]>(`[${selectors.map(texts).join(', ')}]`);
	const until = selectors.map((selector, at) => {
		return `${texts(selector)} !== ${JSON.stringify(before[at])}`;
	});
	return clickToPaint(page, act, until.join(' && '));
}
