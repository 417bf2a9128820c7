import { describe, expect, it } from 'vitest';
import { makeDecisionCard } from '../../../src/lib/core/decision/decision-card.ts';
import {
	countText,
	differenceText,
	estimateText,
	listText,
	pluralText,
	shareText,
	valueText
} from '../../../src/lib/core/decision/value-text.ts';
import { agreementSentences } from '../../../src/lib/ui/choose/agreement-sentences.ts';
import { behindMetric } from '../../../src/lib/ui/choose/metric-link.ts';
import { input } from './card-input.ts';

describe('numbers in words', () => {
	it('carry units and a minus sign, and none before zero', () => {
		expect(valueText('share', -0.0321)).toBe('−3.2 %');
		expect(valueText('share', -0.0001)).toBe('0.0 %');
		expect(valueText('nats', 0.477)).toBe('0.48 nats');
		expect(valueText('tokens', 1234.6)).toBe('1,235');
		expect(differenceText('share', -0.215)).toBe('−21.5 points');
		expect(differenceText('ratio', 1.375)).toBe('1.38');
		expect(shareText(0.666)).toBe('67 %');
		expect(countText(-1500)).toBe('−1,500');
		for (const unit of ['characters', 'words'] as const) expect(valueText(unit, 12.4)).toBe('12');
		expect(valueText('ratio', -0.005)).toBe('−0.01');
		expect(differenceText('nats', -0.25)).toBe('−0.25 nats');
	});

	it('have their interval beside them where there is one', () => {
		const estimate = { value: 0.347, low: 0.322, high: 0.373, pBest: null, n: 3 };
		expect(estimateText('share', estimate)).toBe('34.7 % (32.2 % to 37.3 %)');
		expect(estimateText('share', { ...estimate, low: null })).toBe('34.7 %');
		expect(estimateText('share', { ...estimate, high: null })).toBe('34.7 %');
		expect(estimateText('share', { ...estimate, value: null })).toBe('missing');
	});

	it('are one or many', () => {
		expect([0, 1, 2000].map((value) => pluralText(value, 'question'))).toEqual([
			'0 questions',
			'1 question',
			'2,000 questions'
		]);
		expect(pluralText(2, 'entry', 'entries')).toBe('2 entries');
	});

	it('are listed as people list them', () => {
		expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listText)).toEqual([
			'',
			'a',
			'a and b',
			'a, b and c'
		]);
	});
});

describe('the agreement matrix in words', () => {
	it('counts, names the worst, and warns of few teachers', () => {
		const { agreement } = makeDecisionCard(input());
		expect(agreementSentences(agreement, (metric) => metric)).toEqual([
			'Of 2 pairs of metrics 0 put the teachers in the same order (τ = 1) and 1 rather in the opposite one (τ below 0).',
			'Most at odds: accuracy with entropy (−1.00).',
			'With 3 teachers τ moves in large steps, and it counts differences within the intervals as well.'
		]);
	});

	it('says nothing of nothing', () => {
		const none = { metrics: [], matrix: [], withoutOrder: [] };
		expect(agreementSentences(none, (metric) => metric)).toEqual([]);
	});
});

describe('behindMetric', () => {
	it('leads to the teacher, and to what the metric counts where the place can filter by it', () => {
		expect(behindMetric('accuracy', 't')).toEqual({ teachers: 't', verdict: 'correct' });
		expect(behindMetric('tokens', 't')).toEqual({ teachers: 't', sort: '-tokens' });
		expect(behindMetric('rsr', 't')).toEqual({ teachers: 't', sort: '-rsr' });
		expect(behindMetric('diversity', 't')).toEqual({ teachers: 't' });
		expect(behindMetric('toString', 't')).toEqual({ teachers: 't' });
	});
});
