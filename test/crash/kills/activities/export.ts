import type { Page } from 'playwright-core';
import { exploreSample, goTo } from '../../../e2e/browser.ts';
import { type Activity, type Findings, work } from '../activity.ts';
import { fingerprint, unchanged } from './compaction.ts';

/** The files of a training set, and in turn with them the project file. */
export function exportActivity(): Activity {
	let before = '';
	let round = 0;
	/** Hashes of the files that were written undisturbed. */
	let hashes = '';
	return {
		name: 'export',
		project: 'GSM8K sample',
		withinMs: 600,

		async prepare(page) {
			await exploreSample(page);
			hashes = await writeFiles(page);
		},

		async begin(page) {
			// Whoever comes from another activity has other files than were written first.
			if (round === 0) hashes = await writeFiles(page);
			before = await fingerprint(page);
			round += 1;
			return round % 2 === 1 ? beginFiles(page) : beginProjectFile(page);
		},

		async inspect(page) {
			await goTo(page, 'Export');
			const button = page.getByRole('button', { name: 'Write the files' });
			await button.waitFor();
			const offered = await files(page).count();
			const project: Findings = await unchanged(page, before);
			return { ...project, halfWritten: offered };
		},

		async complete(page) {
			const again = await writeFiles(page);
			if (again !== hashes) throw new Error(`${again} instead of ${hashes}`);
			await goTo(page, 'Project');
			const button = page.getByRole('button', { name: 'Export project file' });
			await Promise.all([page.waitForEvent('download'), button.click()]);
		}
	};
}

const files = (page: Page) =>
	page.getByRole('region', { name: 'File list' }).getByRole('button', { name: /^Download / });

async function beginFiles(page: Page) {
	await goTo(page, 'Export');
	await page.getByRole('button', { name: 'Write the files' }).click();
	return work(
		() => ({}),
		async () => (await files(page).count()) > 0
	);
}

async function beginProjectFile(page: Page) {
	await goTo(page, 'Project');
	const button = page.getByRole('button', { name: 'Export project file' });
	await button.click();
	return work(
		() => ({}),
		() => button.isEnabled()
	);
}

/** @returns the hashes of all files, in the order of the list */
async function writeFiles(page: Page): Promise<string> {
	await goTo(page, 'Export');
	await page.getByRole('button', { name: 'Write the files' }).click();
	await files(page).first().waitFor();
	return (
		await page.getByRole('region', { name: 'File list' }).getByRole('code').allInnerTexts()
	).join(' ');
}
