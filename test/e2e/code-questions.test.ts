import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS, TEACHERS } from '../../tools/code-sample/rows.ts';
import {
	goTo,
	INTERPRETER,
	PATIENCE_MS,
	startBrowser,
	type AppBrowser,
	type OpenApp
} from './browser.ts';
import { expectNoComplaints, watch } from './complaints.ts';
import { serveStatic } from './static-server.ts';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

let browser: AppBrowser;
beforeAll(async () => {
	browser = await startBrowser();
});
afterAll(() => browser.close());

type Answer = Readonly<Record<string, string | number | null>>;

/** What the project says to a statement of a person. */
async function ask(page: Page, sql: string): Promise<Answer[]> {
	await goTo(page, 'SQL');
	await page.getByRole('textbox', { name: 'SQL' }).fill(sql);
	await page.keyboard.press('Control+Enter');
	await page
		.getByRole('status')
		.filter({ hasText: /^[\d,]+ rows? in / })
		.waitFor();
	const button = page.getByRole('button', { name: 'Download JSONL' });
	const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
	const text = await readFile(await download.path(), 'utf8');
	return text
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as Answer);
}

/** Each answer with its verdict and how its first test that did not pass ended. */
const GRADED = `
	SELECT p.name AS teacher, q.text AS question, v.verdict,
		coalesce(
			min_by(c.outcome, c.case_index) FILTER (c.outcome <> 'passed'),
			CASE WHEN count(c.outcome) > 0 THEN 'passed' ELSE 'none' END
		) AS outcome
	FROM trajectories t
	JOIN questions q ON q.id = t.question_id
	JOIN teachers p ON p.id = t.teacher_id
	LEFT JOIN verdicts v ON v.trajectory_id = t.id AND v.grader = 'rule'
	LEFT JOIN case_results c ON c.trajectory_id = t.id
	GROUP BY ALL
	ORDER BY ALL`;

