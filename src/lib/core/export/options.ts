import * as v from 'valibot';
import { ChatTemplateSchema } from '../template/chat-template.ts';

/** Formats trainers accept (PRODUCT, 'Export formats'). */
export const EXPORT_FORMATS = [
	'messages',
	'prompt-completion',
	'sharegpt',
	'alpaca',
	'preference'
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const ExportOptionsSchema = v.strictObject({
	format: v.picklist(EXPORT_FORMATS),
	/** 'inline': `<think>…</think>` before the answer. 'field': `reasoning_content` beside `content`. 'drop': answer only. */
	reasoning: v.picklist(['inline', 'field', 'drop']),
	/** A system turn put before every question; '' for none. */
	systemPrompt: v.pipe(v.string(), v.maxLength(100_000)),
	/** Name of the data set in its card and in dataset_info.json. */
	name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)),
	/** The student's, under which the rows are looked at and checked; left out where none is chosen. */
	template: v.optional(ChatTemplateSchema),
	/** How the teachers were compared (core/decision), for the data card; left out where nobody asked for it. */
	decisionCard: v.optional(
		v.object({
			/** Sections under headings of the third level. */
			markdown: v.pipe(v.string(), v.maxLength(1_000_000)),
			/** In the project when the card was made; the card is dropped where there are others now. */
			trajectories: v.number()
		})
	)
});
export type ExportOptions = v.InferOutput<typeof ExportOptionsSchema>;

export const DEFAULT_EXPORT: ExportOptions = {
	format: 'messages',
	reasoning: 'inline',
	systemPrompt: '',
	name: 'retort-set'
};
