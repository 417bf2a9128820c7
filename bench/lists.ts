import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { goTo, startBrowser } from '../test/e2e/browser.ts';
import type { BenchCase, Benchmark } from './harness/benchmark.ts';
import { clickToChange, clickToPaint, installClock } from './lists/paint-clock.ts';
import { allChecked, offerFile } from './scale/project-page.ts';
import { writeRows } from './scale/rows.ts';

const TRAJECTORIES = Number(process.env['RETORT_BENCH_ROWS'] ?? 100_000);
const CHARS = 300;
const LIMIT_MS = 600_000;

const STATUS = '[role="status"]';
const FIRST_ROW = '[role="table"] [aria-rowindex="2"]';
const COUNTS = 'fieldset';

/** From the built app: run `npm run build` first. */
export default {
	measures: `The place Trajectories with ${TRAJECTORIES.toLocaleString('en')} trajectories of ${CHARS} characters in Chromium: from the click until the result is painted, by the page's own clock.`,
	async prepare() {
		const folder = await mkdtemp(join(tmpdir(), 'retort-lists-'));
		const file = join(folder, 'rows.jsonl');
		await writeRows(file, TRAJECTORIES, CHARS);
		const browser = await startBrowser();
		const { page } = await browser.open();
		page.setDefaultTimeout(LIMIT_MS);
		await installClock(page);
		await page.reload();
		await importRows(page, file);
		return {
			cases: casesOf(page),
			versions: { Chromium: browser.version },
			async close() {
				await browser.close();
				await rm(folder, { recursive: true, force: true });
			}
		};
	}
} satisfies Benchmark;

async function importRows(page: Page, file: string): Promise<void> {
	await offerFile(page, file);
	await page.getByRole('button', { name: 'Import 1 file' }).click();
	await allChecked(page, TRAJECTORIES);
	await openList(page);
}

async function openList(page: Page): Promise<void> {
	await goTo(page, 'Trajectories');
	await page
		.getByRole('status')
		.filter({ hasText: /^[\d,]+ rows$/ })
		.waitFor();
	await page.getByRole('checkbox', { name: /^wrong \d/ }).waitFor();
}

function casesOf(page: Page): BenchCase[] {
	const often = { peer: null, warmUp: 2, repetitions: 12 };
	const atMost = (number: number) => ({ of: 'value', is: 'at most', number }) as const;
	const timed = (name: string, run: () => Promise<number>, goalMs?: number): BenchCase => ({
		name,
		ours: { name: 'Retort', run },
		...(goalMs === undefined ? {} : { goal: atMost(goalMs) }),
		...often
	});
	return [
		timed('a page far down the list', () => jump(page), 100),
		timed('a row opened', () => openRow(page), 100),
		timed('another order', () => sort(page), 300),
		timed('a facet, with all counts', () => toggleFacet(page), 300),
		timed('a range of tokens, with all counts', () => setRange(page), 300),
		timed('words looked for in all texts, with the 250 ms that typing is waited for', () =>
			searchWords(page)
		)
	];
}

let jumps = 0;
/** Until the rows at the new place are there, not their placeholders. */
function jump(page: Page): Promise<number> {
	const row = 1_000 + ((jumps++ * 7_919) % (TRAJECTORIES - 2_000));
	return clickToPaint(
		page,
		`document.querySelector('[role="table"]').scrollTop = ${row * 44}`,
		`document.querySelector('[aria-rowindex="${row + 10}"] a') !== null`
	);
}

async function openRow(page: Page): Promise<number> {
	const ms = await clickToPaint(
		page,
		`[...document.querySelectorAll('[role="table"] a')][8].click()`,
		`document.querySelector('[aria-label="Question"]') !== null &&
			document.querySelector('#verdicts-heading') !== null`
	);
	await page.goBack();
	await page.getByRole('table', { name: 'Trajectories' }).getByRole('link').first().waitFor();
	await page.getByRole('checkbox', { name: /^wrong \d/ }).waitFor();
	return ms;
}

async function sort(page: Page): Promise<number> {
	return clickToChange(
		page,
		`[...document.querySelectorAll('[role="columnheader"] button')]
			.find((button) => button.textContent.includes('Tokens')).click()`,
		[FIRST_ROW]
	);
}

/** Until the rows, their number and the counts of the other facets are there. */
function toggleFacet(page: Page): Promise<number> {
	return clickToChange(
		page,
		`[...document.querySelectorAll('label')]
			.find((label) => label.textContent.trim().startsWith('wrong')).querySelector('input').click()`,
		[STATUS, COUNTS]
	);
}

let ranges = 0;
function setRange(page: Page): Promise<number> {
	return typeInto(page, '[aria-label="Tokens at least"]', String(86 + (ranges++ % 2) * 2));
}

const WORDS = ['apples', 'wait', 'minus', 'twice', 'sold', 'must be', 'holds'];
let searches = 0;
function searchWords(page: Page): Promise<number> {
	return typeInto(page, 'input[type="search"]', WORDS[searches++ % WORDS.length]!);
}

function typeInto(page: Page, field: string, text: string): Promise<number> {
	return clickToChange(
		page,
		`const field = document.querySelector(${JSON.stringify(field)});
		field.value = ${JSON.stringify(text)};
		field.dispatchEvent(new Event('input', { bubbles: true }));
		field.dispatchEvent(new Event('change', { bubbles: true }));`,
		[STATUS, COUNTS]
	);
}
