import type { CardAgreement } from '../../core/decision/decision-card.ts';
import { decimalText, listText, pluralText } from '../../core/decision/value-text.ts';

/** How many disagreeing pairs are named. */
const NAMED = 3;

/** With fewer teachers τ moves in large steps. */
const FEW_TEACHERS = 6;

/** The matrix in words: how many pairs agree, which ones disagree most, what has no order. */
export function agreementSentences(
	{ metrics, matrix, withoutOrder }: CardAgreement,
	labelOf: (metric: string) => string
): string[] {
	const pairs = metrics.flatMap((a, i) =>
		metrics.slice(i + 1).flatMap((b, offset) => {
			const tau = matrix[i]?.[i + 1 + offset]?.tau ?? null;
			return tau === null ? [] : [{ a, b, tau }];
		})
	);
	const teachers = Math.max(0, ...matrix.flat().map((cell) => cell.teachers));
	const same = pairs.filter(({ tau }) => tau === 1).length;
	const opposed = pairs.filter(({ tau }) => tau < 0).sort((a, b) => a.tau - b.tau);
	const named = opposed
		.slice(0, NAMED)
		.map(({ a, b, tau }) => `${labelOf(a)} with ${labelOf(b)} (${decimalText(tau)})`);
	return [
		...(pairs.length > 0
			? [
					`Of ${pluralText(pairs.length, 'pair')} of metrics ${same} put the teachers in the same order (τ = 1) and ${opposed.length} rather in the opposite one (τ below 0).`
				]
			: []),
		...(named.length > 0 ? [`Most at odds: ${listText(named)}.`] : []),
		...(pairs.length > 0 && teachers < FEW_TEACHERS
			? [
					`With ${teachers} teachers τ moves in large steps, and it counts differences within the intervals as well.`
				]
			: []),
		...(withoutOrder.length > 0
			? [`No order of these teachers by ${listText(withoutOrder.map(labelOf))}.`]
			: [])
	];
}
