import { beforeEach, describe, expect, it } from 'vitest';
import { agreements } from '../../src/lib/core/review/agreement.ts';
import { errorRates } from '../../src/lib/core/review/error-rates.ts';
import type { Stratum } from '../../src/lib/core/review/stratum.ts';
import { type Ask, createAsk } from './ask.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { type Answer, loadProject, question, teacher } from './project-rows.ts';

const db: NodeDatabase = await createNodeDatabase();
const ask: Ask = createAsk(db);

const answer = (id: string, given: Partial<Answer>): Answer => ({
	id,
	question: 'q1',
	teacher: 'A',
	...given
});
/** Twenty on which all agree, and each way of not agreeing. */
const ANSWERS: readonly Answer[] = [
	...Array.from({ length: 20 }, (_, i) =>
		answer(`agreed-${i}`, { verdict: i < 12 ? 'correct' : 'wrong' })
	),
	answer('judge-differs', { verdict: 'correct', judge: 'wrong' }),
	answer('file-differs', { verdict: 'wrong', reference: 'correct' }),
	answer('judge-and-file-differ', {
		verdict: 'unverifiable',
		judge: 'wrong',
		reference: 'correct'
	}),
	answer('unsure', { verdict: 'unverifiable', judge: 'correct' }),
	answer('judge-unsure', { verdict: 'correct', judge: 'unverifiable', person: 'wrong' }),
	answer('not-checked', { verdict: 'pending', judge: 'correct' }),
	answer('of-a-probe', { verdict: 'unverifiable', teacher: 'probe' })
];

const PASS = { seed: 7, audit: 5, pass: 1 };

async function queue(given: Partial<typeof PASS & { stratum: Stratum | ''; limit: number }> = {}) {
	return ask('review/next', { ...PASS, stratum: '', limit: 1_000, ...given });
}

async function review(id: string, verdict: string, pass = 1): Promise<void> {
	await db.run(`DELETE FROM reviews WHERE trajectory_id = '${id}' AND pass = ${pass}`);
	await db.insert('reviews', [{ trajectory_id: id, pass, verdict, reviewed_at: '2026-01-01' }]);
}

const PROJECT = {
	questions: [question('q1')],
	teachers: [teacher('A'), teacher('probe', { origin: 'probe' })],
	answers: ANSWERS
};

beforeEach(async () => {
	await db.run('DELETE FROM reviews');
	await loadProject(db, PROJECT);
});

