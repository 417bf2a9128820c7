import type { CaseReply, CaseResult } from '../../core/code/case-result.ts';
import { judgeCase } from '../../core/code/case-result.ts';
import type { CodeTests } from '../../core/code/code-tests.ts';
import type { CodeLanguage } from '../../core/code/tests-summary.ts';
import { Cancelled } from '../../core/model/errors.ts';
import type { Program, WorkerAnswer, WorkerQuestion } from '../../protocol/sandbox-api.ts';
import { SandboxFrame, sandboxFailed } from './sandbox-frame.ts';
import { loadParts, type SandboxParts } from './sandbox-parts.ts';

/** All cases of one answer together. */
const ANSWER_LIMIT_MS = 60_000;
/** Python is ended from outside; its messages take a moment. QuickJS ends by itself, and is ended where not. */
const GRACE_MS: Readonly<Record<CodeLanguage, number>> = { python: 400, javascript: 2_000 };
const START_LIMIT_MS = 90_000;

export interface CodeRunnerOptions {
	readonly openFrame?: () => Promise<SandboxFrame>;
	readonly loadParts?: (language: CodeLanguage) => Promise<SandboxParts>;
}

/**
 * Runs answers one by one, each in a worker of its own that is thrown away after it. While one runs, the next
 * worker starts.
 */
export class CodeRunner {
	readonly #openFrame: () => Promise<SandboxFrame>;
	readonly #loadParts: (language: CodeLanguage) => Promise<SandboxParts>;
	readonly #ready = new Map<CodeLanguage, Promise<unknown>>();
	readonly #spares = new Map<CodeLanguage, Promise<SandboxWorker>>();
	#frame: Promise<SandboxFrame> | null = null;

	constructor({ openFrame, loadParts: load }: CodeRunnerOptions = {}) {
		this.#openFrame = openFrame ?? (() => SandboxFrame.open());
		this.#loadParts = load ?? loadParts;
	}

	/**
	 * What each case came to. An answer that has to be stopped is not asked the cases after that.
	 * @throws AppError where the sandbox failed, Cancelled
	 */
	async run(code: string, tests: CodeTests, signal: AbortSignal): Promise<CaseResult[]> {
		const worker = await this.#take(tests.language);
		const stop = (): void => worker.end('it was cancelled');
		signal.addEventListener('abort', stop);
		try {
			if (signal.aborted) throw new Cancelled();
			const results = await this.#runAll(worker, code, tests);
			if (signal.aborted) throw new Cancelled();
			return results;
		} catch (error) {
			throw signal.aborted ? new Cancelled() : error;
		} finally {
			signal.removeEventListener('abort', stop);
			worker.end('it is done');
		}
	}

	/** Ends everything; the next answer starts anew. */
	async close(): Promise<void> {
		const frame = this.#frame;
		this.#frame = null;
		this.#ready.clear();
		this.#spares.clear();
		(await frame?.catch(() => null))?.close();
	}

	async #runAll(worker: SandboxWorker, code: string, tests: CodeTests): Promise<CaseResult[]> {
		const until = performance.now() + ANSWER_LIMIT_MS;
		const limit = (): number => Math.min(tests.timeLimitMs, until - performance.now());
		const opened = await worker.ask(
			{ ask: 'open', program: programOf(code, tests), limitMs: limit() },
			GRACE_MS[tests.language]
		);
		if (opened.kind !== 'done') return allAlike(tests, opened);
		const results: CaseResult[] = [];
		for (const text of caseTexts(tests)) {
			if (limit() <= 0) break;
			const reply = await worker.ask(
				{ ask: 'case', text, limitMs: limit() },
				GRACE_MS[tests.language]
			);
			results.push(judgeCase(tests, results.length, reply));
			if (reply.over) break;
		}
		if (worker.isLost && !(await this.#isAlive())) await this.close();
		return filled(tests, results);
	}

	async #isAlive(): Promise<boolean> {
		const frame = await this.#frame?.catch(() => null);
		return (await frame?.isAlive()) ?? false;
	}

	/** The worker that waits, or a new one; and another begins to start. */
	async #take(language: CodeLanguage): Promise<SandboxWorker> {
		const taken = this.#spares.get(language) ?? this.#start(language);
		this.#spares.delete(language);
		const worker = await taken.catch(async (error: unknown) => {
			await this.close();
			throw error;
		});
		const spare = this.#start(language);
		spare.catch(() => undefined);
		this.#spares.set(language, spare);
		return worker;
	}

	async #start(language: CodeLanguage): Promise<SandboxWorker> {
		this.#frame ??= this.#openFrame();
		const frame = await this.#frame;
		const ready =
			this.#ready.get(language) ??
			this.#loadParts(language).then((parts) => frame.prepare(language, parts));
		this.#ready.set(language, ready);
		await ready;
		return SandboxWorker.start(frame, language);
	}
}

