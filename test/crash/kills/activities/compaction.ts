import type { Page } from 'playwright-core';
import { exploreSample, goTo } from '../../../e2e/browser.ts';
import { type Activity, type Findings, work } from '../activity.ts';
import { ask } from '../ask.ts';
import { FINGERPRINT } from '../expressions.ts';

/** 'Free space', again and again. */
export function compactionActivity(): Activity {
	let before = '';
	return {
		name: 'compaction',
		project: 'GSM8K sample',
		withinMs: 700,
		prepare: exploreSample,

		async begin(page) {
			before = await fingerprint(page);
			await goTo(page, 'Project');
			const button = page.getByRole('button', { name: 'Free space' });
			await button.click();
			return work(
				() => ({}),
				async () => (await saysDone(page)) && button.isEnabled()
			);
		},

		inspect: (page) => unchanged(page, before),

		async complete(page) {
			await goTo(page, 'Project');
			await page.getByRole('button', { name: 'Free space' }).click();
			await page.getByText(DONE).waitFor();
			const { lost } = await unchanged(page, before);
			if (lost > 0) throw new Error('a compaction changed the project');
		}
	};
}

const DONE = /^Compacted the project|^There was nothing to free/;

const saysDone = (page: Page): Promise<boolean> => page.getByText(DONE).first().isVisible();

export async function fingerprint(page: Page): Promise<string> {
	return (await ask(page, { fingerprint: FINGERPRINT })).fingerprint;
}

/** The same rows as before. */
export async function unchanged(page: Page, before: string): Promise<Findings> {
	const after = await fingerprint(page);
	return { lost: after === before ? 0 : 1, repeated: 0, halfWritten: 0, found: {} };
}
