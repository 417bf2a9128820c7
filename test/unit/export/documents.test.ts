import { describe, expect, it } from 'vitest';
import {
	type CheckedRow,
	isSoundLine,
	selectionProblems
} from '../../../src/lib/core/export/checks.ts';
import { datasetCard } from '../../../src/lib/core/export/dataset-card.ts';
import type { DatasetFacts } from '../../../src/lib/core/export/dataset-facts.ts';
import { manifestText } from '../../../src/lib/core/export/manifest.ts';
import { markdownTable, markdownText } from '../../../src/lib/core/export/markdown-text.ts';
import { DEFAULT_EXPORT, EXPORT_FORMATS } from '../../../src/lib/core/export/options.ts';
import { RED_FLAGS } from '../../../src/lib/core/template/red-flags.ts';
import { ReportBuilder } from '../../../src/lib/core/template/template-report.ts';
import { recipeText } from '../../../src/lib/core/export/recipe-file.ts';
import {
	DEFAULT_RECIPE,
	parseRecipe,
	type Ratings,
	type Recipe
} from '../../../src/lib/core/model/recipe.ts';

const FACTS: DatasetFacts = {
	options: DEFAULT_EXPORT,
	recipe: DEFAULT_RECIPE,
	rows: 790,
	questions: 700,
	selected: 800,
	leftOut: [{ reason: 'no answer', count: 10 }],
	stages: [
		{
			stage: 'quality',
			entered: 1000,
			kept: 800,
			questionsKept: 700,
			reasons: [{ reason: 'wrong', count: 200 }]
		}
	],
	teachers: [
		{ id: 'i', name: '<script>|x\n---\n# a', origin: 'imported', settings: '{', rows: 790 }
	],
	graders: [],
	template: null
};
const FILES = [{ name: 'retort-set.jsonl', bytes: 5, sha256: 'ab', rows: 790 }];

