export type MetricUnit =
	'share' | 'characters' | 'tokens' | 'words' | 'per-1000-words' | 'ratio' | 'distance';

/** One metric of one teacher, with its uncertainty. */
export interface MetricEstimate {
	/** null where the metric is not defined for this teacher (e.g. diversity with one sample each). */
	readonly value: number | null;
	/** 95 % interval: Wilson for proportions with one sample a question, otherwise bootstrap over questions. */
	readonly low: number | null;
	readonly high: number | null;
	/** Share of resamples in which this teacher is best; ties are shared. null where undefined. */
	readonly pBest: number | null;
	/** Trajectories (or pairs) behind the value. */
	readonly n: number;
}

export interface MetricComparison {
	readonly metric: string;
	readonly unit: MetricUnit;
	/** Which direction counts as best; 'none' for metrics that are described, not ranked. */
	readonly better: 'higher' | 'lower' | 'none';
	/** In the order of `teachers`. */
	readonly estimates: readonly MetricEstimate[];
}
