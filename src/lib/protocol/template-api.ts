import type { Example } from '../core/export/example.ts';
import type { ExportOptions } from '../core/export/options.ts';
import type { ChatTemplate } from '../core/template/chat-template.ts';
import type { RowExamples } from '../core/template/check-examples.ts';
import type { RenderedExample } from '../core/template/render-example.ts';
import type { CheckedExample } from '../core/template/template-report.ts';

/**
 * The template worker. Templates are somebody's programs, so they run where nothing else does; whoever
 * calls sets a time limit, and the page ends the worker where it is passed.
 */
export interface TemplateApi {
	/** Answers when the worker is loaded. */
	ready(): void;
	/** Another client: the database worker, which checks what it writes. */
	connect(port: MessagePort): void;
	/**
	 * Tokens are counted by this `tokenizer.json` from now on; '' for estimates.
	 * @throws AppError 'file-format', and counts as before
	 */
	useTokenizer(json: string): Promise<void>;
	render(template: ChatTemplate, options: ExportOptions, example: Example): RenderedExample;
	/** One result a row, in their order. */
	check(
		template: ChatTemplate,
		options: ExportOptions,
		rows: readonly RowExamples[]
	): readonly CheckedExample[];
}
