import { startBrowser } from '../test/e2e/browser.ts';
import { written } from '../test/e2e/runs.ts';
import type { Benchmark } from './harness/benchmark.ts';

type AppBrowser = Awaited<ReturnType<typeof startBrowser>>;

/** From the built app: run `npm run build` first. */
export default {
	measures:
		'How long `Run the demo teachers` takes from the click to the first trajectories in the journal, and to all 720, in Chromium with a fresh profile.',
	async prepare() {
		const browser = await startBrowser();
		return {
			versions: { Chromium: browser.version },
			cases: [
				{
					name: 'to the first trajectories',
					ours: { name: 'Retort', run: () => demoRun(browser, 'first') },
					peer: null,
					warmUp: 1,
					repetitions: 7
				},
				{
					name: 'to all 720',
					ours: { name: 'Retort', run: () => demoRun(browser, 'all') },
					peer: null,
					warmUp: 0,
					repetitions: 3
				}
			],
			close: () => browser.close()
		};
	}
} satisfies Benchmark;

/** Milliseconds from the click on. */
async function demoRun(browser: AppBrowser, until: 'first' | 'all'): Promise<number> {
	const { page, context } = await browser.open();
	const button = page.getByRole('button', { name: 'Run the demo teachers' });
	await button.isEnabled();
	const startedAt = performance.now();
	await button.click();
	await page.getByRole('heading', { name: /^Run: / }).waitFor();
	if (until === 'first') while ((await written(page)) === 0) await page.waitForTimeout(20);
	else await page.getByRole('heading', { name: 'Run: done' }).waitFor({ timeout: 600_000 });
	const ms = performance.now() - startedAt;
	await context.close();
	return ms;
}
