import { DEFAULT_SETTLED_FROM, type RankStability } from '../stats/rank-stability.ts';
import type { CardParts } from './decision-card.ts';
import { listText, pluralText, shareText } from './value-text.ts';
import { weightedMetrics } from './view.ts';
import type { Warning } from './warnings.ts';

/**
 * Weighted metrics by which other questions could well give another order, with how many more would
 * settle it. Metrics without weight are left to the card's data: they decide nothing here.
 */
export function unsettledOrders({ view, metrics, teachers }: CardParts): Warning[] {
	return weightedMetrics(view.weights).flatMap((name): Warning[] => {
		const metric = metrics.find((other) => other.metric === name);
		const stability = metric?.evidence?.stability;
		if (!metric || !stability) return [];
		const reason = reasonOf(stability, (teacher) => teachers[teacher]!.name);
		if (reason === null) return [];
		const sentence = `The order by ${metric.label} is not settled: ${reason}`;
		return [{ code: 'unsettled-order', sentence, teachers: [], metrics: [name] }];
	});
}

function reasonOf(stability: RankStability, nameOf: (teacher: number) => string): string | null {
	const { verdict, moreQuestions, pOrder, pBest, order } = stability;
	const chance = `as many other questions would give the same order with a chance of ${shareText(pOrder ?? 0)}`;
	const first = order[0] === undefined ? '' : nameOf(order[0]);
	const best = `, and put ${first} first with one of ${shareText(pBest ?? 0)}`;
	const wanted = shareText(DEFAULT_SETTLED_FROM);
	switch (verdict) {
		case 'settled':
		case 'too-few-teachers':
			return null;
		case 'more-questions':
			return `${chance}${best}. About ${pluralText(moreQuestions ?? 0, 'more question')} would bring the former to ${wanted}, if the differences found so far are the true ones.`;
		case 'too-close':
			return `${chance}${best}. Some teachers are too close to say how many more questions would settle it; three times as many more would not.`;
		case 'tied':
			return `${listText(order.map(nameOf))} are not all apart; some have exactly the same value.`;
		case 'too-few-questions':
			return 'there are too few questions to say anything about it.';
	}
}