describe('the review queue', () => {
	it('asks for all that differ, all that the rule is unsure of, and some that are agreed', async () => {
		const asked = await queue();
		const inside = (stratum: Stratum) =>
			asked.flatMap((row) => (row.stratum === stratum ? [row.id] : [])).sort();
		expect(inside('differ')).toEqual(['file-differs', 'judge-and-file-differ', 'judge-differs']);
		expect(inside('unsure')).toEqual(['unsure']);
		expect(inside('agreed')).toHaveLength(5);
		expect(await ask('review/progress', PASS)).toEqual([
			{ stratum: 'differ', size: 3, queued: 3, reviewed: 0, skipped: 0 },
			{ stratum: 'unsure', size: 1, queued: 1, reviewed: 0, skipped: 0 },
			{ stratum: 'agreed', size: 21, queued: 5, reviewed: 0, skipped: 0 }
		]);
		expect(await queue({ stratum: 'unsure' })).toEqual([{ id: 'unsure', stratum: 'unsure' }]);
	});

	it('is the same for a seed whatever the order of rows, and another one for another', async () => {
		const first = await queue();
		await loadProject(db, PROJECT, (rows) => [...rows].reverse());
		expect(await queue()).toEqual(first);
		expect(await queue({ seed: 8 })).not.toEqual(first);
	});

	it('draws those that are agreed evenly, and more of them are those and others', async () => {
		const drawn = new Map<string, number>();
		for (let seed = 0; seed < 300; seed++) {
			for (const { id } of await queue({ seed, stratum: 'agreed' })) {
				drawn.set(id, (drawn.get(id) ?? 0) + 1);
			}
		}
		// 5 of 21 each time: 71 of 300; six standard deviations are 44.
		expect(drawn.size).toBe(21);
		for (const times of drawn.values()) expect(Math.abs(times - 1500 / 21)).toBeLessThan(44);
		const few = (await queue({ stratum: 'agreed' })).map(({ id }) => id);
		const more = (await queue({ stratum: 'agreed', audit: 12 })).map(({ id }) => id);
		expect(more.slice(0, 5)).toEqual(few);
		expect(more).toHaveLength(12);
		expect(await queue({ stratum: 'agreed', audit: 0 })).toEqual([]);
		expect(await queue({ stratum: 'agreed', audit: 1_000 })).toHaveLength(21);
	});

	it('lets every stratum move on at the same pace', async () => {
		const strata = (await queue({ audit: 6 })).map(({ stratum }) => stratum);
		const half = strata.slice(0, 5);
		expect(half.filter((stratum) => stratum === 'agreed')).toHaveLength(3);
	});

	it('does not ask again for what was reviewed or skipped, and does for what was taken back', async () => {
		const [first, second, third] = await queue();
		await review(first!.id, 'correct');
		await review(second!.id, 'skipped');
		await review(third!.id, 'none');
		expect((await queue({ limit: 1 }))[0]).toEqual(third);
		const progress = await ask('review/progress', PASS);
		expect(progress.reduce((sum, { reviewed }) => sum + reviewed, 0)).toBe(1);
		expect(progress.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(1);
	});

	it('stays the same whatever a person says', async () => {
		const before = await queue();
		await db.insert('verdicts', [
			{
				trajectory_id: 'unsure',
				grader: 'person',
				grader_version: 1,
				verdict: 'wrong',
				extracted: null,
				expected: null,
				reason: 'judged by hand'
			}
		]);
		expect(await queue()).toEqual(before);
	});

	it('asks in a second pass for what was judged in the first, in another order', async () => {
		expect(await queue({ pass: 2 })).toEqual([]);
		const first = (await queue()).map(({ id }) => id);
		for (const id of first) await review(id, id === 'unsure' ? 'skipped' : 'correct');
		const second = (await queue({ pass: 2 })).map(({ id }) => id);
		expect([...second].sort()).toEqual(first.filter((id) => id !== 'unsure').sort());
		expect(second).not.toEqual(first.filter((id) => id !== 'unsure'));
	});
});

describe('what a person says', () => {
	it('is told with the trajectory', async () => {
		await review('judge-differs', 'wrong');
		const [item] = await ask('review/item', { id: 'judge-differs', pass: 1 });
		expect(item).toMatchObject({
			question: 'Question q1',
			teacher: 'Teacher A',
			response: 'Response judge-differs',
			person_verdict: 'none',
			review: 'wrong'
		});
		expect(await ask('review/item', { id: 'judge-differs', pass: 2 })).toMatchObject([
			{ review: 'none' }
		]);
		expect(await ask('review/item', { id: 'nobody', pass: 1 })).toEqual([]);
	});

	it('gives agreement of every two graders, and of two passes', async () => {
		await review('unsure', 'correct', 1);
		await review('unsure', 'wrong', 2);
		await review('judge-differs', 'wrong', 1);
		await review('judge-differs', 'wrong', 2);
		await review('judge-unsure', 'skipped', 1);
		const pairs = agreements(await ask('review/agreement', {}));
		const table = (first: string, second: string) =>
			pairs.find((pair) => pair.first === first && pair.second === second)!.counts;
		expect(table('rule', 'judge')).toEqual([
			[0, 1, 1],
			[0, 0, 0],
			[1, 1, 0]
		]);
		expect(table('rule', 'reference')).toEqual([
			[0, 0, 0],
			[1, 0, 0],
			[1, 0, 0]
		]);
		expect(table('judge', 'person')).toEqual([
			[0, 0, 0],
			[0, 0, 0],
			[0, 1, 0]
		]);
		expect(table('pass 1', 'pass 2')).toEqual([
			[0, 1, 0],
			[0, 1, 0],
			[0, 0, 0]
		]);
	});

	it('gives error rates from what was asked, not from what was picked', async () => {
		const audited = (await queue({ stratum: 'agreed' })).map(({ id }) => id);
		for (const id of audited) {
			const said = ANSWERS.find((other) => other.id === id)!.verdict!;
			await review(id, said);
		}
		await review('judge-differs', 'wrong');
		await review('file-differs', 'wrong');
		await review('judge-and-file-differ', 'unverifiable');
		const rates = errorRates(await ask('review/errors', {}));
		const rule = rates.find(({ grader }) => grader === 'rule')!;
		// 23 decided: 2 that differ, both looked at, one an error; 21 agreed, 5 looked at.
		expect(rule).toMatchObject({ decided: 23, sampled: 7, errors: 1 });
		expect(rule.all!.rate).toBeCloseTo(1 / 23, 12);
		// The last pass counts.
		await review('judge-differs', 'correct', 2);
		const after = errorRates(await ask('review/errors', {}));
		expect(after.find(({ grader }) => grader === 'rule')).toMatchObject({ errors: 0 });
		expect(after.find(({ grader }) => grader === 'judge')).toMatchObject({ errors: 1 });
	});
});
