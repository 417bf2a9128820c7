import { describe, expect, it } from 'vitest';
import { makeDecisionCard } from '../../../src/lib/core/decision/decision-card.ts';
import { ownView, presetView } from '../../../src/lib/core/decision/view.ts';
import { compared, evidence, input, metric, METRICS } from './card-input.ts';

describe('the weighted view', () => {
	it('is the mean of P(best) by weight', () => {
		const view = ownView({ accuracy: 3, entropy: 1 });
		const { standings, leaders, verdict } = makeDecisionCard(input({ view }));
		expect(standings[0]!.score).toBeCloseTo(0.75 * 0.97 + 0.25 * 0.1);
		expect(standings[1]!.score).toBeCloseTo(0.75 * 0.03 + 0.25 * 0.9);
		expect(standings.map(({ place }) => place?.rank)).toEqual([1, 2, undefined]);
		expect(leaders).toEqual([0]);
		expect(verdict).toBe(
			'Ada comes first on this view: its weighted P(best) is 75 %; next is Bea with 25 %.'
		);
	});

	it('turns round when the weights do', () => {
		const view = ownView({ entropy: 1 });
		expect(makeDecisionCard(input({ view })).leaders).toEqual([1]);
	});

	it('never counts a missing metric as 0', () => {
		const card = makeDecisionCard(input({ view: ownView({ accuracy: 5, entropy: 1 }) }));
		expect(card.standings[2]).toMatchObject({ score: null, place: null, missing: ['entropy'] });
		expect(card.warnings).toContainEqual(
			expect.objectContaining({ code: 'weight-on-missing', teachers: ['c'], metrics: ['entropy'] })
		);
		expect(card.whyNot.find(({ teacher }) => teacher === 'c')?.sentences[0]).toBe(
			'Not comparable on this view: it has no value for entropy.'
		);
	});

	it('places nobody by what nobody has', () => {
		const card = makeDecisionCard(input({ view: presetView('rsr', () => false) }));
		expect(card.leaders).toEqual([]);
		expect(card.standings.every(({ score }) => score === null)).toBe(true);
		expect(card.verdict).toBe('Nobody is placed: no teacher has every metric of this view.');
		expect(card.whyNot).toEqual([]);
		expect(card.warnings.map(({ code }) => code)).toContain('weight-on-missing');
	});

	it('places nobody where one teacher alone can be compared', () => {
		const alone = metric('rsr', 'lower', [
			[2, 1],
			[null, null],
			[null, null]
		]);
		const comparison = compared({ metrics: [...METRICS, alone] });
		const card = makeDecisionCard(input({ comparison, view: ownView({ rsr: 1 }) }));
		expect(card.standings[0]!.score).toBeNull();
		expect(card.verdict).toBe('Nobody is placed: only Ada has every metric of this view.');
	});

	it('takes no weight on a metric without a better and a worse', () => {
		const length = metric('tokens', 'none', [
			[1, null],
			[2, null],
			[3, null]
		]);
		const comparison = compared({ metrics: [...METRICS, length] });
		const card = makeDecisionCard(input({ comparison, view: ownView({ accuracy: 1, tokens: 9 }) }));
		expect(card.view.weights).toEqual({ accuracy: 1 });
		expect(card.leaders).toEqual([0]);
	});

	it('places nobody without weights', () => {
		expect(makeDecisionCard(input({ view: ownView({}) })).verdict).toBe(
			'Nobody is placed: no metric has a weight.'
		);
	});

	it('lets teachers share a place that shows as the same percentage', () => {
		const tied = metric('accuracy', 'higher', [
			[0.8, 0.498],
			[0.8, 0.502],
			[0.1, 0]
		]);
		const card = makeDecisionCard(input({ comparison: compared({ metrics: [tied] }) }));
		expect(card.leaders).toEqual([0, 1]);
		expect(card.standings.map(({ place }) => place)).toEqual([
			{ rank: 1, isTied: true },
			{ rank: 1, isTied: true },
			{ rank: 3, isTied: false }
		]);
		expect(card.verdict).toBe('Ada and Bea share first place on this view, at 50 % each.');
	});
});

