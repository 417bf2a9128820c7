import type { GenerationEvent } from '../../lib/protocol/engine-api.ts';

/** A message per token would cost more than the token. */
const SEND_EVERY_MS = 50;

/** Collects what happened and sends it now and then. */
export class EventBatcher {
	readonly #send: (event: GenerationEvent) => void;
	readonly #now: () => number;
	readonly #written = new Map<string, { text: string; tokens: number }>();
	readonly #tokensSeen = new Map<string, number>();
	#saved: string[] = [];
	#newTokens = 0;
	#lastMs: number;
	#tokens = 0;

	constructor(send: (event: GenerationEvent) => void, now: () => number) {
		this.#send = send;
		this.#now = now;
		this.#lastMs = now();
	}

	/** All tokens drawn so far. */
	get tokens(): number {
		return this.#tokens;
	}

	/** @param tokens of the response so far */
	text(jobId: string, text: string, tokens: number): void {
		const before = this.#written.get(jobId)?.text ?? '';
		this.#written.set(jobId, { text: before + text, tokens });
		this.count(jobId, tokens);
		this.#sendIfDue();
	}

	/** The same without text, for the tokens at the end. */
	count(jobId: string, tokens: number): void {
		const added = tokens - (this.#tokensSeen.get(jobId) ?? 0);
		this.#tokensSeen.set(jobId, tokens);
		this.#newTokens += added;
		this.#tokens += added;
	}

	saved(jobIds: readonly string[]): void {
		this.#saved.push(...jobIds);
		this.#sendIfDue();
	}

	flush(): void {
		const written = [...this.#written].map(([jobId, { text, tokens }]) => ({
			jobId,
			text,
			tokens
		}));
		if (written.length + this.#saved.length + this.#newTokens === 0) return;
		this.#send({ written, saved: this.#saved, tokens: this.#newTokens });
		this.#written.clear();
		this.#saved = [];
		this.#newTokens = 0;
		this.#lastMs = this.#now();
	}

	#sendIfDue(): void {
		if (this.#now() - this.#lastMs >= SEND_EVERY_MS) this.flush();
	}
}
