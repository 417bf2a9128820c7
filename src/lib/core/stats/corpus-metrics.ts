import {
	distinctN,
	numbersEntropyNats,
	ORDERS,
	readCorpus,
	type Corpus
} from '../metrics/diversity.ts';
import { selfBleu } from '../metrics/self-bleu.ts';
import { commonQuestions, type Cell } from './common-questions.ts';
import type { CompareOptions, MetricComparison } from './compare-teachers.ts';
import { DEFAULT_HALF_SAMPLES, halfSampleEstimates } from './half-sampling.ts';
import type { Interval } from './wilson.ts';

/** What one teacher wrote on one question; `src/workers/db/sql/analysis/corpus-sample.sql` draws it. */
export interface CorpusRow extends Cell {
	readonly text: string;
}

/** How much of what the teachers wrote is compared as a corpus: counting words of everything is slow. */
export const CORPUS_SAMPLE = { questions: 100, chars: 4000 };

interface CorpusMetric extends Pick<MetricComparison, 'metric' | 'unit' | 'better'> {
	readonly range: Interval;
	of(corpus: Corpus, documents: Int32Array): number | null;
}

const SHARE: Interval = { low: 0, high: 1 };

const CORPUS_METRICS: readonly CorpusMetric[] = [
	...ORDERS.map((n): CorpusMetric => ({
		metric: `distinct-${n}`,
		unit: 'share',
		better: 'higher',
		range: SHARE,
		of: (corpus, documents) => distinctN(corpus, n, documents)
	})),
	{ metric: 'self-bleu', unit: 'ratio', better: 'lower', range: SHARE, of: selfBleu },
	{
		metric: 'numbers-entropy',
		unit: 'nats',
		better: 'none',
		range: { low: 0, high: Infinity },
		of: numbersEntropyNats
	}
];

/**
 * Corpus-level diversity (METRICS §5) of each teacher's texts, one text a question, over the
 * questions on which `rows` has every teacher. Intervals and P(best) come from half-samples of these
 * questions. n counts texts. Metrics that no teacher has (distinct-4 of three words, say, or any
 * without a common question) are left out.
 */
export function compareCorpora(
	rows: readonly CorpusRow[],
	{ teachers, seed, resamples = DEFAULT_HALF_SAMPLES }: CompareOptions
): MetricComparison[] {
	const table = commonQuestions(rows, teachers);
	if (table.length === 0) return [];
	const corpora = teachers.map((_, teacher) =>
		readCorpus(table.map((cells) => cells[teacher]!.text))
	);
	const estimates = halfSampleEstimates(
		CORPUS_METRICS.map(({ better, range, of }) => ({
			better,
			range,
			statistics: corpora.map((corpus) => (documents) => of(corpus, documents))
		})),
		{ questions: table.length, seed, halfSamples: resamples }
	);
	return CORPUS_METRICS.map(({ metric, unit, better }, m) => ({
		metric,
		unit,
		better,
		estimates: estimates[m]!.map(({ value, interval, pBest }) => ({
			value,
			low: interval?.low ?? null,
			high: interval?.high ?? null,
			pBest,
			n: table.length
		}))
	})).filter((comparison) => comparison.estimates.some(({ value }) => value !== null));
}