describe('ranks and agreement', () => {
	it('ranks by merit, shares places, and leaves out who has no value', () => {
		const { metrics } = makeDecisionCard(input());
		expect(metrics[1]!.ranks.map((rank) => rank?.rank)).toEqual([2, 1, undefined]);
		expect(metrics[2]!.ranks).toEqual([
			{ rank: 1, isTied: true },
			{ rank: 1, isTied: true },
			{ rank: 3, isTied: false }
		]);
	});

	it('finds that accuracy and entropy order the teachers the other way round', () => {
		const { agreement } = makeDecisionCard(input());
		const at = (name: string): number => agreement.metrics.indexOf(name);
		expect(agreement.matrix[at('accuracy')]![at('entropy')]).toEqual({ tau: -1, teachers: 2 });
		expect(agreement.matrix[at('accuracy')]![at('accuracy')]!.tau).toBe(1);
	});

	it('leaves out what has no direction, and names what gives no order', () => {
		const same = metric('format-ok', 'higher', [
			[1, 0.33],
			[1, 0.33],
			[1, 0.33]
		]);
		const tokens = metric(
			'tokens',
			'none',
			[
				[1, null],
				[2, null],
				[3, null]
			],
			'tokens'
		);
		const { agreement } = makeDecisionCard(
			input({ comparison: compared({ metrics: [...METRICS, same, tokens] }) })
		);
		expect(agreement.metrics).toEqual(['accuracy', 'entropy', 'truncated']);
		expect(agreement.withoutOrder).toEqual(['format-ok']);
	});
});

describe('the main metrics', () => {
	it('disagree in words that name whom each puts first, whatever the view', () => {
		expect(makeDecisionCard(input()).disagreement).toBe(
			'The main metrics disagree: Ada is first by accuracy (P(best) 97 %); Bea is first by entropy (P(best) 90 %).'
		);
	});

	it('agree in words too, and say nothing where there is but one', () => {
		const rsr = metric('rsr', 'lower', [
			[1, 0.9],
			[2, 0.1],
			[null, null]
		]);
		const of = (...metrics: (typeof rsr)[]) =>
			makeDecisionCard(input({ comparison: compared({ metrics }) })).disagreement;
		expect(of(METRICS[0]!, rsr)).toBe(
			'The main metrics agree: Ada is first by accuracy (P(best) 97 %) and rsr (P(best) 90 %).'
		);
		expect(of(METRICS[0]!)).toBe('');
	});
});

