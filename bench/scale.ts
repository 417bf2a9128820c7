import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { goTo } from '../test/e2e/browser.ts';
import { launchKillable } from '../test/e2e/killable-browser.ts';
import { serveStatic } from '../test/e2e/static-server.ts';
import type { BenchCase, Benchmark } from './harness/benchmark.ts';
import { installNativeDuckDb, NATIVE_DUCKDB, readNatively } from './scale/native-duckdb.ts';
import { allChecked, offerFile } from './scale/project-page.ts';
import { writeRows } from './scale/rows.ts';
import { watchMemory, watchTasks } from './scale/watch-page.ts';

const TRAJECTORIES = Number(process.env['RETORT_BENCH_ROWS'] ?? 100_000);
const HOUR_MS = 3_600_000;
const SETTLE_MS = 2_000;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** From the built app: run `npm run build` first. Each case goes on where the one before it left the project. */
export default {
	measures: `A project of ${TRAJECTORIES.toLocaleString('en')} trajectories of 8 kB in Chromium with its profile on disk: import, opening it again, a change of the recipe until the counts are there, and the export of all of it. The goals are those for 100,000.`,
	async prepare() {
		const folder = await mkdtemp(join(tmpdir(), 'retort-scale-'));
		const file = join(folder, 'rows.jsonl');
		const bytes = await writeRows(file, TRAJECTORIES);
		const native = installed();
		const server = await serveStatic(dist);
		const profile = join(folder, 'profile');
		const browser = await launchKillable(profile);
		const { page } = browser;
		page.setDefaultTimeout(HOUR_MS);
		const longestTask = await watchTasks(page);
		const memory = watchMemory(profile);
		await page.goto(server.url);
		// What the browser keeps of the page at a first visit is no part of what is measured.
		await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
		const once = { warmUp: 0, repetitions: 1 };
		const value = (number: number) => ({ of: 'value', is: 'at most', number }) as const;
		const cases: BenchCase[] = [
			{
				name: 'import',
				ours: { name: 'Retort', run: () => importFile(page, file) },
				peer: native === '' ? { name: NATIVE_DUCKDB.name, run: () => readNatively(file) } : null,
				goal: { of: 'speed-up', is: 'at least', number: 1 / 2.5 },
				...once
			},
			{
				name: 'verdicts and metrics of all',
				ours: { name: 'Retort', run: () => allChecked(page, TRAJECTORIES) },
				peer: null,
				work: { amount: TRAJECTORIES, unit: 'trajectories' },
				...once
			},
			{
				name: 'opening it again',
				ours: { name: 'Retort', run: () => openAgain(page) },
				peer: null,
				goal: value(15_000),
				...once,
				repetitions: 3
			},
			{
				name: 'from a change of the budget to the counts',
				ours: { name: 'Retort', run: () => changeBudget(page) },
				peer: null,
				goal: value(500),
				warmUp: 1,
				repetitions: 7
			},
			{
				name: 'from a change of the quality rules to the counts',
				ours: { name: 'Retort', run: () => changeQuality(page) },
				peer: null,
				goal: value(500),
				warmUp: 1,
				repetitions: 8
			},
			{
				name: 'export of the whole set',
				ours: { name: 'Retort', run: () => exportAll(page) },
				peer: null,
				work: { amount: bytes / 1e6, unit: 'MB' },
				goal: { of: 'value', is: 'at least', number: 50 },
				...once,
				repetitions: 3
			},
			{
				name: 'longest task of the page in all of this',
				ours: { name: 'Retort', run: longestTask },
				peer: null,
				goal: value(100),
				...once
			},
			{
				name: 'most memory of the page and its workers in all of this',
				ours: { name: 'Retort', run: () => memory.peak() / 1e9 },
				unit: 'GB',
				peer: null,
				goal: value(1.6),
				...once
			}
		];
		return {
			cases,
			versions: { Chromium: page.context().browser()?.version() ?? 'unknown' },
			notes: [
				...(native === ''
					? []
					: [`Native DuckDB did not run, so there is nothing to compare: ${native}`]),
				'Memory is what the process of the page and its workers has taken for itself, looked at four times a second: heaps, WebAssembly and buffers, without code that is mapped from files.'
			],
			async close() {
				memory.end();
				await browser.kill();
				await server.close();
				await rm(folder, { recursive: true, force: true });
			}
		};
	}
} satisfies Benchmark;

/** Why native DuckDB cannot run; '' where it can. */
function installed(): string {
	try {
		installNativeDuckDb();
		return '';
	} catch (error) {
		return error instanceof Error ? error.message.split('\n')[0]! : String(error);
	}
}

async function importFile(page: Page, file: string): Promise<number> {
	await offerFile(page, file);
	return clocked(
		() => page.getByRole('button', { name: 'Import 1 file' }).click(),
		() => page.getByText('Imported').first().waitFor()
	);
}

async function openAgain(page: Page): Promise<number> {
	await goTo(page, 'Project');
	return clocked(
		() => page.reload({ waitUntil: 'commit' }),
		() => page.getByText(TRAJECTORIES.toLocaleString('en')).first().waitFor()
	);
}

const stage = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
let budget = 100;

async function changeBudget(page: Page): Promise<number> {
	await curatePlace(page);
	await stage(page, 'Budget').getByLabel('Limit the size of the set').check();
	budget += 50;
	const field = stage(page, 'Budget').getByLabel('Examples at most');
	await field.fill(String(budget));
	return clocked(
		() => field.press('Enter'),
		() => stage(page, 'Budget').getByText(String(budget), { exact: true }).first().waitFor()
	);
}

let isStrict = true;
async function changeQuality(page: Page): Promise<number> {
	await curatePlace(page);
	isStrict = !isStrict;
	const verdicts = stage(page, /^Quality/).getByLabel('Verdict');
	const kept = stage(page, /^Quality/)
		.getByText(/^[\d,]+$/)
		.first();
	const before = await kept.innerText();
	return clocked(
		() => verdicts.selectOption({ index: isStrict ? 0 : 2 }),
		async () => {
			while ((await kept.innerText()) === before) await page.waitForTimeout(5);
		}
	);
}

async function exportAll(page: Page): Promise<number> {
	await curatePlace(page);
	await stage(page, 'Budget').getByLabel('Limit the size of the set').uncheck();
	await goTo(page, 'Export');
	// Until the recipe is saved: files of an older state of the project are thrown away.
	await page.waitForTimeout(SETTLE_MS);
	const button = page
		.getByRole('button', { name: 'Write the files' })
		.and(page.locator(':enabled'));
	await button.waitFor();
	return clocked(
		() => button.click(),
		() => page.getByRole('region', { name: 'File list' }).waitFor()
	);
}

async function curatePlace(page: Page): Promise<void> {
	if (!page.url().includes('#/curate')) await goTo(page, 'Curate');
	// The distances that it needs are another benchmark (edit-distance).
	await stage(page, 'Diversity').getByLabel('Keep the farthest few of each question').uncheck();
	await stage(page, 'Budget').getByText('stay').waitFor();
}

async function clocked(
	act: () => Promise<unknown>,
	until: () => Promise<unknown>
): Promise<number> {
	const startedAt = performance.now();
	await act();
	await until();
	return performance.now() - startedAt;
}
