import { startBrowser } from '../test/e2e/browser.ts';
import type { Benchmark } from './harness/benchmark.ts';

type AppBrowser = Awaited<ReturnType<typeof startBrowser>>;

const GOAL_MS = 1_000;

/** From the built app: run `npm run build` first. */
export default {
	measures:
		'How long the page takes from the request on localhost, in Chromium with a fresh profile, until something is painted, until its first buttons can be pressed, and until a project, asked for at once, is open.',
	async prepare() {
		const browser = await startBrowser();
		const visit = (name: string, until: Until, goal?: number) => ({
			name,
			ours: { name: 'Retort', run: () => visitPage(browser, until) },
			peer: null,
			...(goal === undefined
				? {}
				: { goal: { of: 'value', is: 'at most', number: goal } as const }),
			warmUp: 1,
			repetitions: 9
		});
		return {
			versions: { Chromium: browser.version },
			cases: [
				visit('to the first paint', 'paint'),
				visit('until it can be used', 'usable', GOAL_MS),
				visit('until a first project is open', 'project')
			],
			close: () => browser.close()
		};
	}
} satisfies Benchmark;

type Until = 'paint' | 'usable' | 'project';

/** Milliseconds since the navigation began, by the page's own clock. */
async function visitPage(browser: AppBrowser, until: Until): Promise<number> {
	const { page, context } = await browser.open({ hash: '#/project' });
	try {
		if (until === 'project') {
			await page.getByRole('button', { name: 'Open my data' }).click();
			await page.getByRole('heading', { name: 'My project' }).waitFor();
			return await page.evaluate<number>('performance.now()');
		}
		await page
			.getByRole('button', { name: 'Explore a sample' })
			.and(page.locator(':enabled'))
			.waitFor();
		return until === 'usable'
			? await page.evaluate<number>('performance.now()')
			: await page.evaluate<number>(
					"performance.getEntriesByName('first-contentful-paint')[0].startTime"
				);
	} finally {
		await context.close();
	}
}
