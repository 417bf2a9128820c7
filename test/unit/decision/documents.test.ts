import { describe, expect, it } from 'vitest';
import { makeDecisionCard } from '../../../src/lib/core/decision/decision-card.ts';
import { decisionJson } from '../../../src/lib/core/decision/decision-json.ts';
import { decisionMarkdown } from '../../../src/lib/core/decision/decision-markdown.ts';
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

	it('is the same every time, whatever the order of the weights', () => {
		const one = card({ view: ownView({ accuracy: 1, entropy: 2 }) });
		expect(decisionMarkdown(one)).toBe(
			decisionMarkdown(card({ view: ownView({ accuracy: 1, entropy: 2 }) }))
		);
		expect(decisionJson(one)).toBe(
			decisionJson(card({ view: ownView({ accuracy: 1, entropy: 2 }) }))
		);
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
});
