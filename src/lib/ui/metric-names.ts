import type { MetricUnit } from '../core/stats/compare-teachers.ts';
import { count, decimal, percent } from './format.ts';

/** A metric as people read it: its name, what it means, and the group it stands in. */
export interface MetricName {
	readonly label: string;
	readonly meaning: string;
	readonly group: 'Answers' | 'Length' | 'Form' | 'Reasoning words' | 'Diversity' | 'More';
}

const NAMES: Readonly<Record<string, MetricName>> = {
	accuracy: {
		label: 'Accuracy',
		meaning: 'Share of answers that the rule or a person found correct.',
		group: 'Answers'
	},
	unverifiable: {
		label: 'Unverifiable',
		meaning: 'Share of answers that the rule could not decide.',
		group: 'Answers'
	},
	'reference-agreement': {
		label: 'Agreement with the file',
		meaning: 'Share of verdicts that equal the verdict that came with the file.',
		group: 'Answers'
	},
	tokens: {
		label: 'Tokens',
		meaning: 'Mean tokens per response; estimated where the file does not say.',
		group: 'Length'
	},
	characters: { label: 'Characters', meaning: 'Mean code points per response.', group: 'Length' },
	words: { label: 'Words', meaning: 'Mean words per response.', group: 'Length' },
	truncated: {
		label: 'Truncated',
		meaning: 'Share of responses cut off before they ended.',
		group: 'Form'
	},
	'format-ok': {
		label: 'Format in order',
		meaning: 'Share of untruncated responses with well-paired reasoning marks and an answer.',
		group: 'Form'
	},
	repetition: {
		label: 'Repetition',
		meaning: 'Share of characters inside word 20-grams that occur more than once.',
		group: 'Form'
	},
	'compression-ratio': {
		label: 'Compression ratio',
		meaning: 'Bytes over deflated bytes; higher is more repetitive.',
		group: 'Form'
	},
	'foreign-script': {
		label: 'Other scripts',
		meaning: 'Share of letters outside the script of the question.',
		group: 'Form'
	},
	'check-markers': {
		label: 'check, verify',
		meaning: 'Per 1,000 words.',
		group: 'Reasoning words'
	},
	'perhaps-markers': {
		label: 'perhaps, might',
		meaning: 'Per 1,000 words.',
		group: 'Reasoning words'
	},
	'wait-markers': {
		label: 'wait, actually',
		meaning: 'Per 1,000 words.',
		group: 'Reasoning words'
	},
	'therefore-markers': {
		label: 'therefore, since',
		meaning: 'Per 1,000 words.',
		group: 'Reasoning words'
	},
	diversity: {
		label: 'Distance within a question',
		meaning: 'Mean normalised edit distance among samples of the same question.',
		group: 'Diversity'
	}
};

export const GROUPS: readonly MetricName['group'][] = [
	'Answers',
	'Length',
	'Form',
	'Reasoning words',
	'Diversity',
	'More'
];

export function metricName(metric: string): MetricName {
	const known = Object.hasOwn(NAMES, metric) ? NAMES[metric] : undefined;
	if (known) return known;
	if (metric.startsWith('pass@')) {
		const k = metric.slice('pass@'.length);
		return {
			label: metric,
			meaning: `Chance that at least one of ${k} samples is correct (unbiased estimate).`,
			group: 'Answers'
		};
	}
	return { label: metric, meaning: '', group: 'More' };
}

export function metricValue(unit: MetricUnit, value: number | null): string {
	if (value === null) return '–';
	if (unit === 'share') return percent(value);
	if (unit === 'tokens' || unit === 'characters' || unit === 'words') return count(value);
	return decimal(value);
}
