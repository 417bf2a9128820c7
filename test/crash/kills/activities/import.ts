import type { Page } from 'playwright-core';
import { goTo } from '../../../e2e/browser.ts';
import { type Acknowledged, type Activity, type Findings, type Work, work } from '../activity.ts';
import { count } from '../ask.ts';

/** Three batches. */
const ROWS = 6_000;
const FILLER = 'She counts the eggs again and writes the number down. '.repeat(4);

/** Files of JSONL, another one after each kill; in the end all of them once more. */
export function importActivity(): Activity {
	let files = 0;
	return {
		name: 'import',
		project: 'My project',
		withinMs: 2_000,

		async prepare(page) {
			await page.getByRole('button', { name: 'Open my data' }).click();
			await page.getByLabel('Choose files').waitFor({ state: 'attached' });
		},

		async begin(page) {
			const file = files++;
			await chooseFiles(page, [file]);
			return watchImport(page, file);
		},

		inspect: (page, acknowledged) => inspect(page, acknowledged),

		async complete(page) {
			const all = Array.from({ length: files }, (_, file) => file);
			await chooseFiles(page, all);
			for (const file of all) {
				const item = page.getByRole('article', { name: nameOf(file) });
				await item.getByText(/^Imported/).waitFor({ timeout: 300_000 });
			}
			const { answers, repeated } = await counts(page);
			if (answers !== files * ROWS || repeated > 0) {
				throw new Error(`${answers} of ${files * ROWS} rows are there, ${repeated} twice`);
			}
		}
	};
}

const nameOf = (file: number): string => `part-${file}.jsonl`;

async function chooseFiles(page: Page, files: readonly number[]): Promise<void> {
	await goTo(page, 'Project');
	await page.getByLabel('Choose files').setInputFiles(
		files.map((file) => ({
			name: nameOf(file),
			mimeType: 'application/jsonl',
			buffer: Buffer.from(textOf(file))
		}))
	);
	await page.getByRole('button', { name: /^Import \d+ files?$/ }).click();
}

function textOf(file: number): string {
	const lines = Array.from({ length: ROWS }, (_, i) =>
		JSON.stringify({
			question: `What is number ${i} of part ${file}?`,
			answer: `${i}`,
			teacher: 'big',
			response: `${FILLER}\nThe answer is ${i}.`
		})
	);
	return lines.join('\n');
}

async function watchImport(page: Page, file: number): Promise<Work> {
	const item = page.getByRole('article', { name: nameOf(file) });
	const said = item.getByText(/[\d,]+ trajector(y|ies) saved|^Imported/);
	await said.waitFor();
	let saved = 0;
	return work(
		() => ({ file, saved }),
		async () => {
			const text = await said.innerText();
			const isOver = text.startsWith('Imported');
			saved = isOver ? ROWS : Number(/([\d,]+) traj/.exec(text)![1]!.replaceAll(',', ''));
			return isOver;
		}
	);
}

/** Of all files together, and of the one that was being read. */
async function inspect(page: Page, { file, saved }: Acknowledged): Promise<Findings> {
	const source = `part-${file!}.jsonl`;
	const { answers, repeated, done, ofFile } = await counts(page, source);
	return {
		lost: Math.max(0, saved! - ofFile),
		repeated,
		// A file that was not read to its end may not say that it was.
		halfWritten: done > 0 && ofFile < ROWS ? 1 : 0,
		found: { answers, ofFile }
	};
}

async function counts(
	page: Page,
	source = ''
): Promise<Record<'answers' | 'repeated' | 'done' | 'ofFile', number>> {
	const ofFile = `FROM trajectories t JOIN questions q ON q.id = t.question_id WHERE q.source_name = '${source}'`;
	return count(page, {
		answers: 'SELECT count(*) FROM trajectories',
		repeated: 'SELECT count(*) - count(DISTINCT (question_id, teacher_id)) FROM trajectories',
		done: `SELECT count(*) FROM imports WHERE source_name = '${source}' AND state = 'complete'`,
		ofFile: `SELECT count(*) ${ofFile}`
	});
}
