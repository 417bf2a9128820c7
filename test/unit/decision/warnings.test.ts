import { describe, expect, it } from 'vitest';
import type { DecisionInput } from '../../../src/lib/core/decision/decision-card.ts';
import { makeDecisionCard } from '../../../src/lib/core/decision/decision-card.ts';
import type { Warning, WarningCode } from '../../../src/lib/core/decision/warnings.ts';
import type { RankStability } from '../../../src/lib/core/stats/rank-stability.ts';
import { ownView } from '../../../src/lib/core/decision/view.ts';
import { compared, evidence, input, metric, METRICS } from './card-input.ts';

function find(code: WarningCode, changes: Partial<DecisionInput> = {}): Warning | undefined {
	return makeDecisionCard(input(changes)).warnings.find((warning) => warning.code === code);
}

const stability = (changes: Partial<RankStability>) => ({
	evidence: [evidence('accuracy', { stability: { ...evidence('accuracy').stability, ...changes } })]
});

describe('warnings', () => {
	it('are few where little is wrong', () => {
		const { warnings } = makeDecisionCard(
			input({ comparison: compared({ metrics: METRICS.slice(0, 1) }) })
		);
		expect(warnings).toEqual([]);
	});

	it('of few common questions, with how many are left out', () => {
		const comparison = compared({ commonQuestions: 12, leftOutQuestions: 40 });
		expect(find('few-questions', { comparison })?.sentence).toBe(
			'All of these teachers answered only 12 questions; 40 that only some answered are left out. Fewer than 30 tell little.'
		);
		expect(
			find('few-questions', { comparison: compared({ commonQuestions: 30 }) })
		).toBeUndefined();
	});

	it('of most questions being left out', () => {
		const comparison = compared({ leftOutQuestions: 101 });
		expect(find('many-left-out', { comparison })?.sentence).toBe(
			'Most questions are left out: 101 were answered by only some of these teachers, 100 by all.'
		);
		expect(find('many-left-out', { comparison })).toMatchObject({ teachers: [], metrics: [] });
		expect(
			find('many-left-out', { comparison: compared({ leftOutQuestions: 100 }) })
		).toBeUndefined();
		expect(find('few-questions', { comparison: compared({ commonQuestions: 1 }) })?.sentence).toBe(
			'All of these teachers answered only 1 question. Fewer than 30 tell little.'
		);
		expect(find('few-questions', { comparison })).toBeUndefined();
	});

	it('of a metric that a teacher lacks, though it has no weight', () => {
		expect(find('missing-metric')).toMatchObject({ teachers: ['c'], metrics: ['entropy'] });
	});

	/** Who has which metric; P(best) is even among them. */
	const having = (name: string, ...has: readonly boolean[]) =>
		metric(
			name,
			'higher',
			has.map((known) => (known ? [0.5, 0.5] : [null, null]))
		);

	it('of a metric that a teacher lacks: once for all that the same teachers lack', () => {
		const metrics = [
			METRICS[0]!,
			having('x', true, false, false),
			having('y', true, false, false),
			having('z', true, true, false),
			having('nowhere', false, false, false)
		];
		const { warnings } = makeDecisionCard(input({ comparison: compared({ metrics }) }));
		expect(warnings.filter(({ code }) => code === 'missing-metric')).toEqual([
			{
				code: 'missing-metric',
				sentence: 'Bea and Cy have no value for x and y; the others are compared without.',
				teachers: ['b', 'c'],
				metrics: ['x', 'y']
			},
			{
				code: 'missing-metric',
				sentence: 'Cy has no value for z; the others are compared without.',
				teachers: ['c'],
				metrics: ['z']
			}
		]);
	});

	it('of weight on what a teacher lacks, in place of the other warning', () => {
		const of = (...has: readonly boolean[]) => {
			const comparison = compared({ metrics: [METRICS[0]!, having('x', ...has)] });
			const changes = { comparison, view: ownView({ accuracy: 1, x: 1 }) };
			expect(find('missing-metric', changes)).toBeUndefined();
			return find('weight-on-missing', changes);
		};
		expect(of(true, true, true)).toBeUndefined();
		expect(of(true, true, false)).toEqual({
			code: 'weight-on-missing',
			sentence: 'This view puts weight on x, which Cy lacks: not comparable on this view.',
			teachers: ['c'],
			metrics: ['x']
		});
		expect(of(true, false, false)?.sentence).toMatch(/which Bea and Cy lack: not comparable/);
		expect(of(false, false, false)?.sentence).toBe(
			'This view puts weight on x, which has not been measured for any of these teachers.'
		);
		const unknown = { view: ownView({ rsr: 1 }), labelOf: (name: string) => name.toUpperCase() };
		expect(find('weight-on-missing', unknown)?.sentence).toMatch(
			/weight on RSR, which has not been/
		);
	});

	it('of an order only where it has weight, and where there is one', () => {
		const unsettled = stability({ verdict: 'too-few-questions' });
		expect(find('unsettled-order', unsettled)).toEqual({
			code: 'unsettled-order',
			sentence:
				'The order by accuracy is not settled: there are too few questions to say anything about it.',
			teachers: [],
			metrics: ['accuracy']
		});
		expect(
			find('unsettled-order', { ...unsettled, view: ownView({ truncated: 1 }) })
		).toBeUndefined();
		expect(find('unsettled-order', stability({ verdict: 'too-few-teachers' }))).toBeUndefined();
	});

	it('of an order that more questions would settle, with how many', () => {
		const warning = find(
			'unsettled-order',
			stability({ verdict: 'more-questions', moreQuestions: 150, pOrder: 0.6, pBest: 0.9 })
		);
		expect(warning?.sentence).toContain(
			'with a chance of 60 %, and put Ada first with one of 90 %'
		);
		expect(warning?.sentence).toContain('About 150 more questions would bring the former to 95 %');
	});

	it('of an order that cannot be told, without a number', () => {
		const sentence = find(
			'unsettled-order',
			stability({ verdict: 'too-close', moreQuestions: null, pOrder: 0.4, pBest: 0.5 })
		)?.sentence;
		expect(sentence).toContain('too close to say how many more questions would settle it');
		expect(sentence).not.toMatch(/about \d/i);
		expect(
			find('unsettled-order', stability({ verdict: 'tied', order: [2, 0] }))?.sentence
		).toMatch(/: Cy and Ada are not all apart; some have exactly the same value\.$/);
		expect(find('unsettled-order', stability({ verdict: 'settled' }))).toBeUndefined();
	});

	it('of the student’s own family, where the student’s likelihood is measured', () => {
		const rsr = metric(
			'rsr',
			'lower',
			[
				[2, 0.8],
				[3, 0.2],
				[4, 0]
			],
			'ratio'
		);
		const comparison = compared({ metrics: [...METRICS, rsr] });
		expect(find('same-family', { comparison, studentFamily: 'Qwen' })).toMatchObject({
			teachers: ['a'],
			metrics: ['rsr']
		});
		expect(find('same-family', { comparison, studentFamily: 'Qwen' })?.sentence).toBe(
			'Ada and the student are of one family (Qwen), going by their names. rsr favours who writes as the student does.'
		);
		const two = compared({ metrics: [rsr, { ...rsr, metric: 'surprisal' }] });
		const teachers = input().teachers.map((teacher) => ({ ...teacher, family: 'Qwen' }));
		expect(
			find('same-family', { comparison: two, teachers, studentFamily: 'Qwen' })?.sentence
		).toMatch(/^Ada, Bea and Cy and the student .* rsr and surprisal favour who writes/);
		expect(find('same-family', { comparison, studentFamily: 'Gemma' })).toBeUndefined();
		expect(find('same-family', { comparison, studentFamily: null })).toBeUndefined();
		expect(find('same-family', { studentFamily: 'Qwen' })).toBeUndefined();
	});

	it('of metrics that go with length', () => {
		const found = evidence('accuracy', { length: { rho: -0.62, n: 300, isConfounded: true } });
		expect(find('length-confounded', { evidence: [found] })?.sentence).toContain(
			'one metric goes with length: accuracy (ρ = −0.62).'
		);
		const other = evidence('truncated', { length: { rho: 0.7, n: 300, isConfounded: true } });
		expect(find('length-confounded', { evidence: [found, other] })).toMatchObject({
			sentence: expect.stringContaining(
				'these metrics go with length: accuracy (ρ = −0.62) and truncated (ρ = 0.70).'
			) as string,
			teachers: [],
			metrics: ['accuracy', 'truncated']
		});
		const unknown = evidence('accuracy', { length: { rho: 0.9, n: 3, isConfounded: null } });
		expect(find('length-confounded', { evidence: [unknown] })).toBeUndefined();
	});

	it('of responses that were cut off', () => {
		const warning = find('truncated');
		expect(warning?.teachers).toEqual(['c']);
		expect(warning?.sentence).toContain('12.5 % of Cy');
		const cells = [
			[0.05, 0.5],
			[0.06, 0.5],
			[0.25, 0]
		] as const;
		const comparison = compared({ metrics: [metric('truncated', 'lower', cells)] });
		expect(find('truncated', { comparison })).toMatchObject({
			sentence: expect.stringContaining('cut off: 6.0 % of Bea and 25.0 % of Cy.') as string,
			teachers: ['b', 'c'],
			metrics: ['truncated']
		});
	});

	it('of a smoke test whose best is not above zero', () => {
		const smoke = (best: number) => {
			const cells = [
				[-0.2, 0],
				[best, 1],
				[null, null]
			] as const;
			return { comparison: compared({ metrics: [metric('smoke-test', 'higher', cells)] }) };
		};
		expect(find('examples-do-not-help', smoke(0.02))?.sentence).toContain(
			'the best difference is 2.0 % (−3.0 % to 7.0 %), with Bea.'
		);
		expect(find('examples-do-not-help', smoke(0.1))).toBeUndefined();
		expect(find('examples-do-not-help')).toBeUndefined();
		const untested = compared({ metrics: [having('smoke-test', false, false, false)] });
		expect(find('examples-do-not-help', { comparison: untested })).toBeUndefined();
		const low = [
			[0.01, 0.5],
			[0.02, 0.5],
			[0, 0]
		] as const;
		const other = compared({ metrics: [metric('accuracy', 'higher', low)] });
		expect(find('examples-do-not-help', { comparison: other })).toBeUndefined();
	});
});
