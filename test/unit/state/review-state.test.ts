import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_RECIPE } from '../../../src/lib/core/model/recipe.ts';
import type { CurateState } from '../../../src/lib/state/curate-state.svelte.ts';
import type { DecisionStep } from '../../../src/lib/state/curation-steps.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import {
	type ReviewDependencies,
	ReviewState
} from '../../../src/lib/state/review-state.svelte.ts';

interface Asked {
	readonly name: string;
	readonly params: Record<string, unknown>;
}

/** Three answers in a queue; the answers of the database wait until they are let through. */
class FakeDb {
	readonly asked: Asked[] = [];
	readonly reviews = new Map<string, string>();
	gate: Promise<void> = Promise.resolve();

	async query(name: string, params: Record<string, unknown>): Promise<unknown[]> {
		this.asked.push({ name, params });
		if (name === 'review/next') {
			const left = ['a', 'b', 'c'].filter((id) => (this.reviews.get(id) ?? 'none') === 'none');
			await this.gate;
			return left.slice(0, 1).map((id) => ({ id, stratum: 'unsure' }));
		}
		if (name !== 'review/item') return [];
		const id = String(params['id']);
		return [{ id, note: '', person_verdict: 'none', review: this.reviews.get(id) ?? 'none' }];
	}

	async append(table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
		for (const row of rows) {
			if (table === 'reviews') {
				this.reviews.set(String(row['trajectory_id']), String(row['verdict']));
			}
		}
	}
}

let db: FakeDb;
let decided: DecisionStep[];
let review: ReviewState;
const WISH = { pass: 1, stratum: '', audit: 5 } as const;

beforeEach(() => {
	db = new FakeDb();
	decided = [];
	const curate = {
		recipe: DEFAULT_RECIPE,
		decide: async (step: DecisionStep) => void decided.push(step)
	} as unknown as CurateState;
	const dependencies = { db, curate, messages: new MessagesState() };
	review = new ReviewState(dependencies as unknown as ReviewDependencies);
});

describe('the review queue', () => {
	it('goes from one to the next, and a verdict is the verdict of the person', async () => {
		await review.show(WISH);
		expect(review.item?.id).toBe('a');
		await review.say('wrong');
		expect(review.item?.id).toBe('b');
		expect(decided).toEqual([
			{ kind: 'verdict', changes: [{ id: 'a', before: 'none', after: 'wrong' }] }
		]);
		await review.say('skipped');
		expect(decided).toHaveLength(1);
		await review.say('correct');
		expect(review.item).toBeNull();
		expect([...db.reviews]).toEqual([
			['a', 'wrong'],
			['b', 'skipped'],
			['c', 'correct']
		]);
		await review.say('correct');
		expect(db.reviews.size).toBe(3);
	});

	it('goes back the way it came, and on from there', async () => {
		await review.show(WISH);
		await review.say('correct');
		await review.say('correct');
		expect(review.canGoBack).toBe(true);
		await review.back();
		await review.back();
		expect(review.item?.id).toBe('a');
		expect(review.canGoBack).toBe(false);
		await review.back();
		expect(review.item?.id).toBe('a');
		await review.say('wrong');
		expect(review.item?.id).toBe('c');
		expect(db.reviews.get('a')).toBe('wrong');
	});

	it('stays with what was taken back', async () => {
		await review.show(WISH);
		await review.say('correct');
		await review.back();
		await review.say('none');
		expect(review.item).toMatchObject({ id: 'a', review: 'none' });
	});

	it('goes on to the next one although something is saved meanwhile', async () => {
		await review.show(WISH);
		let open = (): void => undefined;
		db.gate = new Promise((resolve) => (open = resolve));
		const said = review.say('correct');
		await Promise.resolve();
		const refreshed = review.refresh();
		open();
		await Promise.all([said, refreshed]);
		expect(review.item?.id).toBe('b');
		await review.refresh();
		expect(review.item?.id).toBe('b');
	});

	it('lets nothing be said of another queue’s answer while a queue is looked for', async () => {
		await review.show(WISH);
		let open = (): void => undefined;
		db.gate = new Promise((resolve) => (open = resolve));
		const shown = review.show({ ...WISH, pass: 2 });
		expect(review.item).toBeNull();
		expect(review.isLoading).toBe(true);
		await review.say('wrong');
		expect(db.reviews.size).toBe(0);
		open();
		await shown;
		expect(review.isLoading).toBe(false);
		const item = db.asked.findLast(({ name }) => name === 'review/item');
		expect(item!.params).toMatchObject({ pass: 2 });
	});

	it('forgets everything with its project', async () => {
		await review.show(WISH);
		review.clear();
		expect([review.item, review.progress, review.canGoBack]).toEqual([null, null, false]);
	});
});
