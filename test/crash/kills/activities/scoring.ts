import type { Page } from 'playwright-core';
import { goTo, startDemo } from '../../../e2e/browser.ts';
import { cancelRun, planRun } from '../../../e2e/runs.ts';
import { type Activity, work } from '../activity.ts';
import { count } from '../ask.ts';

/** When the student has read everything, so much more is written for it. */
const MORE_QUESTIONS = 20;
const TEACHERS = ['Terse (demo)', 'Careful (demo)', 'Hasty (demo)'];

/** @param questions whose answers, two of each teacher, the student reads */
export function scoringActivity(questions: number): Activity {
	let asked = questions;
	return {
		name: 'scoring',
		project: 'Demo teachers',
		withinMs: 700,

		async prepare(page) {
			await startDemo(page);
			await cancelRun(page);
			await writeAnswers(page, asked);
			await takeStudent(page);
		},

		async begin(page) {
			await goTo(page, 'Student');
			const read = progress(page);
			await read.waitFor();
			const isEverythingRead = page.getByText('Everything is read.');
			if (await isEverythingRead.isVisible()) {
				asked += MORE_QUESTIONS;
				await goTo(page, 'Teachers');
				await writeAnswers(page, asked);
				await goTo(page, 'Student');
				await read.waitFor();
			}
			// Twice the work for each: there is something left to read after many kills.
			await page.getByRole('checkbox', { name: /^Local surprisal too/ }).check();
			await page.getByRole('button', { name: 'Let the student read' }).click();
			const reading = page.getByRole('progressbar', { name: 'The student is reading' });
			await reading.waitFor();
			const before = await numberOf(read);
			let saved = before;
			// Until then the model is being loaded.
			while (saved === before && (await reading.isVisible())) {
				await page.waitForTimeout(20);
				saved = await numberOf(read);
			}
			return work(
				() => ({ saved }),
				async () => {
					saved = await numberOf(read);
					return isEverythingRead.isVisible();
				}
			);
		},

		async inspect(page, { saved }) {
			const { scores } = await scoresOf(page);
			await goTo(page, 'Student');
			await progress(page).waitFor();
			const told = await numberOf(progress(page));
			return {
				lost: Math.max(0, saved! - scores),
				repeated: 0,
				// The page counts what is in the table.
				halfWritten: Math.abs(told - scores),
				found: { scores }
			};
		},

		async complete(page) {
			await goTo(page, 'Student');
			await progress(page).waitFor();
			const done = page.getByText('Everything is read.');
			const button = page.getByRole('button', { name: 'Let the student read' });
			if (!(await done.isVisible())) await button.click();
			await done.waitFor({ timeout: 300_000 });
			const { scores, answers } = await scoresOf(page);
			if (scores !== answers) throw new Error(`${scores} of ${answers} were read`);
		}
	};
}

/** Two answers of each teacher to the first questions; those that are there stay. */
async function writeAnswers(page: Page, questions: number): Promise<void> {
	await planRun(page, TEACHERS, questions);
	await page.getByRole('button', { name: 'Start the run' }).click();
	await page.getByRole('heading', { name: /^Run: done/ }).waitFor({ timeout: 900_000 });
}

/** The small model that comes with the page. */
export async function takeStudent(page: Page): Promise<void> {
	await goTo(page, 'Student');
	await page.getByRole('button', { name: 'Take the demo student' }).click();
	await page.getByText('demo-student').waitFor();
}

const progress = (page: Page) => page.getByText(/^[\d,]+ of [\d,]+$/).first();

async function numberOf(read: ReturnType<typeof progress>): Promise<number> {
	return Number((await read.innerText()).split(' of ')[0]!.replaceAll(',', ''));
}

function scoresOf(page: Page): Promise<Record<'scores' | 'answers', number>> {
	return count(page, {
		scores: 'SELECT count(*) FROM scores',
		answers: 'SELECT count(*) FROM trajectories'
	});
}
