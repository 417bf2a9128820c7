import type { MetricUnit } from '../core/stats/compare-teachers.ts';
import { CORPUS_SAMPLE } from '../core/stats/corpus-metrics.ts';
import { valueText } from '../core/decision/value-text.ts';
import { count } from './format.ts';

export const GROUPS = [
	'Answers',
	'Teacher signal',
	'Student signal',
	'Length',
	'Form',
	'Reasoning words',
	'Diversity',
	'More'
] as const;

/** A metric as people read it: its name, what it means, and the group it stands in. */
export interface MetricName {
	readonly label: string;
	readonly meaning: string;
	readonly group: (typeof GROUPS)[number];
}

const { questions, chars } = CORPUS_SAMPLE;
/** What the corpus-level metrics are measured on. */
const CORPUS =
	`Of each response the first ${count(chars)} characters; one response for each of ` +
	`at most ${count(questions)} common questions, drawn by the seed.`;

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
	entropy: {
		label: 'Token entropy',
		meaning:
			'Mean entropy of the teacher over the tokens it wrote. Lower went with the better student in DED.',
		group: 'Teacher signal'
	},
	'latent-shift': {
		label: 'Latent shift (proxy)',
		meaning:
			'How far the middle of the texts is from the middle of the student’s own answers to the same questions, on the latent map, in the student’s own spread. DED measures it by training; this does not.',
		group: 'Student signal'
	},
	'smoke-test': {
		label: 'Smoke test',
		meaning:
			'Pass rate of the student after worked examples of this teacher, minus its pass rate without any.',
		group: 'Student signal'
	},
	rsr: {
		label: 'Rank-Surprisal Ratio',
		meaning: 'Mean capped rank over mean surprisal of the tokens, under the student.',
		group: 'Student signal'
	},
	surprisal: {
		label: 'Surprisal',
		meaning: 'Mean surprisal of the tokens under the student.',
		group: 'Student signal'
	},
	'local-surprisal': {
		label: 'Local surprisal',
		meaning: 'As surprisal; of the response each token sees the last sentences alone.',
		group: 'Student signal'
	},
	'teacher-sentences': {
		label: 'Teacher sentences',
		meaning:
			'Share of sentences whose gain in log p per token, from the student to the teacher who wrote them, is in the upper quarter of all teachers’ sentences. With different tokenizers a rough measure.',
		group: 'Student signal'
	},
	'step-head-surprisal': {
		label: 'Surprisal within steps',
		meaning: 'As surprisal, without the first tokens of every step.',
		group: 'Student signal'
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
		meaning:
			'Mean normalised edit distance among samples of the same question, where all its pairs are measured.',
		group: 'Diversity'
	},
	'distinct-1': {
		label: 'Distinct words',
		meaning: `Different words over all words; falls with length. ${CORPUS}`,
		group: 'Diversity'
	},
	'distinct-2': distinctGrams(2),
	'distinct-3': distinctGrams(3),
	'distinct-4': distinctGrams(4),
	'self-bleu': {
		label: 'Self-BLEU',
		meaning: `Mean BLEU-4 of each response against the others; 1 is all alike. ${CORPUS}`,
		group: 'Diversity'
	},
	'numbers-entropy': {
		label: 'Entropy of numbers',
		meaning: `How evenly the numbers written are spread over different ones. ${CORPUS}`,
		group: 'Diversity'
	}
};

function distinctGrams(n: number): MetricName {
	return {
		label: `Distinct ${n}-grams`,
		meaning: `Different runs of ${n} words over all such runs; falls with length. ${CORPUS}`,
		group: 'Diversity'
	};
}

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
	return value === null ? '–' : valueText(unit, value);
}
