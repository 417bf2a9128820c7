import { startBrowser } from '../test/e2e/browser.ts';
import type { Benchmark } from './harness/benchmark.ts';

type AppBrowser = Awaited<ReturnType<typeof startBrowser>>;

const GOAL_MS = 1_000;

/** From the built app: run `npm run build` first. */
export default {
	measures:
		'How long the page takes from the request on localhost, in Chromium with a fresh profile, until something is painted, until its first buttons can be pressed, and until the database is up.',
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
				visit('until the database is up', 'database')
			],
			close: () => browser.close()
		};
	}
} satisfies Benchmark;

type Until = 'paint' | 'usable' | 'database';

/** Milliseconds since the navigation began, by the page's own clock. */
async function visitPage(browser: AppBrowser, until: Until): Promise<number> {
	const { page, context } = await browser.open({ hash: '#/project' });
	try {
		if (until === 'database') {
			await page
				.getByText('On disk')
				.or(page.getByText(/used of/))
				.first()
				.waitFor();
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
