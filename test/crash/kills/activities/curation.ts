import type { Page } from 'playwright-core';
import type { Random } from '../../../../src/lib/core/stats/random.ts';
import { exploreSample, goTo } from '../../../e2e/browser.ts';
import { type Activity, type Findings, work } from '../activity.ts';
import { ask, count } from '../ask.ts';

type Kind = 'decision' | 'verdict';

/** What a person says of a trajectory; a later one of its kind takes the place of an earlier. */
interface Said {
	readonly id: string;
	readonly kind: Kind;
	readonly value: string;
}

const CHOICES = [
	{ kind: 'decision', value: 'keep' },
	{ kind: 'decision', value: 'drop' },
	{ kind: 'verdict', value: 'correct' },
	{ kind: 'verdict', value: 'wrong' }
] as const;

/** What the page showed as saved, of which everything has to be there and nothing else. */
class SavedDecisions {
	readonly #values = new Map<string, Said>();

	get size(): number {
		return this.#values.size;
	}

	set(said: Said): void {
		this.#values.set(`${said.id} ${said.kind}`, said);
	}

	/** Takes over what is there. It has to be this, or what was said before. */
	async settle(page: Page, { id, kind, value }: Said): Promise<void> {
		const before = this.#values.get(`${id} ${kind}`)?.value ?? 'none';
		const { found } = await ask(page, {
			found: `coalesce((SELECT value FROM ${THERE} WHERE id = '${id}' AND kind = '${kind}'), 'none')`
		});
		if (found !== before && found === value) this.set({ id, kind, value });
	}

	async compare(page: Page): Promise<Findings> {
		const rows = [...this.#values.values(), { id: '', kind: '', value: '' }].map(
			({ id, kind, value }) => `('${id}', '${kind}', '${value}')`
		);
		const said = `(VALUES ${rows.join(', ')}) AS said(id, kind, value)`;
		const joined = `${THERE} FULL JOIN ${said} USING (id, kind) WHERE id <> ''`;
		const { lost, other, decisions } = await count(page, {
			lost: `SELECT count(*) FROM ${joined} AND there.value IS NULL`,
			other: `SELECT count(*) FROM ${joined} AND there.value IS DISTINCT FROM said.value AND there.value IS NOT NULL`,
			decisions: `SELECT count(*) FROM ${THERE}`
		});
		return { lost, repeated: 0, halfWritten: other, found: { decisions } };
	}
}

const THERE = `(
	SELECT trajectory_id AS id, 'decision' AS kind, decision AS value FROM overrides
	UNION ALL
	SELECT trajectory_id, 'verdict', verdict FROM verdicts WHERE grader = 'person'
) AS there`;

/** A person goes from trajectory to trajectory, keeps, drops and judges. */
export function curationActivity(): Activity {
	const saved = new SavedDecisions();
	let pending: Said | null = null;
	return {
		name: 'curation',
		project: 'GSM8K sample',
		withinMs: 4_000,
		prepare: exploreSample,

		async begin(page: Page, random: Random) {
			await openFirst(page);
			return work(
				() => ({ decisions: saved.size }),
				async () => {
					const id = idOf(page);
					pending = { id, ...CHOICES[random.integer(CHOICES.length)]! };
					await say(page, pending);
					saved.set(pending);
					pending = null;
					await goToNext(page);
					return false;
				}
			);
		},

		async inspect(page) {
			// It was being saved when the browser was killed: it may be there or not.
			if (pending) await saved.settle(page, pending);
			pending = null;
			return saved.compare(page);
		},

		async complete(page) {
			await openFirst(page);
			const said: Said = { id: idOf(page), kind: 'decision', value: 'drop' };
			await say(page, said);
			saved.set(said);
			const { lost, halfWritten } = await saved.compare(page);
			if (lost + halfWritten > 0) throw new Error(`${said.id} was not dropped`);
		}
	};
}

async function openFirst(page: Page): Promise<void> {
	await goTo(page, 'Trajectories');
	await page.getByRole('table', { name: 'Trajectories' }).getByRole('link').first().click();
	await page.getByRole('group', { name: 'Your verdict' }).waitFor();
}

/** The address is ahead of what is on the screen, which is what a decision is about. */
async function goToNext(page: Page): Promise<void> {
	const position = page.getByRole('group', { name: 'This list' }).getByRole('status');
	const before = await position.innerText();
	await page.keyboard.press('j');
	await position.filter({ hasNotText: before }).waitFor();
}

const idOf = (page: Page): string => /[?&#]id=([^&]+)/.exec(page.url())![1]!;

/** Returns once the page shows it, which it reads from the database. */
async function say(page: Page, { kind, value }: Said): Promise<void> {
	const inside =
		kind === 'verdict' ? page.getByRole('group', { name: 'Your verdict' }) : page.locator('main');
	const name = new RegExp(`^${value}$`, 'i');
	const pressed = inside.getByRole('button', { name, pressed: true });
	if (!(await pressed.isVisible())) await inside.getByRole('button', { name }).click();
	await pressed.waitFor();
}
