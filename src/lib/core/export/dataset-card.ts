import type { Recipe } from '../model/recipe.ts';
import { takesTemplate } from '../template/template-messages.ts';
import type { DatasetFacts, GraderFacts } from './dataset-facts.ts';
import { datasetInfo } from './dataset-info.ts';
import { jsonText } from './json-text.ts';
import { markdownTable, markdownText } from './markdown-text.ts';
import type { ExportFormat, ExportOptions } from './options.ts';

/**
 * README.md with the YAML front matter that the Hugging Face hub reads. Strings are JSON strings,
 * which YAML 1.2 reads as they are: no value can end a line or begin a key.
 */
export function datasetCard(facts: DatasetFacts, dataFile: string): string {
	const sections = [
		frontMatter(facts, dataFile),
		`# ${markdownText(facts.options.name)}`,
		summary(facts),
		'## Format',
		`${FORMATS[facts.options.format]} ${reasoningNote(facts.options)}`,
		'## How it was chosen',
		funnel(facts),
		leftOut(facts),
		'## Teachers',
		teachers(facts),
		graders(facts),
		decision(facts),
		'## What to know before training',
		caveats(facts),
		'## Files',
		files(facts, dataFile)
	];
	return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function frontMatter({ options, rows }: DatasetFacts, dataFile: string): string {
	return [
		'---',
		`pretty_name: ${jsonText(options.name)}`,
		'task_categories:',
		'  - "text-generation"',
		'size_categories:',
		`  - ${jsonText(sizeCategory(rows))}`,
		'tags:',
		'  - "reasoning"',
		'  - "distillation"',
		'  - "synthetic"',
		'configs:',
		'  - config_name: "default"',
		`    data_files: ${jsonText(dataFile)}`,
		'---'
	].join('\n');
}

function summary({ rows, questions, options }: DatasetFacts): string {
	const unit = options.format === 'preference' ? 'preference pairs' : 'examples';
	return (
		`${rows} ${unit} on ${questions} questions, for fine-tuning a reasoning model. ` +
		'Curated with Retort after DED, "Beyond Scaling Law: A Data-Efficient Distillation Framework for ' +
		'Reasoning" (arXiv 2508.09883): few, verified, diverse trajectories.'
	);
}

const FORMATS: Readonly<Record<ExportFormat, string>> = {
	messages: 'JSONL, one conversation a line under `messages` (OpenAI, TRL).',
	'prompt-completion':
		'JSONL, `prompt` and `completion` as plain strings (TRL standard format). TRL applies no chat template to them.',
	sharegpt:
		'JSONL, ShareGPT `conversations`; `dataset_info.json` tells LLaMA\\-Factory how to read it.',
	alpaca:
		'JSONL, `instruction`, `input` (empty) and `output` (Alpaca); `dataset_info.json` tells LLaMA\\-Factory how to read it.',
	preference:
		'JSONL, `prompt`, `chosen` and `rejected` as messages (TRL preference format, for DPO). `chosen` is verified correct; `rejected` is a complete but wrong answer to the same question.'
};

function reasoningNote({ reasoning }: ExportOptions): string {
	switch (reasoning) {
		case 'inline':
			return 'Reasoning stands before the answer, between `<think>` and `</think>`. Some chat templates drop it from earlier turns: look at a rendered example before training.';
		case 'field':
			return 'Reasoning is in `reasoning_content`, apart from the answer. A trainer or chat template that does not know this field trains on the answer alone, without a warning.';
		case 'drop':
			return 'Reasoning was left out on purpose: these are answers alone.';
	}
}

function funnel({ stages }: DatasetFacts): string {
	const rows = stages.map(({ stage, entered, kept, reasons }) => [
		stage,
		entered,
		kept,
		reasons.map(({ reason, count }) => `${reason}: ${count}`).join('; ')
	]);
	return [
		'Trajectories that reached each stage, those that stayed, and why the others went. `recipe.json` holds the parameters.',
		markdownTable(['Stage', 'Reached', 'Stayed', 'Dropped because'], rows)
	].join('\n\n');
}

function leftOut({ leftOut: reasons, selected }: DatasetFacts): string {
	if (reasons.length === 0) return '';
	const parts = reasons.map(({ reason, count }) => `${count} (${markdownText(reason)})`);
	return `Of ${selected} selected trajectories this format could not hold ${parts.join(', ')}. No text was altered.`;
}

function teachers({ teachers: rows }: DatasetFacts): string {
	return markdownTable(
		['Teacher', 'From', 'Rows'],
		rows.map(({ name, origin, rows: count }) => [name, origin, count])
	);
}

const GIVEN: Readonly<Record<GraderFacts['gives'], string>> = {
	verdict: 'verdicts, as judge',
	category: 'task category',
	difficulty: 'difficulty',
	'input-quality': 'quality of the question',
	'response-quality': 'quality of the response'
};

function graders({ graders: rows }: DatasetFacts): string {
	if (rows.length === 0) return '';
	return [
		'## Models that judged and labelled',
		'What they said stands in `provenance.jsonl`; `manifest.json` names model and revision.',
		markdownTable(
			['Model', 'What it gave'],
			rows.map(({ name, gives }) => [name, GIVEN[gives]])
		)
	].join('\n\n');
}

/** The decision card as it was made, unless the project holds other trajectories by now. */
function decision({ options: { decisionCard }, stages }: DatasetFacts): string {
	if (!decisionCard) return '';
	const title = '## How the teachers compared';
	const now = stages[0]?.entered ?? 0;
	return decisionCard.trajectories === now
		? `${title}\n\n${decisionCard.markdown}`
		: `${title}\n\nA decision card was made when the project held ${decisionCard.trajectories} trajectories. It holds ${now} now, so the card is left out.`;
}

/** The policy of verdicts, in the order in which they count. */
function believed({ quality }: Recipe): string {
	const others = [
		...(quality.trustJudge ? ['the verdict of a language model as judge'] : []),
		...(quality.trustReference ? ['the verdict in the source file'] : [])
	];
	if (others.length === 0) return '';
	return ` Where the rule could not decide, ${others.join(', and where that could not either, ')} was believed.`;
}

/** What labels of models decided: core/annotate. Empty where they decided nothing. */
function labelSentences({ quality, budget, domainSource }: Recipe): string[] {
	const { inputAtLeast, responseAtLeast, easiest, hardest } = quality.ratings;
	const refused = [
		...(inputAtLeast === null ? [] : [`questions rated below ${inputAtLeast}`]),
		...(responseAtLeast === null ? [] : [`responses rated below ${responseAtLeast}`]),
		...(easiest === null ? [] : [`questions rated easier than ${easiest}`]),
		...(hardest === null ? [] : [`questions rated harder than ${hardest}`])
	];
	return [
		...(refused.length === 0
			? []
			: [
					`By the labels of a language model, which may be wrong, ${refused.join(', ')} are not in, nor is what lacks such a label.`
				]),
		...(budget.enabled && domainSource === 'category'
			? [
					'The domains over which the budget was dealt out are task categories that a language model gave, not those of the source file.'
				]
			: [])
	];
}

function caveats(facts: DatasetFacts): string {
	const { recipe } = facts;
	const verdicts = {
		correct: 'Answers were checked by rule against the reference answers; wrong ones are not in.',
		'not-wrong':
			'Answers that the rule found wrong are not in; some could not be checked and may be wrong.',
		any: 'Wrong answers were not filtered out.'
	};
	return [
		verdicts[recipe.quality.verdict] + believed(recipe),
		...labelSentences(recipe),
		'A correct answer does not mean that every step of the reasoning is correct.',
		'What a person kept by hand is in whatever the rules say.',
		recipe.decontamination.enabled
			? 'Questions that share n-grams with the benchmark lists loaded in the project are not in; lists that were not loaded were not checked.'
			: 'The set was not decontaminated against benchmarks.',
		templateSentence(facts),
		'Lengths are estimates where the source gave no token counts.',
		'The texts come from the models and files named above; their licences and terms apply.'
	]
		.map((sentence) => `- ${sentence}`)
		.join('\n');
}

function templateSentence({ template, options }: DatasetFacts): string {
	if (template === null) {
		return takesTemplate(options.format)
			? 'The rows were not looked at under a chat template.'
			: 'Trainers put no chat template around this format.';
	}
	const name = markdownText(template.name);
	return `Under the chat template ${name}, ${template.clean} of ${template.examples} rows raised no red flag; \`manifest.json\` counts the flags.`;
}

function files({ options }: DatasetFacts, dataFile: string): string {
	return [
		`- \`${dataFile}\`: the data`,
		...(datasetInfo(options, dataFile) ? ['- `dataset_info.json`: for LLaMA\\-Factory'] : []),
		'- `provenance.jsonl`: for each line of the data, in the same order, the ids of trajectory and question, the teacher and the verdict',
		'- `recipe.json`: every parameter of the curation; load it in Retort to repeat it',
		'- `manifest.json`: counts, teachers, and the SHA-256 of every other file'
	].join('\n');
}

/** The hub's own words. */
function sizeCategory(rows: number): string {
	const limits = [
		[1_000, 'n<1K'],
		[10_000, '1K<n<10K'],
		[100_000, '10K<n<100K'],
		[1_000_000, '100K<n<1M']
	] as const;
	return limits.find(([limit]) => rows < limit)?.[1] ?? '1M<n<10M';
}
