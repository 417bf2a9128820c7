import { describe, expect, it } from 'vitest';
import { makeDecisionCard } from '../../../src/lib/core/decision/decision-card.ts';
import { decisionJson } from '../../../src/lib/core/decision/decision-json.ts';
import { decisionMarkdown } from '../../../src/lib/core/decision/decision-markdown.ts';
import { ownView } from '../../../src/lib/core/decision/view.ts';
import { evidence, input } from './card-input.ts';

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