describe('why not the others', () => {
	const sentences = (changes: Parameters<typeof input>[0], teacher: string): readonly string[] =>
		makeDecisionCard(input(changes)).whyNot.find((entry) => entry.teacher === teacher)?.sentences ??
		[];

	it('gives both numbers, and that the intervals do not overlap', () => {
		expect(sentences({}, 'c')).toEqual([
			'accuracy: worse. 50.0 % (45.0 % to 55.0 %) against 90.0 % (85.0 % to 95.0 %) of Ada; the intervals do not overlap.'
		]);
	});

	it('says that two cannot be told apart where the intervals overlap', () => {
		const close = metric('accuracy', 'higher', [
			[0.52, 0.6],
			[0.5, 0.4],
			[0.1, 0]
		]);
		expect(sentences({ comparison: compared({ metrics: [close] }) }, 'b')[0]).toBe(
			'accuracy: cannot be told apart. 50.0 % (45.0 % to 55.0 %) against 52.0 % (47.0 % to 57.0 %) of Ada; the intervals overlap.'
		);
	});

	it('trusts the paired difference more than the two intervals', () => {
		const close = metric('accuracy', 'higher', [
			[0.52, 0.99],
			[0.5, 0.01],
			[0.1, 0]
		]);
		const found = { value: -0.02, low: -0.03, high: -0.01 };
		const paired = evidence('accuracy', {
			differences: [
				[null, null, null],
				[found, null, null],
				[null, null, null]
			]
		});
		const changes = { comparison: compared({ metrics: [close] }), evidence: [paired] };
		expect(sentences(changes, 'b')[0]).toContain(
			'accuracy: worse. 50.0 % (45.0 % to 55.0 %) against 52.0 % (47.0 % to 57.0 %) of Ada; the difference is −2.0 points (−3.0 points to −1.0 points).'
		);
	});

	it('does not hide where the other one is better', () => {
		expect(sentences({}, 'b').at(-1)).toBe('Better outside this view: entropy.');
	});

	it('says so where two share first place', () => {
		const view = ownView({ truncated: 1 });
		expect(sentences({ view }, 'b')).toEqual([
			'Shares first place with Ada.',
			'truncated: cannot be told apart. 0.0 % (−5.0 % to 5.0 %) against 0.0 % (−5.0 % to 5.0 %) of Ada; the intervals overlap.',
			'Better outside this view: entropy.'
		]);
		expect(makeDecisionCard(input({ view })).whyNot.map(({ teacher }) => teacher)).toEqual([
			'b',
			'c'
		]);
	});

	it('knows which way is better', () => {
		const view = ownView({ entropy: 1, accuracy: 1 });
		const numbers = 'the intervals do not overlap';
		// Ada leads by accuracy; Bea's entropy is lower, which is better.
		const comparison = compared({
			metrics: [
				metric('accuracy', 'higher', [
					[0.9, 1],
					[0.7, 0]
				]),
				metric('entropy', 'lower', [
					[0.7, 0.4],
					[0.4, 0.6]
				])
			]
		});
		const teachers = input().teachers.slice(0, 2);
		expect(sentences({ view, comparison, teachers }, 'b')).toEqual([
			expect.stringMatching(`^accuracy: worse\\. .*; ${numbers}\\.$`),
			expect.stringMatching(`^entropy: better\\. .*; ${numbers}\\.$`)
		]);
	});

	it('tells two apart only where an interval leaves no doubt', () => {
		const between = (low: number, high: number): string => {
			const found = { value: (low + high) / 2, low, high };
			const differences = [[], [found, null, null], []].map((row) => [...row, null, null, null]);
			const paired = evidence('accuracy', { differences });
			return sentences({ evidence: [paired] }, 'b')[0]!.split('.')[0]!;
		};
		expect(between(-0.2, -0.1)).toBe('accuracy: worse');
		expect(between(-0.2, 0)).toBe('accuracy: cannot be told apart');
		expect(between(0, 0.2)).toBe('accuracy: cannot be told apart');
		expect(between(0.1, 0.2)).toBe('accuracy: better');
	});

	it.each([
		[0, 'low'],
		[0, 'high'],
		[1, 'low'],
		[1, 'high']
	] as const)('cannot tell two apart where an interval of %d has no %s end', (which, end) => {
		const [accuracy] = METRICS;
		const without = accuracy!.estimates.map((estimate, teacher) =>
			teacher === which ? { ...estimate, [end]: null } : estimate
		);
		const metrics = [{ ...accuracy!, estimates: without }];
		expect(sentences({ comparison: compared({ metrics }) }, 'b')[0]).toMatch(
			/^accuracy: cannot be told apart\. 70\.0 % .* of Ada; the intervals overlap\.$/
		);
	});

	it('compares only what both have, and calls better only what can be', () => {
		const view = ownView({ accuracy: 5, entropy: 1 });
		const words = metric('words', 'none', [
			[900, null],
			[100, null],
			[100, null]
		]);
		const lacking = metric('x', 'higher', [
			[null, null],
			[0.9, 0.5],
			[0.8, 0.5]
		]);
		const comparison = compared({ metrics: [...METRICS, words, lacking] });
		const { whyNot } = makeDecisionCard(input({ view, comparison }));
		expect(whyNot.find(({ teacher }) => teacher === 'c')?.sentences).toEqual([
			'Not comparable on this view: it has no value for entropy.',
			expect.stringMatching(/^accuracy: worse\./)
		]);
		expect(whyNot.find(({ teacher }) => teacher === 'b')?.sentences).toEqual([
			expect.stringMatching(/^accuracy: worse\./),
			expect.stringMatching(/^entropy: better\./)
		]);
	});
});
