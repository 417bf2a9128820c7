import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** More stops than any place has before what a person looks for. */
const MAX_STOPS = 90;

/** Role and accessible name of what has the focus, as in `link "Compare"`; '' where nothing has. */
export async function focused(page: Page): Promise<string> {
	const focus = page.locator(':focus');
	if ((await focus.count()) === 0) return '';
	const snapshot = await focus.first().ariaSnapshot();
	return snapshot.split('\n')[0]!.replace(/^- /, '').slice(0, 80);
}

/** Presses Tab until the focus is on something of this role and name; each stop on the way can be seen. */
export async function tabTo(page: Page, wanted: RegExp, key = 'Tab'): Promise<void> {
	const stops: string[] = [];
	while (stops.length < MAX_STOPS) {
		await page.keyboard.press(key);
		const stop = await focused(page);
		stops.push(stop);
		expect({ stop, visible: await showsFocus(page) }).toEqual({ stop, visible: true });
		if (wanted.test(stop)) return;
	}
	throw new Error(`No stop is ${String(wanted)}: ${stops.join(' → ')}`);
}

export const tabBackTo = (page: Page, wanted: RegExp): Promise<void> =>
	tabTo(page, wanted, 'Shift+Tab');

/** Opens the command palette, looks for something and does the first that is found. */
export async function command(page: Page, query: string, name: string): Promise<void> {
	await page.keyboard.press('Control+k');
	const palette = page.getByRole('dialog', { name: 'Commands' });
	await expect.poll(() => focused(page)).toContain('combobox "Find a command"');
	await page.keyboard.type(query);
	await palette.getByRole('option', { name, selected: true }).waitFor();
	await page.keyboard.press('Enter');
	await palette.waitFor({ state: 'hidden' });
}

/** Whether what has the focus, or a box close around it, draws a ring. */
function showsFocus(page: Page): Promise<boolean> {
	return page.evaluate<boolean>(`(() => {
		let element = document.activeElement;
		if (element === document.body) return true;
		for (let level = 0; element && level < 6; level++, element = element.parentElement) {
			const { outlineStyle, outlineWidth } = getComputedStyle(element);
			if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) return true;
		}
		return false;
	})()`);
}