const running = (page: Page) =>
	page.getByText('Answers to code questions are run here, in a sandbox without network or storage');

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(
		await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
	);
	const results = (await page.evaluate('axe.run()')) as AxeResults;
	return results.violations.map(
		({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`
	);
}

describe('the code sample', () => {
	let app: OpenApp;
	let page: Page;
	const requests: string[] = [];
	beforeAll(async () => {
		app = await browser.open();
		page = app.page;
		app.context.on('request', (request) => requests.push(request.url()));
		await page.getByRole('button', { name: 'Try code questions' }).click();
		await running(page).waitFor();
		await running(page).waitFor({ state: 'hidden', timeout: 120_000 });
	});
	afterAll(() => app.context.close());

	it('grades every answer as it should: good, wrong, endless, greedy and hostile ones', async () => {
		const expected = PROBLEMS.flatMap(({ question, answers }) =>
			answers.map(
				({ verdict, outcome }, i) => `${question} | ${TEACHERS[i]}: ${verdict}, ${outcome}`
			)
		);
		const found = (await ask(page, GRADED)).map(
			({ teacher, question, verdict, outcome }) =>
				`${question} | ${teacher}: ${verdict}, ${outcome}`
		);
		expect(found.sort()).toEqual(expected.sort());
	});

	it('lets nothing out, and nothing in: not a request, and the journal is as it was', async () => {
		expect(requests.some((url) => INTERPRETER.test(url))).toBe(true);
		expect(requests.filter((url) => !url.startsWith('blob:'))).not.toContainEqual(
			expect.stringContaining('invalid')
		);
		await page.reload();
		await goTo(page, 'Project');
		await page
			.getByRole('region', { name: 'Project', exact: true })
			.getByText('Checked')
			.locator('xpath=following-sibling::dd')
			.filter({ hasText: String(2 * PROBLEMS.length) })
			.waitFor();
		// What was run once is not run again.
		await page.waitForTimeout(500);
		expect(await running(page).isVisible()).toBe(false);
		expectNoComplaints(app.complaints);
	});

	it('shows tests in words, and each test with what it asked', async () => {
		await goTo(page, 'Questions');
		await page.getByText('4 tests in Python').first().waitFor();
		await goTo(page, 'Trajectories');
		await page.evaluate("location.hash = location.hash.replace(/\\?.*|$/, '?verdict=wrong')");
		await page.getByRole('cell').getByRole('link').first().click();
		await page.getByText(/^Tests: \d of \d passed$/).click();
		const table = page.getByRole('region', { name: 'Tests of this answer' });
		const failed = table.getByRole('row').filter({ hasText: /wrong|error|ran too long|memory/ });
		await failed.first().waitFor();
		expect((await failed.first().getByRole('cell').allTextContents())[2]).not.toBe('');
		await page.getByText(/\d of \d tests passed\. Test \d/).waitFor();
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			expect(await violations(page)).toEqual([]);
		}
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
	});

	it('shows whoever reviews an answer its tests, once they ask for the graders', async () => {
		await goTo(page, 'Review');
		await page
			.getByRole('region', { name: 'Question' })
			.getByText(/\d tests? in/)
			.waitFor();
		const tests = page.getByText(/^Tests: \d of \d passed$/);
		expect(await tests.count()).toBe(0);
		await page.keyboard.press('g');
		await tests.click();
		await page.getByRole('region', { name: 'Tests of this answer' }).waitFor();
	});
});

interface HumanEvalRow {
	readonly task_id: string;
	readonly prompt: string;
	readonly canonical_solution: string;
}

/** All 164 are in test/long. */
const TASKS = 8;

describe('a file of HumanEval', () => {
	it('is understood as it is, and its solutions pass where those of others do not', async () => {
		const packed = readFileSync(
			new URL('../fixtures/human-eval/HumanEval.jsonl.gz', import.meta.url)
		);
		const rows = gunzipSync(packed)
			.toString('utf8')
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as HumanEvalRow);
		const answers = rows.slice(0, TASKS).flatMap(({ prompt, canonical_solution }) => [
			{ prompt, model: 'canonical', response: canonical_solution },
			{ prompt, model: 'chat', response: `\`\`\`python\n${prompt}${canonical_solution}\`\`\`` },
			{ prompt, model: 'lazy', response: '```python\nimport sys\nsys.exit(0)\n```' }
		]);
		// From a host that sends no headers, so that the meta tag alone has to hold.
		const host = await serveStatic(DIST, () => undefined, {});
		const { context: other } = await browser.open();
		const context = await other.browser()!.newContext();
		context.setDefaultTimeout(PATIENCE_MS);
		const page = await context.newPage();
		const complaints = await watch(page, host.origin);
		await page.goto(host.url);
		await page.getByRole('button', { name: 'Open my data' }).click();
		await page.getByLabel('Choose files').setInputFiles([
			{ name: 'HumanEval.jsonl.gz', mimeType: 'application/gzip', buffer: packed },
			{
				name: 'answers.jsonl',
				mimeType: 'application/jsonl',
				buffer: Buffer.from(answers.map((row) => JSON.stringify(row)).join('\n'))
			}
		]);
		await page.getByText('tests as in HumanEval').waitFor();
		await page.getByText('1 test in Python').first().waitFor();
		await page.getByRole('button', { name: 'Import 2 files' }).click();
		await running(page).waitFor();
		await running(page).waitFor({ state: 'hidden', timeout: 120_000 });
		const found = await ask(
			page,
			`SELECT teacher, verdict, count(*)::INTEGER AS answers FROM (${GRADED}) GROUP BY ALL ORDER BY ALL`
		);
		expect(found).toEqual([
			{ teacher: 'canonical', verdict: 'correct', answers: TASKS },
			{ teacher: 'chat', verdict: 'correct', answers: TASKS },
			{ teacher: 'lazy', verdict: 'wrong', answers: TASKS }
		]);
		expectNoComplaints(complaints);
		await context.close();
		await other.close();
		await host.close();
	});
});
