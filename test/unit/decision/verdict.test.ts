import { describe, expect, it } from 'vitest';
import { makeDecisionCard } from '../../../src/lib/core/decision/decision-card.ts';
import { ownView } from '../../../src/lib/core/decision/view.ts';
import { compared, input, metric, METRICS } from './card-input.ts';

const cardOf = (changes: Parameters<typeof input>[0]) => makeDecisionCard(input(changes));
const verdictOf = (changes: Parameters<typeof input>[0]): string => cardOf(changes).verdict;

/** Accuracy alone, by P(best). */
const byChance = (...pBest: readonly (number | null)[]) =>
	compared({
		metrics: [
			metric(
				'accuracy',
				'higher',
				pBest.map((p) => [p === null ? null : 0.5, p])
			)
		]
	});

describe('the verdict of a card', () => {
	it('names the first and the next, or those that are next together', () => {
		expect(verdictOf({ comparison: byChance(0.7, 0.2, 0.1) })).toBe(
			'Ada comes first on this view: its P(best) is 70 %; next is Bea with 20 %.'
		);
		expect(verdictOf({ comparison: byChance(0.6, 0.2, 0.2) })).toBe(
			'Ada comes first on this view: its P(best) is 60 %; next are Bea and Cy with 20 %.'
		);
	});

	it('puts nobody second who never wins', () => {
		expect(verdictOf({ comparison: byChance(0.996, 0.004, 0) })).toBe(
			'Ada comes first on this view: its P(best) is 100 %; no other reaches 1 %.'
		);
	});

	it('speaks of weights where there are several', () => {
		expect(verdictOf({ view: ownView({ accuracy: 3, truncated: 1 }) })).toMatch(
			/^Ada comes first on this view: its weighted P\(best\) is 85 %/
		);
	});

	it('lets those share that are equal', () => {
		expect(verdictOf({ view: ownView({ truncated: 1 }) })).toBe(
			'Ada and Bea share first place on this view, at 50 % each.'
		);
	});

	it('says why nobody is placed', () => {
		expect(verdictOf({ view: ownView({}) })).toBe('Nobody is placed: no metric has a weight.');
		expect(verdictOf({ comparison: byChance(null, null, null) })).toBe(
			'Nobody is placed: no teacher has every metric of this view.'
		);
		expect(verdictOf({ comparison: byChance(1, null, null) })).toBe(
			'Nobody is placed: only Ada has every metric of this view.'
		);
		const [ada] = input().teachers;
		const alone = { ...byChance(1), teachers: ['a'] };
		expect(verdictOf({ comparison: alone, teachers: [ada!] })).toBe(
			'Nobody is placed: one teacher alone cannot be compared.'
		);
	});
});

describe('the main metrics', () => {
	it('disagree where they name different teachers', () => {
		expect(cardOf({}).disagreement).toBe(
			'The main metrics disagree: Ada is first by accuracy (P(best) 97 %); Bea is first by entropy (P(best) 90 %).'
		);
	});

	it('agree where they name one', () => {
		const rsr = metric('rsr', 'lower', [
			[1, 0.8],
			[2, 0.2],
			[3, 0]
		]);
		const metrics = [METRICS[0]!, rsr, METRICS[2]!];
		expect(cardOf({ comparison: compared({ metrics }) }).disagreement).toBe(
			'The main metrics agree: Ada is first by accuracy (P(best) 97 %) and rsr (P(best) 80 %).'
		);
	});

	it('are those alone that people choose by', () => {
		const format = metric('format-ok', 'higher', [
			[0.5, 0],
			[0.9, 1],
			[0.4, 0]
		]);
		const metrics = [METRICS[0]!, format];
		expect(cardOf({ comparison: compared({ metrics }) }).disagreement).toBe('');
	});

	it('name nobody where two are first', () => {
		const tied = metric('rsr', 'lower', [
			[1, 0.5],
			[1, 0.5],
			[3, 0]
		]);
		const metrics = [METRICS[0]!, tied];
		expect(cardOf({ comparison: compared({ metrics }) }).disagreement).toBe('');
	});

	it('say nothing where fewer than two name a first', () => {
		expect(cardOf({ comparison: byChance(0.7, 0.2, 0.1) }).disagreement).toBe('');
		const alone = metric('entropy', 'lower', [
			[null, null],
			[0.4, 1],
			[null, null]
		]);
		const metrics = [METRICS[0]!, alone];
		expect(cardOf({ comparison: compared({ metrics }) }).disagreement).toBe('');
	});
});
