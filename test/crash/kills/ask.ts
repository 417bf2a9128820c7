import type { Page } from 'playwright-core';
import { goTo, PATIENCE_MS } from '../../e2e/browser.ts';

const TRIES = 4;

let asked = 0;

/** Asks the open project in the place SQL. @param expressions each of one value, by a name of one's own */
export async function ask<K extends string>(
	page: Page,
	expressions: Readonly<Record<K, string>>
): Promise<Record<K, string>> {
	await goTo(page, 'SQL');
	asked += 1;
	const mark = `answer-${asked}`;
	const names = Object.keys(expressions) as K[];
	const values = names.map((name) => `coalesce((${expressions[name]})::VARCHAR, 'null')`);
	const statement = `SELECT concat_ws(' ', '${mark}', ${values.join(', ')}) AS answer`;
	const cell = page.getByRole('table', { name: 'Answer' }).getByText(`${mark} `);
	// What is typed while the place still reads its saved statements is written over.
	for (let tries = 0; tries < TRIES && (await cell.count()) === 0; tries++) {
		await page.getByRole('textbox', { name: 'SQL' }).fill(statement);
		await page.keyboard.press('Control+Enter');
		await cell.waitFor({ timeout: PATIENCE_MS / TRIES }).catch(() => undefined);
	}
	const answer = (await cell.innerText()).split(' ').slice(1);
	return Object.fromEntries(names.map((name, i) => [name, answer[i]!])) as Record<K, string>;
}

/** As `ask`, for counts. */
export async function count<K extends string>(
	page: Page,
	expressions: Readonly<Record<K, string>>
): Promise<Record<K, number>> {
	const answers = Object.entries<string>(await ask(page, expressions));
	return Object.fromEntries(answers.map(([name, text]) => [name, Number(text)])) as Record<
		K,
		number
	>;
}