describe('datasetCard', () => {
	it('has one front matter block, and nothing a name could break out of', () => {
		const card = datasetCard(FACTS, 'retort-set.jsonl');
		expect(card.split('\n').filter((line) => line === '---')).toHaveLength(2);
		expect(card).toContain('| \\<script\\>\\|x \\-\\-\\- \\# a | imported | 790 |');
		expect(card).toContain('data_files: "retort-set.jsonl"');
		expect(card).toContain('  - "n<1K"');
	});

	it('names the models that judged and labelled, where any did', () => {
		expect(datasetCard(FACTS, 'x.jsonl')).not.toContain('judged and labelled');
		expect(JSON.parse(manifestText(FACTS, FILES))).not.toHaveProperty('graders');
		const graders = [
			{ gives: 'verdict', name: 'a|b', settings: '{}' },
			{ gives: 'input-quality', name: 'c', settings: '{"model":1}' }
		] as const;
		const card = datasetCard({ ...FACTS, graders }, 'x.jsonl');
		expect(card).toContain('## Models that judged and labelled');
		expect(card).toContain('| a\\|b | verdicts, as judge |\n| c | quality of the question |');
		expect(JSON.parse(manifestText({ ...FACTS, graders }, FILES))).toMatchObject({ graders });
	});

	it('says how many were left out and why', () => {
		expect(datasetCard(FACTS, 'x.jsonl')).toContain(
			'Of 800 selected trajectories this format could not hold 10 (no answer).'
		);
	});

	it.each(EXPORT_FORMATS)('describes %s, and reasoning in a field as a risk', (format) => {
		const options = { ...DEFAULT_EXPORT, format, reasoning: 'field' } as const;
		const card = datasetCard({ ...FACTS, options }, 'x.jsonl');
		expect(card).toContain('trains on the answer alone, without a warning');
		expect(card).not.toContain('undefined');
	});

	it.each([
		[999, 'n<1K'],
		[1000, '1K<n<10K'],
		[9_999, '1K<n<10K'],
		[10_000, '10K<n<100K'],
		[99_999, '10K<n<100K'],
		[100_000, '100K<n<1M'],
		[1_000_000, '1M<n<10M']
	])('counts %i rows in the words of the hub', (rows, size) => {
		expect(datasetCard({ ...FACTS, rows }, 'x.jsonl')).toContain(`  - "${size}"`);
	});

	it('holds the decision card that was made of these trajectories, and no other', () => {
		const withCard = (trajectories: number): DatasetFacts => ({
			...FACTS,
			options: { ...DEFAULT_EXPORT, decisionCard: { markdown: '### View\n\nAda.', trajectories } }
		});
		expect(datasetCard(withCard(1000), 'x.jsonl')).toContain(
			'\n\n## How the teachers compared\n\n### View\n\nAda.\n\n## What to know'
		);
		const stale = datasetCard(withCard(900), 'x.jsonl');
		expect(stale).not.toContain('Ada.');
		expect(stale).toContain('900 trajectories. It holds 1000 now, so the card is left out.');
		expect(datasetCard(FACTS, 'x.jsonl')).not.toContain('How the teachers compared');
		expect(manifestText(withCard(1000), FILES)).toBe(manifestText(FACTS, FILES));
	});

	it('says whose verdicts were believed where the rule could not decide', () => {
		const card = (quality: Partial<Recipe['quality']>): string => {
			const recipe = { ...DEFAULT_RECIPE, quality: { ...DEFAULT_RECIPE.quality, ...quality } };
			return datasetCard({ ...FACTS, recipe }, 'x.jsonl');
		};
		const judge = 'the verdict of a language model as judge';
		const file = 'the verdict in the source file';
		expect(card({})).not.toContain('Where the rule could not decide');
		expect(card({ trustJudge: true })).toContain(`could not decide, ${judge} was believed.`);
		expect(card({ trustReference: true })).toContain(`could not decide, ${file} was believed.`);
		expect(card({ trustJudge: true, trustReference: true })).toContain(
			`could not decide, ${judge}, and where that could not either, ${file} was believed.`
		);
	});

	it('says what labels of models decided, and nothing where they decided nothing', () => {
		const card = (ratings: Partial<Ratings>, more: Partial<Recipe> = {}): string => {
			const { quality } = DEFAULT_RECIPE;
			const rated = { ...quality, ratings: { ...quality.ratings, ...ratings } };
			return datasetCard({ ...FACTS, recipe: { ...DEFAULT_RECIPE, quality: rated, ...more } }, 'x');
		};
		expect(card({})).not.toContain('language model');
		expect(card({ responseAtLeast: 'good' })).toContain(
			'- By the labels of a language model, which may be wrong, responses rated below good are not in, nor is what lacks such a label.\n'
		);
		expect(card({ inputAtLeast: 'poor', easiest: 'easy', hardest: 'hard' })).toContain(
			'questions rated below poor, questions rated easier than easy, questions rated harder than hard are not in'
		);
		const categories = 'are task categories that a language model gave';
		expect(card({}, { domainSource: 'category' })).toContain(categories);
		const budget = { ...DEFAULT_RECIPE.budget, enabled: false };
		expect(card({}, { domainSource: 'category', budget })).not.toContain(categories);
	});

	it('says what each verdict policy lets in', () => {
		const card = (verdict: Recipe['quality']['verdict']): string => {
			const recipe = { ...DEFAULT_RECIPE, quality: { ...DEFAULT_RECIPE.quality, verdict } };
			return datasetCard({ ...FACTS, recipe }, 'x.jsonl');
		};
		expect(card('correct')).toContain('wrong ones are not in.');
		expect(card('not-wrong')).toContain('some could not be checked and may be wrong.');
		expect(card('any')).toContain('Wrong answers were not filtered out.');
	});

	it('lists dataset_info.json where the format has one, and speaks of pairs where there are', () => {
		const card = (format: (typeof EXPORT_FORMATS)[number]): string =>
			datasetCard({ ...FACTS, options: { ...DEFAULT_EXPORT, format } }, 'x.jsonl');
		expect(card('alpaca')).toContain('- `dataset_info.json`');
		expect(card('messages')).not.toContain('dataset_info.json');
		expect(card('preference')).toContain('790 preference pairs on 700 questions');
		expect(card('messages')).toContain('790 examples on 700 questions');
	});

	it('tells how many came to each stage, how many stayed, and why the others went', () => {
		const reasons = [...FACTS.stages[0]!.reasons, { reason: 'too long', count: 3 }];
		const stages = [{ ...FACTS.stages[0]!, reasons }];
		expect(datasetCard({ ...FACTS, stages }, 'x.jsonl')).toContain(
			'| quality | 1000 | 800 | wrong\\: 200; too long\\: 3 |'
		);
	});

	it('says where the reasoning is', () => {
		const card = (reasoning: 'inline' | 'drop'): string =>
			datasetCard({ ...FACTS, options: { ...DEFAULT_EXPORT, reasoning } }, 'x.jsonl');
		expect(card('inline')).toContain('between `<think>` and `</think>`');
		expect(card('drop')).toContain('Reasoning was left out on purpose');
	});

	it('says whether rows were looked at under a chat template, or never get one', () => {
		const card = (format: (typeof EXPORT_FORMATS)[number]): string =>
			datasetCard({ ...FACTS, options: { ...DEFAULT_EXPORT, format } }, 'x.jsonl');
		expect(card('messages')).toContain('not looked at under a chat template');
		expect(card('prompt-completion')).toContain('Trainers put no chat template around this format');
	});

	it('says nothing of what was left out where nothing was', () => {
		expect(datasetCard({ ...FACTS, leftOut: [] }, 'x.jsonl')).not.toContain('could not hold');
	});

	it('does not claim a check that was not made', () => {
		const recipe: Recipe = {
			...DEFAULT_RECIPE,
			quality: { ...DEFAULT_RECIPE.quality, verdict: 'any' },
			decontamination: { enabled: false }
		};
		const card = datasetCard({ ...FACTS, recipe }, 'x.jsonl');
		expect(card).toContain('Wrong answers were not filtered out.');
		expect(card).toContain('not decontaminated');
		const checked = datasetCard(FACTS, 'x.jsonl');
		expect(checked).toContain('lists that were not loaded were not checked');
		expect(checked).not.toContain('not decontaminated');
	});
});

