import { describe, expect, it } from 'vitest';
import type { DecisionInput } from '../../../src/lib/core/decision/decision-card.ts';
import { makeDecisionCard } from '../../../src/lib/core/decision/decision-card.ts';
import type { Warning, WarningCode } from '../../../src/lib/core/decision/warnings.ts';
import type { RankStability } from '../../../src/lib/core/stats/rank-stability.ts';
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
		expect(find('many-left-out', { comparison })?.sentence).toContain('101');
		expect(find('few-questions', { comparison })).toBeUndefined();
	});

	it('of a metric that a teacher lacks, though it has no weight', () => {
		expect(find('missing-metric')).toMatchObject({ teachers: ['c'], metrics: ['entropy'] });
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
		expect(find('unsettled-order', stability({ verdict: 'tied' }))?.sentence).toContain(
			'exactly the same value'
		);
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
		expect(find('same-family', { comparison, studentFamily: 'Gemma' })).toBeUndefined();
		expect(find('same-family', { comparison, studentFamily: null })).toBeUndefined();
		expect(find('same-family', { studentFamily: 'Qwen' })).toBeUndefined();
	});

	it('of metrics that go with length', () => {
		const found = evidence('accuracy', { length: { rho: -0.62, n: 300, isConfounded: true } });
		expect(find('length-confounded', { evidence: [found] })?.sentence).toContain(
			'accuracy (ρ = −0.62)'
		);
	});

	it('of responses that were cut off', () => {
		const warning = find('truncated');
		expect(warning?.teachers).toEqual(['c']);
		expect(warning?.sentence).toContain('12.5 % of Cy');
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
	});
});
