import { type Remote, transfer } from 'comlink';
import type { Example } from '../core/export/example.ts';
import type { ExportOptions } from '../core/export/options.ts';
import { AppError } from '../core/model/errors.ts';
import type { ChatTemplate } from '../core/template/chat-template.ts';
import type { RenderedExample } from '../core/template/render-example.ts';
import type { TemplateApi } from '../protocol/template-api.ts';
import { withTimeLimit } from '../protocol/time-limit.ts';
import { RestartableLink } from './restartable-link.ts';
import { WorkerLink } from './worker-link.ts';

const START_LIMIT_MS = 60_000;
/** A published template takes a few milliseconds, also on a long chain of thought. */
const RENDER_LIMIT_MS = 5_000;

/** The template worker: started when needed, ended when a template keeps it. */
export class TemplateClient {
	readonly #createWorker: () => Worker;
	readonly #renderLimitMs: number;
	readonly #link = new RestartableLink(() => this.#start());
	/** A worker that is started anew must count as the one before it. */
	#tokenizer = '';

	constructor(createWorker: () => Worker = createTemplateWorker, renderLimitMs = RENDER_LIMIT_MS) {
		this.#createWorker = createWorker;
		this.#renderLimitMs = renderLimitMs;
	}

	/** @throws AppError 'timeout' where the template does not come to an end */
	async render(
		template: ChatTemplate,
		options: ExportOptions,
		example: Example
	): Promise<RenderedExample> {
		const link = await this.#link.get();
		const rendering = link.call((api) => api.render(template, options, example));
		return this.#limited(rendering, this.#renderLimitMs);
	}

	/**
	 * Tokens are counted by this `tokenizer.json` from now on; '' for estimates.
	 * @throws AppError 'file-format', 'timeout'; then they are counted as before
	 */
	async useTokenizer(json: string): Promise<void> {
		const link = await this.#link.get();
		await this.#limited(
			link.call((api) => api.useTokenizer(json)),
			START_LIMIT_MS
		);
		this.#tokenizer = json;
	}

	/** A port that speaks TemplateApi, to be transferred to the database worker. */
	async port(): Promise<MessagePort> {
		const { port1, port2 } = new MessageChannel();
		const link = await this.#link.get();
		await link.call((api: Remote<TemplateApi>) => api.connect(transfer(port2, [port2])));
		return port1;
	}

	/** Ends the worker, whatever it is doing; the next call starts another. */
	async end(): Promise<void> {
		(await this.#link.take())?.terminate();
	}

	/** A worker that does not answer in time is ended. */
	async #limited<T>(answer: Promise<T>, limitMs: number): Promise<T> {
		try {
			return await withTimeLimit(answer, limitMs, tooSlow);
		} catch (error) {
			answer.catch(() => undefined);
			await this.end();
			throw error;
		}
	}

	/** The first call waits until the worker is loaded, so that no limit counts the loading. */
	async #start(): Promise<WorkerLink<TemplateApi>> {
		const link = new WorkerLink<TemplateApi>(this.#createWorker(), 'chat template');
		await link.start((api) => api.ready(), START_LIMIT_MS);
		const tokenizer = this.#tokenizer;
		if (tokenizer !== '') await link.call((api) => api.useTokenizer(tokenizer));
		return link;
	}
}

function createTemplateWorker(): Worker {
	return new Worker(new URL('../../workers/template/template-worker.ts', import.meta.url), {
		type: 'module',
		name: 'chat-template'
	});
}

function tooSlow(): AppError {
	return new AppError(
		'timeout',
		'The chat template did not come to an end, so it was stopped. Your project is unchanged. Choose another template.'
	);
}
