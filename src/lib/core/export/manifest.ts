import type { DatasetFacts, FileFacts } from './dataset-facts.ts';
import { jsonText } from './json-text.ts';

/**
 * manifest.json: from what and how the set was made, and the SHA-256 of every other file, so that
 * anybody can check that they hold the same set. `teachers.settings` stays the JSON text that the
 * project holds.
 */
export function manifestText(facts: DatasetFacts, files: readonly FileFacts[]): string {
	const { recipe, rows, questions, selected, leftOut, stages, teachers } = facts;
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
		files
	};
	return `${jsonText(manifest, '\t')}\n`;
}
