// `npm run screenshots`: pictures of every place in both themes, wide and narrow, from the built app.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import {
	exploreSample,
	goTo,
	openTeacherView,
	PLACES,
	startBrowser,
	startDemo,
	TEACHER_VIEWS
} from '../test/e2e/browser.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** Long enough for the queries of a place and the drawing of its charts. */
const SETTLE_MS = 1500;

await mkdir(folder, { recursive: true });
const browser = await startBrowser();
const { page, context } = await browser.open();
await page.emulateMedia({ reducedMotion: 'reduce' });
await shoot(page, 'Welcome');
await exploreSample(page);
await skipTour(page);
for (const place of PLACES) {
	// What a phone shows folded is open on a wide page, if it was wide when one came.
	await page.setViewportSize(SIZES.wide);
	await goTo(page, place);
	if (place === 'Choose') await page.getByRole('region', { name: 'Teachers by metric' }).waitFor();
	if (place === 'SQL') {
		await page.getByRole('button', { name: 'How often is each teacher right, by domain?' }).click();
		await page.getByRole('table', { name: 'Answer' }).waitFor();
	}
	if (place === 'Export') {
		await page.getByRole('button', { name: 'Write the files' }).click();
		await page.getByRole('region', { name: 'File list' }).waitFor();
	}
	await shoot(page, place);
}
await context.close();
await shootDemo();
await browser.close();

/** The pictures show places as they are after the first visit. */
async function skipTour(on: Page): Promise<void> {
	await on.getByRole('button', { name: 'Skip the tour' }).click();
}

/** The demo teachers while they write, then the views of 'Teachers'. */
async function shootDemo(): Promise<void> {
	const demo = await browser.open();
	await demo.page.emulateMedia({ reducedMotion: 'reduce' });
	await startDemo(demo.page);
	await skipTour(demo.page);
	await shoot(demo.page, 'run');
	await demo.page.getByRole('button', { name: 'Pause', exact: true }).click();
	await demo.page.getByRole('button', { name: 'Resume' }).waitFor();
	for (const { name, hash } of TEACHER_VIEWS) {
		await openTeacherView(demo.page, hash);
		await shoot(demo.page, `teachers-${name.replaceAll(' ', '-')}`);
	}
	await goTo(demo.page, 'Trajectories');
	const table = demo.page.getByRole('table', { name: 'Trajectories' });
	await table.getByRole('link').first().click();
	await demo.page.getByRole('region', { name: 'Written here' }).waitFor();
	await shoot(demo.page, 'trajectory');
	await shootStudent(demo.page);
	await demo.context.close();
}

/** The demo student measured, what it read, and the decision card that follows. */
async function shootStudent(target: Page): Promise<void> {
	await goTo(target, 'Teachers');
	await target.getByRole('button', { name: 'Resume' }).click();
	await target.getByRole('heading', { name: 'Run: done' }).waitFor({ timeout: 600_000 });
	await goTo(target, 'Student');
	await target.getByRole('button', { name: 'Take the demo student' }).click();
	await target.getByText('demo-student').waitFor();
	await target.getByRole('button', { name: 'Measure the pass rate' }).click();
	await target.getByRole('slider').waitFor({ timeout: 120_000 });
	await runEnds(target);
	await target.getByRole('button', { name: 'Let the student read' }).click();
	await target.getByText('Everything is read.').waitFor({ timeout: 120_000 });
	await target.getByRole('button', { name: 'Run the smoke test' }).click();
	await target.getByRole('button', { name: 'Pause the run' }).waitFor();
	await runEnds(target);
	await shoot(target, 'student');
	await goTo(target, 'Choose');
	await target.getByText('Smoke test').first().waitFor({ timeout: 60_000 });
	await shoot(target, 'card');
}

async function runEnds(target: Page): Promise<void> {
	const pause = target.getByRole('button', { name: 'Pause the run' });
	await pause.waitFor({ state: 'detached', timeout: 300_000 });
}

async function shoot(target: Page, name: string): Promise<void> {
	await target.mouse.move(0, 0);
	for (const [size, viewport] of Object.entries(SIZES)) {
		for (const theme of ['light', 'dark'] as const) {
			await target.setViewportSize(viewport);
			await target.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
			await target.waitForTimeout(SETTLE_MS);
			const path = join(folder, `${name.toLowerCase()}-${size}-${theme}.png`);
			await target.screenshot({ path, fullPage: name !== 'Welcome' && size === 'narrow' });
		}
	}
}
