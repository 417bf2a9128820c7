import { takesTemplate } from '../template/template-messages.ts';
import type { DatasetFacts, FileFacts } from './dataset-facts.ts';
import { jsonText } from './json-text.ts';

/**
 * manifest.json: from what and how the set was made, and the SHA-256 of every other file, so that
 * anybody can check that they hold the same set. `teachers.settings` stays the JSON text that the
 * project holds.
 */
export function manifestText(facts: DatasetFacts, files: readonly FileFacts[]): string {
	const { recipe, rows, questions, selected, leftOut, stages, teachers, graders } = facts;
	// The decision card is text for people and stands in README.md.
	const { format, reasoning, systemPrompt, name } = facts.options;
	const manifest = {
		format: 'retort-manifest',
		version: 1,
		name,
		options: { format, reasoning, systemPrompt, name },
		recipe,
		counts: { rows, questions, selected, left_out: leftOut },
		stages: stages.map(({ stage, entered, kept, questionsKept, reasons }) => ({
			stage,
			entered,
			kept,
			questions_kept: questionsKept,
			reasons
		})),
		teachers,
		// Only where there are any: other sets keep the bytes that they had before.
		...(graders.length > 0 && { graders }),
		template_check: templateCheck(facts),
		files
	};
	return `${jsonText(manifest, '\t')}\n`;
}

/** What was looked for and found, or why nothing was. */
function templateCheck({ template, options }: DatasetFacts): object {
	if (template === null) {
		const reason = takesTemplate(options.format)
			? 'no chat template was chosen'
			: 'trainers put no chat template around this format';
		return { checked: false, reason };
	}
	return {
		checked: true,
		template: template.name,
		template_sha256: template.sha256,
		context_tokens: template.contextTokens,
		examples: template.examples,
		without_red_flag: template.clean,
		tokens: template.tokens,
		trained_tokens: template.trainedTokens,
		tokens_counted: template.countedBy,
		red_flags: template.flags.map(({ flag, count, firstIds }) => ({
			flag,
			count,
			first_trajectories: firstIds
		})),
		first_failure: template.firstFailure
	};
}