describe('manifest and recipe', () => {
	it('are JSON, without a time', () => {
		const manifest = JSON.parse(manifestText(FACTS, FILES)) as Record<string, unknown>;
		expect(manifest['files']).toEqual(FILES);
		expect(manifest['recipe']).toEqual(DEFAULT_RECIPE);
		expect(manifest['counts']).toMatchObject({ rows: 790, selected: 800 });
		expect(manifestText(FACTS, FILES)).not.toMatch(/20\d\d-\d\d-\d\d/);
	});

	it('name what the set was made with, stage by stage, and whose texts they are', () => {
		const manifest = JSON.parse(manifestText(FACTS, FILES)) as Record<string, unknown>;
		expect(manifest).toMatchObject({
			format: 'retort-manifest',
			version: 1,
			name: 'retort-set',
			options: { format: 'messages', reasoning: 'inline', systemPrompt: '', name: 'retort-set' },
			counts: { questions: 700, left_out: FACTS.leftOut },
			stages: [
				{
					stage: 'quality',
					entered: 1000,
					kept: 800,
					questions_kept: 700,
					reasons: [{ reason: 'wrong', count: 200 }]
				}
			],
			teachers: FACTS.teachers
		});
	});

	it('say what the chat template did, or that none was looked at', () => {
		const check = (facts: DatasetFacts): unknown =>
			(JSON.parse(manifestText(facts, FILES)) as Record<string, unknown>)['template_check'];
		expect(check(FACTS)).toEqual({ checked: false, reason: 'no chat template was chosen' });
		const options = { ...DEFAULT_EXPORT, format: 'prompt-completion' } as const;
		expect(check({ ...FACTS, options })).toEqual({
			checked: false,
			reason: 'trainers put no chat template around this format'
		});
		const builder = new ReportBuilder();
		const clean = { tokens: 9, trainedTokens: 4, countedBy: 'estimate', flags: [], failure: '' };
		builder.add('a', clean);
		for (const id of ['b', 'c', 'd', 'e', 'f', 'g']) {
			builder.add(id, { ...clean, flags: ['thinking-stripped'] });
		}
		const template = builder.build({ name: 'x*y', sha256: 'cd', contextTokens: null });
		expect(check({ ...FACTS, template })).toMatchObject({
			template: 'x*y',
			examples: 7,
			without_red_flag: 1,
			tokens: 63,
			trained_tokens: 28,
			template_sha256: 'cd',
			context_tokens: null,
			tokens_counted: 'estimate'
		});
		expect(check({ ...FACTS, template })).toHaveProperty(['red_flags', 1], {
			flag: 'thinking-stripped',
			count: 6,
			first_trajectories: ['b', 'c', 'd', 'e', 'f']
		});
		expect(template.flags).toHaveLength(RED_FLAGS.length);
		expect(template.flags[1]).toEqual({
			flag: 'thinking-stripped',
			count: 6,
			firstIds: ['b', 'c', 'd', 'e', 'f']
		});
		expect(datasetCard({ ...FACTS, template }, 'x')).toContain('template x\\*y, 1 of 7 rows');
	});

	it('write a recipe that reads back, the same from any order of keys', () => {
		const text = recipeText(DEFAULT_RECIPE);
		expect(parseRecipe(JSON.parse(text))).toEqual(DEFAULT_RECIPE);
		const reversed = Object.fromEntries(Object.entries(DEFAULT_RECIPE).reverse()) as Recipe;
		expect(recipeText(reversed)).toBe(text);
	});
});

