import { describe, expect, it } from 'vitest';
import { makeDecisionCard } from '../../../src/lib/core/decision/decision-card.ts';
import { decisionJson } from '../../../src/lib/core/decision/decision-json.ts';
import {
	decisionMarkdown,
	decisionSections
} from '../../../src/lib/core/decision/decision-markdown.ts';
import { ownView } from '../../../src/lib/core/decision/view.ts';
import { compared, evidence, input, metric, METRICS } from './card-input.ts';

/** As it is read: without what keeps signs from meaning something. */
const read = (markdown: string): string => markdown.replaceAll(/\\(?=[^\w\s])/g, '');

const card = (changes: Parameters<typeof input>[0] = {}) => makeDecisionCard(input(changes));

describe('decision-card.md', () => {
	it('holds verdict, view, warnings, reasons, metrics and agreement', () => {
		const text = decisionMarkdown(card({ view: ownView({ accuracy: 4, entropy: 1 }) }));
		expect(text.startsWith('# Decision card\n\nAda comes first on this view')).toBe(true);
		for (const title of ['View', 'What to know', 'Why not the others', 'Metrics', 'Agreement']) {
			expect(text).toContain(`\n## ${title}\n`);
		}
		expect(text).toContain('| Cy | not comparable | – | 0 % | missing |');
		expect(text).toContain('On 100 questions that all of these teachers answered.');
		expect(text).not.toMatch(/undefined|NaN/);
	});

	it('says how many questions were left out, and of one question that it is one', () => {
		const text = (changes: Partial<ReturnType<typeof compared>>) =>
			decisionMarkdown(card({ comparison: compared(changes) }));
		expect(text({ leftOutQuestions: 7 })).toContain(
			'On 100 questions that all of these teachers answered; 7 left out. Intervals are 95 %, resamples are over questions, the seed is 7.'
		);
		expect(text({ commonQuestions: 1 })).toContain('On 1 question that all');
	});

	it('has a cell for each metric and teacher: value, interval, rank, P(best), questions', () => {
		const lines = read(decisionMarkdown(card())).split('\n');
		const row = (metric: string) => lines.find((line) => line.startsWith(`| ${metric} |`));
		expect(row('accuracy')).toBe(
			'| accuracy | higher | 90.0 % (85.0 % to 95.0 %); rank 1; P(best) 97 %; n = 100 | 70.0 % (65.0 % to 75.0 %); rank 2; P(best) 3 %; n = 100 | 50.0 % (45.0 % to 55.0 %); rank 3; P(best) 0 %; n = 100 |'
		);
		expect(row('entropy')).toMatch(/^\| entropy \| lower \| 0\.70 nats \(.*\| missing \|$/);
		expect(row('truncated')).toContain(
			'| 0.0 % (−5.0 % to 5.0 %); rank =1; P(best) 50 %; n = 100 |'
		);
	});

	it('ranks nobody by a metric of which neither more nor less is better', () => {
		const words = metric(
			'words',
			'none',
			[
				[10, null],
				[20, null],
				[30, null]
			],
			'words'
		);
		const text = decisionMarkdown(card({ comparison: compared({ metrics: [...METRICS, words] }) }));
		const row = read(text)
			.split('\n')
			.find((line) => line.startsWith('| words |'))!;
		expect(row).toMatch(/^\| words \| not ranked \| 10 \(/);
		expect(row).not.toMatch(/rank \d|P\(best\)/);
	});

	it('shows places, shared ones too, and the weight of each metric', () => {
		const text = read(decisionMarkdown(card({ view: ownView({ truncated: 1, accuracy: 3 }) })));
		expect(text).toMatch(/P\(best\) by accuracy, 75 %/);
		const shared = read(decisionMarkdown(card({ view: ownView({ truncated: 1 }) })));
		expect(shared).toContain('| Ada | =1 | 50 % | 50 % |');
		expect(shared).toContain('| Bea | =1 | 50 % | 50 % |');
		expect(shared).toContain('| Cy | 3 | 0 % | 0 % |');
	});

	it('leaves out what has nothing to say', () => {
		const [only] = METRICS;
		const text = decisionMarkdown(card({ comparison: compared({ metrics: [only!] }) }));
		expect(text).not.toContain('## Agreement');
		expect(text).not.toContain('## What to know');
		expect(text).not.toContain('\n\n\n');
	});

	it('lets no name break out of its place', () => {
		const teachers = input().teachers.map((teacher) => ({
			...teacher,
			name: `<img src=x>|\n# ${teacher.id}`
		}));
		const text = decisionMarkdown(card({ teachers }));
		expect(text).not.toMatch(/(^|[^\\])<img/);
		expect(text.split('\n').filter((line) => line.startsWith('# '))).toEqual(['# Decision card']);
	});

	it('lists what to know, why not the others, and which metrics agree', () => {
		const text = read(decisionMarkdown(card()));
		expect(text).toContain(
			'\n## What to know\n\n- Cy has no value for entropy; the others are compared without.\n- Responses were cut off:'
		);
		expect(text).toMatch(
			/\n## Why not the others\n\n- Bea\n {2}- accuracy: worse\..*\n {2}- Better outside .*\n- Cy\n {2}- accuracy: worse\./
		);
		expect(text).toContain(
			'| Kendall τ-b | accuracy | entropy | truncated |\n| --- | --- | --- | --- |\n| accuracy | 1.00 | −1.00 |'
		);
		expect(text).toContain('The main metrics disagree');
	});

	it('calls metrics by their labels, and has the names of its columns above them', () => {
		const view = ownView({ accuracy: 3, entropy: 1, rsr: 1 });
		const labelled = card({ view, labelOf: (name) => `The ${name}` });
		const lines = read(decisionMarkdown(labelled)).split('\n');
		expect(lines).toContain(
			'| Teacher | Place | Score | P(best) by The accuracy, 60 % | P(best) by The entropy, 20 % | P(best) by rsr, 20 % |'
		);
		expect(lines).toContain('| Metric | Better | Ada | Bea | Cy |');
		expect(lines).toContain('| Kendall τ-b | The accuracy | The entropy | The truncated |');
		expect(lines.filter((line) => line.startsWith('| The accuracy |'))).toHaveLength(2);
	});

	it('has no τ of two metrics that no two teachers share, and no P(best) where there is none', () => {
		const metrics = [
			metric('x', 'higher', [
				[0.9, null],
				[0.7, null],
				[null, null]
			]),
			metric('y', 'higher', [
				[null, null],
				[0.5, 0.5],
				[0.4, 0.5]
			])
		];
		const lines = read(decisionMarkdown(card({ comparison: compared({ metrics }) }))).split('\n');
		expect(lines).toContain('| x | 1.00 | – |');
		expect(lines).toContain('| y | – | 1.00 |');
		const row = lines.find((line) => line.startsWith('| x | higher |'))!;
		expect(row).toMatch(/\| 90\.0 % \([^|]*\); rank 1; n = 100 \|/);
		expect(row).not.toContain('P(best)');
	});

	it('puts its sections under headings of the level asked for', () => {
		const sections = decisionSections(card(), '####');
		expect(sections).toContain('\n\n#### Metrics\n\n');
		expect(sections.startsWith('Ada comes first')).toBe(true);
	});

	it('is the same every time', () => {
		const one = card({ view: ownView({ accuracy: 1, entropy: 2 }) });
		const again = card({ view: ownView({ accuracy: 1, entropy: 2 }) });
		expect(decisionMarkdown(one)).toBe(decisionMarkdown(again));
		expect(decisionJson(one)).toBe(decisionJson(again));
	});
});

describe('decision-card.json', () => {
	it('holds every number, and null for what is not there', () => {
		const parsed = JSON.parse(decisionJson(card({ evidence: [evidence('accuracy')] }))) as {
			first: string[];
			seed: number;
			teachers: { standing: unknown }[];
			metrics: { metric: string; stability: unknown; estimates: { value: number | null }[] }[];
			warnings: { code: string }[];
		};
		expect(parsed).toMatchObject({ format: 'retort-decision-card', version: 1, seed: 7 });
		expect(parsed.first).toEqual(['a']);
		expect(parsed.teachers[1]!.standing).toEqual({
			score: 0.03,
			place: 2,
			tied: false,
			parts: [{ metric: 'accuracy', share: 1, p_best: 0.03 }],
			missing: []
		});
		const entropy = parsed.metrics.find(({ metric }) => metric === 'entropy')!;
		expect(entropy.estimates.map(({ value }) => value)).toEqual([0.7, 0.4, null]);
		expect(entropy.stability).toBeNull();
		expect(parsed.metrics[0]!.stability).toMatchObject({ verdict: 'settled', more_questions: 0 });
		expect(parsed.warnings.map(({ code }) => code)).toEqual(['missing-metric', 'truncated']);
	});

	const parsedOf = (changes: Parameters<typeof input>[0]) =>
		JSON.parse(decisionJson(card(changes))) as Record<string, unknown>;

	it('says on what it rests: questions, teachers, weights in the order of their names', () => {
		const comparison = compared({ commonQuestions: 40, leftOutQuestions: 3 });
		const view = ownView({ truncated: 2, accuracy: 1 });
		const parsed = parsedOf({ comparison, view, studentFamily: 'Qwen' });
		expect(parsed).toMatchObject({
			view: { preset: 'own', note: 'Your own weights.', weights: { accuracy: 1, truncated: 2 } },
			common_questions: 40,
			left_out_questions: 3,
			student_family: 'Qwen',
			teachers: [
				{ id: 'a', name: 'Ada', family: 'Qwen' },
				{ id: 'b', name: 'Bea', family: 'Llama' },
				{ id: 'c', name: 'Cy', family: null }
			]
		});
		const { weights } = parsed['view'] as { weights: object };
		expect(Object.keys(weights)).toEqual(['accuracy', 'truncated']);
	});

	it('says how far each number can be trusted, and how far apart the teachers are', () => {
		const differences = [
			[null, { value: 0.2, low: 0.1, high: 0.3 }, null],
			[null, null, null],
			[null, null, null]
		];
		const stability = {
			pOrder: 0.6,
			pBest: 0.9,
			verdict: 'more-questions',
			moreQuestions: 150
		} as const;
		const of = evidence('accuracy', {
			stability: { ...evidence('accuracy').stability, ...stability },
			length: { rho: -0.62, n: 300, isConfounded: true },
			differences
		});
		const [accuracy, entropy] = parsedOf({ evidence: [of] })['metrics'] as object[];
		expect(accuracy).toMatchObject({
			metric: 'accuracy',
			label: 'accuracy',
			unit: 'share',
			better: 'higher',
			stability: { verdict: 'more-questions', p_order: 0.6, p_best: 0.9, more_questions: 150 },
			length: { spearman: -0.62, answers: 300 },
			differences
		});
		expect(accuracy).toHaveProperty(['estimates', 1], {
			teacher: 'b',
			value: 0.7,
			low: 0.7 - 0.05,
			high: 0.7 + 0.05,
			p_best: 0.03,
			n: 100,
			rank: 2
		});
		expect(entropy).toMatchObject({ stability: null, length: null, differences: null });
		expect(entropy).toHaveProperty(['estimates', 2, 'rank'], null);
	});

	it('has places that are shared and places of nobody', () => {
		const standings = (view: Parameters<typeof input>[0]) =>
			(parsedOf(view)['teachers'] as { standing: object }[]).map(({ standing }) => standing);
		expect(standings({ view: ownView({ truncated: 1 }) })).toMatchObject([
			{ place: 1, tied: true },
			{ place: 1, tied: true },
			{ place: 3, tied: false }
		]);
		expect(standings({ view: ownView({ entropy: 1 }) })[2]).toMatchObject({
			score: null,
			place: null,
			tied: false,
			missing: ['entropy']
		});
	});

	it('has the sentences of the card, and the agreement of its metrics', () => {
		const { verdict, disagreement, whyNot, warnings } = card();
		expect(parsedOf({})).toMatchObject({
			verdict,
			disagreement,
			why_not: whyNot,
			warnings,
			agreement: {
				metrics: ['accuracy', 'entropy', 'truncated'],
				kendall_tau_b: [[1, -1, expect.any(Number)], expect.any(Array), expect.any(Array)],
				without_order: []
			}
		});
	});
});
