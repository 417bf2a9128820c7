import type { MetricComparison } from '../stats/compare-teachers.ts';
import { agreementMatrix, type Agreement, type RankedMetric } from '../stats/kendall-tau.ts';
import type { MetricEvidence } from './evidence.ts';
import { metricRanks, type Rank } from './metric-ranks.ts';
import { weightedStandings, type Standing } from './standing.ts';
import { disagreementSentence, verdictSentence } from './verdict.ts';
import type { View } from './view.ts';
import { findWarnings, type Warning } from './warnings.ts';
import { whyNotTheOthers, type WhyNot } from './why-not.ts';

/** How teachers compare on the questions that all of them answered. */
export interface Compared {
	/** Ids, in the order of every list of teachers below. */
	readonly teachers: readonly string[];
	readonly commonQuestions: number;
	readonly leftOutQuestions: number;
	readonly metrics: readonly MetricComparison[];
}

export interface DecisionTeacher {
	readonly id: string;
	readonly name: string;
	/** Model family (model-family.ts); null where it cannot be told. */
	readonly family: string | null;
}

export interface DecisionInput {
	readonly comparison: Compared;
	/** In the order of `comparison.teachers`. */
	readonly teachers: readonly DecisionTeacher[];
	/** null where there is no student or its family cannot be told. */
	readonly studentFamily: string | null;
	/** Of some metrics or, before it was measured, of none. */
	readonly evidence: readonly MetricEvidence[];
	readonly view: View;
	/** Of the resamples. */
	readonly seed: number;
	readonly labelOf: (metric: string) => string;
}

export interface CardMetric extends MetricComparison {
	readonly label: string;
	/** By teacher. */
	readonly ranks: readonly (Rank | null)[];
	readonly evidence: MetricEvidence | null;
}

/** Which metrics put the teachers in the same order. */
export interface CardAgreement {
	readonly metrics: readonly string[];
	/** `[metric][metric]` */
	readonly matrix: readonly (readonly Agreement[])[];
	/** Ranked metrics without an order: fewer than two teachers have it, or all have the same value. */
	readonly withoutOrder: readonly string[];
}

/** Everything that the choice of a teacher rests on (METRICS §7). */
export interface DecisionCard {
	readonly view: View;
	readonly seed: number;
	readonly commonQuestions: number;
	readonly leftOutQuestions: number;
	readonly studentFamily: string | null;
	readonly teachers: readonly DecisionTeacher[];
	readonly metrics: readonly CardMetric[];
	/** By teacher. */
	readonly standings: readonly Standing[];
	/** Indexes of the teachers in first place; empty where nobody is placed. */
	readonly leaders: readonly number[];
	readonly verdict: string;
	/** Whom the main metrics put first, whatever the view; '' where fewer than two of them do. */
	readonly disagreement: string;
	readonly agreement: CardAgreement;
	readonly warnings: readonly Warning[];
	readonly whyNot: readonly WhyNot[];
}

export function makeDecisionCard(input: DecisionInput): DecisionCard {
	const { comparison, teachers, evidence, labelOf } = input;
	const view = withoutUndirected(input.view, comparison.metrics);
	const metrics = comparison.metrics.map((metric) => ({
		...metric,
		label: labelOf(metric.metric),
		ranks: metricRanks(metric),
		evidence: evidence.find((found) => found.metric === metric.metric) ?? null
	}));
	const standings = weightedStandings(metrics, view.weights, teachers.length);
	const leaders = [...standings.keys()].filter((teacher) => standings[teacher]!.place?.rank === 1);
	const parts = { ...input, view, metrics, standings, leaders };
	return {
		view,
		seed: input.seed,
		commonQuestions: comparison.commonQuestions,
		leftOutQuestions: comparison.leftOutQuestions,
		studentFamily: input.studentFamily,
		teachers,
		metrics,
		standings,
		leaders,
		verdict: verdictSentence(parts),
		disagreement: disagreementSentence(parts),
		agreement: agreementOf(metrics),
		warnings: findWarnings(parts),
		whyNot: whyNotTheOthers(parts)
	};
}

/** A URL may put weight on a metric that has no better or worse; nobody can win by it. */
function withoutUndirected(view: View, metrics: readonly MetricComparison[]): View {
	const undirected = metrics.filter(({ better }) => better === 'none').map(({ metric }) => metric);
	const kept = Object.entries(view.weights).filter(([metric]) => !undirected.includes(metric));
	return { ...view, weights: Object.fromEntries(kept) };
}

/** What sentences and warnings are made from. */
export interface CardParts extends DecisionInput {
	readonly metrics: readonly CardMetric[];
	readonly standings: readonly Standing[];
	readonly leaders: readonly number[];
}

function agreementOf(metrics: readonly CardMetric[]): CardAgreement {
	const ranked = metrics.filter(({ better }) => better !== 'none');
	const ordering = ranked.filter(({ ranks }) => new Set(ranks.map((rank) => rank?.rank)).size > 1);
	const lists = ordering.flatMap(({ better, estimates }): RankedMetric[] =>
		better === 'none' ? [] : [{ better, values: estimates.map(({ value }) => value) }]
	);
	return {
		metrics: ordering.map(({ metric }) => metric),
		matrix: agreementMatrix(lists),
		withoutOrder: ranked.filter((metric) => !ordering.includes(metric)).map(({ metric }) => metric)
	};
}