describe('markdownText', () => {
	it('leaves no mark standing', () => {
		expect(markdownText('a\u0000b\r\nc [x](javascript:y) `z` \ud800')).toBe(
			'a b  c \\[x\\]\\(javascript\\:y\\) \\`z\\` \ufffd'
		);
		expect(markdownTable(['A'], [['x|y'], [3]])).toBe('| A |\n| --- |\n| x\\|y |\n| 3 |');
	});
});

describe('selectionProblems', () => {
	const row = (id: string, changes: Partial<CheckedRow> = {}): CheckedRow => ({
		id,
		verdict: 'correct',
		override: 'auto',
		...changes
	});
	const problems = (rows: readonly CheckedRow[], recipe = DEFAULT_RECIPE, missingPairs = 0) =>
		selectionProblems({ missingPairs, rows }, recipe);

	it('finds none where all is well', () => {
		expect(problems([row('a'), row('b')])).toEqual([]);
	});

	it.each([
		['missing distances', [row('a')], DEFAULT_RECIPE, 3, /3 distances/],
		['an empty set', [], DEFAULT_RECIPE, 0, /No trajectory/],
		['a wrong answer', [row('a', { verdict: 'wrong' })], DEFAULT_RECIPE, 0, /1 of the selected/],
		['a doubled row', [row('a'), row('a')], DEFAULT_RECIPE, 0, /selected twice/],
		[
			'too many rows',
			[row('a'), row('b')],
			{ ...DEFAULT_RECIPE, budget: { enabled: true, maxExamples: 1 } },
			0,
			/1 over its budget/
		]
	])('finds %s', (_, rows, recipe, missing, sentence) => {
		const found = problems(rows, recipe, missing);
		expect(found).toHaveLength(1);
		expect(found[0]).toMatch(sentence);
	});

	it('takes what a person kept, whatever its verdict and beyond the budget', () => {
		const kept = ['a', 'b'].map((id) => row(id, { verdict: 'wrong', override: 'keep' }));
		const recipe = { ...DEFAULT_RECIPE, budget: { enabled: true, maxExamples: 1 } };
		expect(problems(kept, recipe)).toEqual([]);
	});

	it('knows no budget where there is none, and takes as much as it allows', () => {
		const rows = [row('a'), row('b')];
		const budget = (enabled: boolean, maxExamples: number): Recipe => ({
			...DEFAULT_RECIPE,
			budget: { enabled, maxExamples }
		});
		expect(problems(rows, budget(false, 1))).toEqual([]);
		expect(problems(rows, budget(true, 2))).toEqual([]);
		// One more than the one kept by hand.
		const one = [row('a', { override: 'keep' }), row('b')];
		expect(problems(one, budget(true, 1))).toEqual(['The set is 1 over its budget.']);
	});

	it('asks what the recipe asks', () => {
		const recipe = (verdict: Recipe['quality']['verdict']): Recipe => ({
			...DEFAULT_RECIPE,
			quality: { ...DEFAULT_RECIPE.quality, verdict }
		});
		const unsure = [row('a', { verdict: 'unverifiable' })];
		const wrong = [row('a', { verdict: 'wrong' })];
		expect(problems(unsure, recipe('not-wrong'))).toEqual([]);
		expect(problems(wrong, recipe('not-wrong'))).toHaveLength(1);
		expect(problems(wrong, recipe('any'))).toEqual([]);
	});
});

describe('isSoundLine', () => {
	it.each(['{"a":1}\n', '[]\n', '{"a":"\\n"}\n'])('takes %j', (line) => {
		expect(isSoundLine(line)).toBe(true);
	});

	it.each([
		['no line end', '{"a":1}'],
		['two lines', '{"a":1}\n{"a":2}\n'],
		['a line end within', '{"a":\n1}\n'],
		['no JSON', '{"a":\n'],
		['null', 'null\n'],
		['a number', '3\n'],
		['nothing', '\n']
	])('refuses %s', (_, line) => {
		expect(isSoundLine(line)).toBe(false);
	});
});
