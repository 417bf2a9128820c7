import type { CardParts } from './decision-card.ts';
import { listText, shareText } from './value-text.ts';
import { weightedMetrics } from './view.ts';

/** Who comes first on the view, in a sentence that says how clearly. */
export function verdictSentence(parts: CardParts): string {
	const { teachers, standings, leaders, view } = parts;
	const [first, ...sharing] = leaders;
	if (first === undefined) return nobodySentence(parts);
	const score = shareText(standings[first]!.score ?? 0);
	const measure =
		weightedMetrics(view.weights).length === 1 ? 'its P(best) is' : 'its weighted P(best) is';
	if (sharing.length > 0) {
		const names = leaders.map((teacher) => teachers[teacher]!.name);
		return `${listText(names)} share first place on this view, at ${score} each.`;
	}
	const name = teachers[first]!.name;
	return `${name} comes first on this view: ${measure} ${score}; ${nextText(parts, first)}.`;
}

/** Scores that show as 0 % put nobody second: P(best) tells who wins, not who loses least. */
function nextText({ teachers, standings }: CardParts, first: number): string {
	const others = [...standings.keys()].filter(
		(teacher) => teacher !== first && standings[teacher]!.place !== null
	);
	const scoreOf = (teacher: number): number => standings[teacher]!.score ?? 0;
	const best = Math.max(...others.map(scoreOf));
	if (Math.round(100 * best) === 0) return 'no other reaches 1 %';
	const names = others
		.filter((teacher) => Math.round(100 * scoreOf(teacher)) === Math.round(100 * best))
		.map((teacher) => teachers[teacher]!.name);
	return `next ${names.length === 1 ? 'is' : 'are'} ${listText(names)} with ${shareText(best)}`;
}

function nobodySentence({ view, standings, teachers }: CardParts): string {
	if (weightedMetrics(view.weights).length === 0)
		return 'Nobody is placed: no metric has a weight.';
	const whole = teachers.filter((_, teacher) => standings[teacher]!.missing.length === 0);
	if (whole.length === 0) return 'Nobody is placed: no teacher has every metric of this view.';
	if (teachers.length === 1) return 'Nobody is placed: one teacher alone cannot be compared.';
	return `Nobody is placed: only ${listText(whole.map(({ name }) => name))} has every metric of this view.`;
}

/** The metrics that people choose by. */
const MAIN_METRICS = ['entropy', 'smoke-test', 'rsr', 'accuracy'];

/**
 * Whether the main metrics point to one teacher, whatever the view: disagreement is information to show
 * (METRICS §7). '' where fewer than two of them name a first.
 */
export function disagreementSentence({ metrics, teachers }: CardParts): string {
	const firsts = new Map<string, string[]>();
	for (const { metric, label, ranks, estimates } of metrics) {
		if (!MAIN_METRICS.includes(metric)) continue;
		const first = ranks.findIndex((rank) => rank?.rank === 1 && !rank.isTied);
		const isAmongOthers = ranks.filter((rank) => rank !== null).length > 1;
		const name = teachers[first]?.name;
		if (name === undefined || !isAmongOthers) continue;
		const how = `${label} (P(best) ${shareText(estimates[first]?.pBest ?? 0)})`;
		firsts.set(name, [...(firsts.get(name) ?? []), how]);
	}
	const groups = [...firsts].map(([name, labels]) => ({ name, labels }));
	if (groups.length > 1) {
		const parts = groups.map(({ name, labels }) => `${name} is first by ${listText(labels)}`);
		return `The main metrics disagree: ${parts.join('; ')}.`;
	}
	const [only] = groups;
	return only && only.labels.length > 1
		? `The main metrics agree: ${only.name} is first by ${listText(only.labels)}.`
		: '';
}
