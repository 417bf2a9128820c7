/** A response that is being written, or that just was. */
export interface LiveText {
	readonly jobId: string;
	readonly teacherId: string;
	/** The end of it. */
	readonly text: string;
	/** True where its beginning is not shown. */
	readonly isCut: boolean;
	readonly tokens: number;
	readonly isSaved: boolean;
}

export interface WrittenText {
	readonly jobId: string;
	/** What was added. */
	readonly text: string;
	readonly tokens: number;
}

const MAX_TEXTS = 12;
const MAX_CHARS = 4_000;

/**
 * The few responses that are shown while they are written. A response keeps its slot until it is
 * saved and another one needs it, so that nothing jumps; what finds no slot is written unseen.
 */
export class LiveTexts {
	#texts: readonly LiveText[] = [];

	get all(): readonly LiveText[] {
		return this.#texts;
	}

	clear(): void {
		this.#texts = [];
	}

	update(teacherId: string, written: readonly WrittenText[], saved: readonly string[]): void {
		for (const piece of written) this.#write(teacherId, piece);
		if (saved.length === 0) return;
		const ended = new Set(saved);
		this.#texts = this.#texts.map((live) =>
			ended.has(live.jobId) ? { ...live, isSaved: true } : live
		);
	}

	#write(teacherId: string, { jobId, text, tokens }: WrittenText): void {
		const at = this.#texts.findIndex((live) => live.jobId === jobId);
		const known = this.#texts[at];
		if (known) {
			// Fewer tokens than before: its worker died, and it is written from the beginning again.
			const before = tokens < known.tokens ? { text: '', isCut: false } : known;
			this.#set(at, { ...known, ...tail(before.text + text, before.isCut), tokens });
			return;
		}
		const slot = this.#freeSlot();
		if (slot === null) return;
		this.#set(slot, { jobId, teacherId, ...tail(text, false), tokens, isSaved: false });
	}

	#freeSlot(): number | null {
		if (this.#texts.length < MAX_TEXTS) return this.#texts.length;
		const ended = this.#texts.findIndex((live) => live.isSaved);
		return ended < 0 ? null : ended;
	}

	#set(at: number, text: LiveText): void {
		const texts = [...this.#texts];
		texts[at] = text;
		this.#texts = texts;
	}
}

function tail(text: string, wasCut: boolean): { text: string; isCut: boolean } {
	if (text.length <= MAX_CHARS) return { text, isCut: wasCut };
	const end = text.slice(-MAX_CHARS);
	// Half a surrogate pair at the cut would show as a question mark.
	const first = end.charCodeAt(0);
	return { text: first >= 0xdc00 && first <= 0xdfff ? end.slice(1) : end, isCut: true };
}
