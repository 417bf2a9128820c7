// How long 'Run the demo teachers' takes from the click to the first trajectories in the journal, and to all
// 720, in Chromium with a fresh profile, from the built app (run `npm run build` first).
//
//     npm run bench -- demo-start
import { startBrowser } from '../test/e2e/browser.ts';
import { written } from '../test/e2e/interrupted-demo.ts';
import { median } from './pairs.ts';

const RUNS = 5;

const browser = await startBrowser();
const firstMs: number[] = [];
let allMs = 0;
for (let run = 0; run < RUNS; run++) {
	const { page, context } = await browser.open();
	const button = page.getByRole('button', { name: 'Run the demo teachers' });
	await button.isEnabled();
	const startedAt = performance.now();
	await button.click();
	await page.getByRole('heading', { name: /^Run: / }).waitFor();
	while ((await written(page)) === 0) await page.waitForTimeout(20);
	firstMs.push(performance.now() - startedAt);
	if (run === RUNS - 1) {
		await page.getByRole('heading', { name: 'Run: done' }).waitFor({ timeout: 600_000 });
		allMs = performance.now() - startedAt;
	}
	await context.close();
}
await browser.close();
console.log(
	JSON.stringify({
		bench: 'demo-start',
		runs: RUNS,
		firstTrajectoriesMedianMs: Math.round(median(firstMs)),
		firstTrajectoriesMs: firstMs.map(Math.round),
		all720Ms: Math.round(allMs)
	})
);
