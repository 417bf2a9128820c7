import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowser, type AppBrowser } from '../e2e/browser.ts';

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

/** No test of HumanEval may refuse its own solution: what is called wrong here would be our mistake. */
it('passes all 164 solutions of HumanEval', async () => {
	const packed = readFileSync(
		new URL('../fixtures/human-eval/HumanEval.jsonl.gz', import.meta.url)
	);
	const answers = gunzipSync(packed)
		.toString('utf8')
		.trimEnd()
		.split('\n')
		.map((line) => {
			const { prompt, canonical_solution: response } = JSON.parse(line) as Record<string, string>;
			return JSON.stringify({ prompt, model: 'canonical', response });
		});
	const { page } = await browser.open();
	await page.getByRole('button', { name: 'Open my data' }).click();
	await page.getByLabel('Choose files').setInputFiles([
		{ name: 'HumanEval.jsonl.gz', mimeType: 'application/gzip', buffer: packed },
		{
			name: 'answers.jsonl',
			mimeType: 'application/jsonl',
			buffer: Buffer.from(answers.join('\n'))
		}
	]);
	await page.getByRole('button', { name: 'Import 2 files' }).click();
	const running = page.getByText('Answers to code questions are run here, in a sandbox');
	await running.waitFor();
	const from = performance.now();
	await running.waitFor({ state: 'hidden', timeout: 600_000 });
	console.log(`164 answers in ${Math.round(performance.now() - from)} ms`);
	await page.evaluate("location.hash = '#/trajectories?verdict=correct'");
	await page.getByText(/^164 /).first().waitFor();
	expect(await page.getByText(/^164 /).count()).toBeGreaterThan(0);
});
