import type {
	CausalLm,
	ForwardResult,
	ForwardStep
} from '../../src/lib/core/generate/causal-lm.ts';

/** The ids that each row has read, padding left out. */
type ReadIds = readonly (readonly number[])[];

export interface ScriptedLmOptions {
	/** Logits after these ids; one number per token of the vocabulary. */
	readonly logitsAfter: (ids: readonly number[]) => readonly number[];
	readonly vocabularySize: number;
	readonly contextTokens?: number;
	readonly endTokens?: readonly number[];
	readonly canDropRows?: boolean;
}

/**
 * A language model by rule, for tests of the loops around one. It checks what a real one would only
 * answer with wrong numbers: that masks, caches and dropped rows fit together.
 */
export class ScriptedLm implements CausalLm<ReadIds> {
	readonly vocabularySize: number;
	readonly contextTokens: number;
	readonly endTokens: ReadonlySet<number>;
	readonly padToken = 0;
	readonly canDropRows: boolean;
	readonly #logitsAfter: ScriptedLmOptions['logitsAfter'];
	/** Rows of each forward pass so far. */
	readonly rowsPerStep: number[] = [];
	released = 0;

	constructor(options: ScriptedLmOptions) {
		this.#logitsAfter = options.logitsAfter;
		this.vocabularySize = options.vocabularySize;
		this.contextTokens = options.contextTokens ?? 1000;
		this.endTokens = new Set(options.endTokens ?? []);
		this.canDropRows = options.canDropRows ?? true;
	}

	async forward(step: ForwardStep<ReadIds>): Promise<ForwardResult<ReadIds>> {
		const { rows, width, ids, mask, want } = step;
		const before = step.cache ?? Array.from({ length: rows }, () => []);
		if (before.length !== rows) throw new Error(`${before.length} rows in the cache, not ${rows}`);
		this.rowsPerStep.push(rows);
		const positions = want === 'last' ? 1 : width;
		const logits = new Float32Array(rows * positions * this.vocabularySize);
		const cache = before.map((known, row) => {
			const read = [...known];
			for (let at = 0; at < width; at++) {
				const length = mask.length / rows;
				if (mask[row * length + length - width + at] === 1) read.push(ids[row * width + at]!);
				const place = want === 'last' ? 0 : at;
				logits.set(this.#logitsAfter(read), (row * positions + place) * this.vocabularySize);
			}
			return read;
		});
		return { logits, positions, cache, hidden: null };
	}

	keepRows(cache: ReadIds, rows: readonly number[]): ReadIds {
		return rows.map((row) => cache[row]!);
	}

	release(): void {
		this.released += 1;
	}
}

/** Logits that depend on all that was read, and on its order: a wrong context shows. */
export function mixedLogits(ids: readonly number[], size: number): number[] {
	let hash = 17;
	for (const id of ids) hash = (hash * 31 + id + 1) % 1_000_003;
	return Array.from({ length: size }, (_, token) => ((hash * (token + 3)) % 97) / 20);
}