/** One worker of the frame, with a time limit on each question. What it says is read as data of a stranger. */
class SandboxWorker {
	readonly #port: MessagePort;
	#end: () => void = () => undefined;
	#settle: ((answer: WorkerAnswer | Error) => void) | null = null;
	/** Ended while it was running, or died: perhaps with the frame. */
	isLost = false;
	#ended = false;

	private constructor(port: MessagePort) {
		this.#port = port;
		port.onmessage = ({ data }: MessageEvent<unknown>) => this.#settle?.(readAnswer(data));
	}

	static async start(frame: SandboxFrame, language: CodeLanguage): Promise<SandboxWorker> {
		const { port1, port2 } = new MessageChannel();
		const worker = new SandboxWorker(port1);
		const ready = worker.#next(START_LIMIT_MS);
		ready.catch(() => undefined);
		const id = await frame.start(language, port2, (message) =>
			worker.#settle?.(new Error(message))
		);
		worker.#end = () => frame.end(id);
		const answer = await ready;
		if (answer?.kind === 'ready') return worker;
		worker.end('it did not start');
		throw sandboxFailed(answer?.kind === 'failed' ? answer.text : 'an interpreter does not start');
	}

	/** Where the guest does not answer in time, its worker is ended, and that is the reply. */
	async ask(
		question: WorkerQuestion,
		graceMs: number
	): Promise<CaseReply & { readonly over: boolean }> {
		const from = performance.now();
		const answer = this.#next(question.limitMs + graceMs);
		this.#port.postMessage(question);
		const reply = await answer.catch((error: unknown) => {
			// A worker that breaks down while it runs an answer: the browser had no memory for it.
			return {
				kind: 'memory',
				text: String(error),
				ms: performance.now() - from,
				over: true
			} as const;
		});
		if (reply === null || reply.kind === 'ready' || reply.kind === 'failed') {
			this.isLost = true;
			this.end('it ran too long');
			return { kind: 'timeout', text: '', ms: performance.now() - from, over: true };
		}
		if (reply.ms > question.limitMs) return { ...reply, kind: 'timeout', text: '' };
		return reply;
	}

	end(reason: string): void {
		if (this.#ended) return;
		this.#ended = true;
		this.#settle?.(new Error(reason));
		this.#end();
		this.#port.close();
	}

	/** The next answer; null where none comes in time. */
	#next(limitMs: number): Promise<WorkerAnswer | null> {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => done(null), limitMs);
			const done = (answer: WorkerAnswer | Error | null): void => {
				clearTimeout(timer);
				this.#settle = null;
				if (answer instanceof Error) {
					this.isLost = true;
					reject(answer);
				} else resolve(answer);
			};
			this.#settle = done;
		});
	}
}

const KINDS = new Set(['ready', 'failed', 'output', 'done', 'wrong', 'error', 'timeout', 'memory']);

function readAnswer(data: unknown): WorkerAnswer | Error {
	const { kind, text, ms, over } = (data ?? {}) as Partial<Record<string, unknown>>;
	if (typeof kind !== 'string' || !KINDS.has(kind)) return new Error('an answer of no kind');
	return {
		kind,
		text: typeof text === 'string' ? text : '',
		ms: typeof ms === 'number' && Number.isFinite(ms) ? ms : 0,
		over: over === true
	} as WorkerAnswer;
}

function programOf(code: string, tests: CodeTests): Program {
	return {
		kind: tests.kind,
		code,
		preamble: tests.preamble,
		entryPoint: ('entryPoint' in tests ? tests.entryPoint : '') ?? '',
		setup: 'setup' in tests ? tests.setup : '',
		memoryLimitMb: tests.memoryLimitMb
	};
}

function caseTexts(tests: CodeTests): readonly string[] {
	switch (tests.kind) {
		case 'stdio':
			return tests.cases.map(({ input }) => input);
		case 'function':
			return tests.cases.map(({ args }) => args);
		case 'script':
			return tests.cases.map(({ code }) => code);
	}
}

/** What failed before the first case. */
function allAlike(tests: CodeTests, reply: CaseReply): CaseResult[] {
	return filled(tests, [judgeCase(tests, 0, reply)]);
}

function filled(tests: CodeTests, results: readonly CaseResult[]): CaseResult[] {
	const skipped = tests.cases.slice(results.length);
	return [...results, ...skipped.map(() => ({ outcome: 'skipped', ms: 0, detail: '' }) as const)];
}
