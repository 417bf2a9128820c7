import type { Page } from 'playwright-core';
import { goTo } from '../../../e2e/browser.ts';
import { cancelRun, DEMO_JOBS, written } from '../../../e2e/runs.ts';
import { type Activity, work } from '../activity.ts';
import { count } from '../ask.ts';

/**
 * The demo run. After a kill it takes itself up again as soon as its project is open, so what was written by
 * the kill is told from what came since by its time.
 * @param toItsEnd else it is cancelled in the end
 */
export function generationActivity(toItsEnd: boolean): Activity {
	/** When the page was last looked at before the kill. */
	let lookedAt = '';
	return {
		name: 'generation',
		project: 'Demo teachers',
		withinMs: 3_000,

		async prepare(page) {
			await page.getByRole('button', { name: 'Run the demo teachers' }).click();
		},

		async begin(page) {
			await goTo(page, 'Teachers');
			const before = await written(page);
			let saved = before;
			// A kill before anything was written since the last one would show nothing new.
			while (saved === before && saved < DEMO_JOBS) {
				await page.waitForTimeout(20);
				saved = await written(page);
			}
			lookedAt = new Date().toISOString();
			return work(
				() => ({ saved }),
				async () => {
					const now = await written(page);
					lookedAt = new Date().toISOString();
					saved = now;
					return saved === DEMO_JOBS;
				}
			);
		},

		async inspect(page, { saved }) {
			const { answers, repeated, before } = await answersOf(page, lookedAt);
			return {
				lost: Math.max(0, saved! - before),
				repeated,
				halfWritten: answers > DEMO_JOBS ? 1 : 0,
				found: { before, answers }
			};
		},

		async complete(page) {
			await goTo(page, 'Teachers');
			if (toItsEnd) {
				await page.getByRole('heading', { name: 'Run: done' }).waitFor({ timeout: 900_000 });
			} else await cancelRun(page);
			const told = await written(page);
			const { answers, repeated } = await answersOf(page);
			if (answers !== told || repeated > 0 || (toItsEnd && answers !== DEMO_JOBS)) {
				throw new Error(`${told} are said to be written; ${answers} are there, ${repeated} twice`);
			}
		}
	};
}

/** @param until ISO 8601: how many were written before that is told too */
function answersOf(
	page: Page,
	until = ''
): Promise<Record<'answers' | 'repeated' | 'before', number>> {
	return count(page, {
		answers: 'SELECT count(*) FROM trajectories',
		repeated:
			'SELECT count(*) - count(DISTINCT (question_id, teacher_id, sample_index)) FROM trajectories',
		before: `SELECT count(*) FROM trajectories t JOIN generations g ON g.trajectory_id = t.id WHERE g.finished_at <= '${until}'`
	});
}
