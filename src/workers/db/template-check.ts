import { type Remote, releaseProxy, wrap } from 'comlink';
import { sha256 } from 'hash-wasm';
import type { ExportOptions } from '../../lib/core/export/options.ts';
import { AppError } from '../../lib/core/model/errors.ts';
import type { ChatTemplate } from '../../lib/core/template/chat-template.ts';
import type { RowExamples } from '../../lib/core/template/check-examples.ts';
import { takesTemplate } from '../../lib/core/template/template-messages.ts';
import {
	type CheckedExample,
	ReportBuilder,
	type TemplateReport
} from '../../lib/core/template/template-report.ts';
import type { TemplateApi } from '../../lib/protocol/template-api.ts';
import { withTimeLimit } from '../../lib/protocol/time-limit.ts';
import type { PreparedRow } from './export-examples.ts';

/** Puts the template of the options around some rows. */
export type TemplateChecker = (
	template: ChatTemplate,
	options: ExportOptions,
	rows: readonly RowExamples[]
) => Promise<readonly CheckedExample[]>;

/** Rows that go to the template worker at one time, and about how long their texts are together. */
const BATCH_ROWS = 64;
const BATCH_CHARS = 500_000;

/** Checks the rows of an export as they are written, a batch at a time. */
export class TemplateCheck {
	readonly #template: ChatTemplate;
	readonly #options: ExportOptions;
	readonly #checker: TemplateChecker;
	readonly #builder = new ReportBuilder();

	constructor(template: ChatTemplate, options: ExportOptions, checker: TemplateChecker) {
		this.#template = template;
		this.#options = options;
		this.#checker = checker;
	}

	/** @throws AppError 'timeout', and what `signal` throws */
	async add(rows: readonly PreparedRow[], signal: AbortSignal): Promise<void> {
		for (const batch of batchesOf(rows)) {
			signal.throwIfAborted();
			const examples = batch.map((row) => row.examples);
			const checking = this.#checker(this.#template, this.#options, examples);
			const results = await untilAborted(checking, signal);
			results.forEach((result, index) => this.#builder.add(batch[index]!.id, result));
		}
	}

	async report(): Promise<TemplateReport> {
		const { name, source, contextTokens } = this.#template;
		return this.#builder.build({ name, sha256: await sha256(source), contextTokens });
	}
}

/**
 * The check that these options ask for; null where there is nothing to check.
 * @throws AppError 'internal' where nobody is there to do it: a manifest must not pass over that
 */
export function startTemplateCheck(
	options: ExportOptions,
	checker: TemplateChecker | null
): TemplateCheck | null {
	if (options.template === undefined || !takesTemplate(options.format)) return null;
	if (checker !== null) return new TemplateCheck(options.template, options, checker);
	throw new AppError(
		'internal',
		'The chat template could not be checked, so nothing was written. Your project is unchanged. Reload the page and try again.'
	);
}

/** A template that stays below its limits takes at most some seconds for a batch. */
const BATCH_LIMIT_MS = 60_000;

/** Runs `work` with the template worker behind a port, which is closed afterwards. */
export async function withTemplateWorker<T>(
	port: MessagePort | undefined,
	work: (checker: TemplateChecker | null) => Promise<T>
): Promise<T> {
	if (port === undefined) return work(null);
	const remote: Remote<TemplateApi> = wrap<TemplateApi>(port);
	try {
		return await work((...args) => withTimeLimit(remote.check(...args), BATCH_LIMIT_MS, tooSlow));
	} finally {
		remote[releaseProxy]();
	}
}

function tooSlow(): AppError {
	return new AppError(
		'timeout',
		'The chat template did not come to an end on one of the examples, so the set was not written. Your project is unchanged. Choose another template, or none.'
	);
}

/** Cancelling does not wait for a template that keeps its worker. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	let stop = (): void => undefined;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(signal.reason as Error);
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

interface WritableRow {
	readonly id: string;
	readonly examples: RowExamples;
}

function* batchesOf(rows: readonly PreparedRow[]): Generator<WritableRow[]> {
	let batch: WritableRow[] = [];
	let chars = 0;
	for (const { row, examples } of rows) {
		if (typeof examples === 'string') continue;
		batch.push({ id: row.id, examples });
		for (const { question, reasoning, answer } of examples) {
			chars += question.length + reasoning.length + answer.length;
		}
		if (batch.length < BATCH_ROWS && chars < BATCH_CHARS) continue;
		yield batch;
		batch = [];
		chars = 0;
	}
	if (batch.length > 0) yield batch;
}
