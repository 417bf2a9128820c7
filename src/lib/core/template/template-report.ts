import type { RenderedExample } from './render-example.ts';
import { ESTIMATE } from './estimate.ts';
import { RED_FLAGS, type RedFlag } from './red-flags.ts';

/** What the template did to one row of the data: of a preference pair, to both its answers. */
export type CheckedExample = Pick<
	RenderedExample,
	'tokens' | 'trainedTokens' | 'countedBy' | 'flags' | 'failure'
>;

export interface TemplateReport {
	readonly name: string;
	/** Of the template's source in UTF-8. */
	readonly sha256: string;
	readonly contextTokens: number | null;
	/** Rows of the data file. */
	readonly examples: number;
	/** Without a red flag. */
	readonly clean: number;
	readonly tokens: number;
	readonly trainedTokens: number;
	/** What counted the tokens: 'estimate' (core/metrics/tokens.ts; special tokens are counted), or a tokenizer. */
	readonly countedBy: string;
	/** All flags, in the order of `RED_FLAGS`, those that nothing raised too: they were looked for. */
	readonly flags: readonly FlagCount[];
	/** What the first failure of the template said; '' where it never failed. */
	readonly firstFailure: string;
}

export interface FlagCount {
	readonly flag: RedFlag;
	readonly count: number;
	/** Trajectories, in the order of the data; the first few. */
	readonly firstIds: readonly string[];
}

const MAX_IDS = 5;

/** Adds up what a check finds; memory does not grow with the set. */
export class ReportBuilder {
	readonly #found = new Map<RedFlag, { count: number; ids: string[] }>();
	#examples = 0;
	#clean = 0;
	#tokens = 0;
	#trainedTokens = 0;
	#firstFailure = '';
	#countedBy = ESTIMATE;

	/** @param id of the trajectory that the row is made of */
	add(id: string, { tokens, trainedTokens, countedBy, flags, failure }: CheckedExample): void {
		this.#examples++;
		this.#tokens += tokens;
		this.#trainedTokens += trainedTokens;
		if (countedBy !== '') this.#countedBy = countedBy;
		if (flags.length === 0) this.#clean++;
		if (this.#firstFailure === '') this.#firstFailure = failure;
		for (const flag of flags) {
			const found = this.#found.get(flag) ?? { count: 0, ids: [] };
			found.count++;
			if (found.ids.length < MAX_IDS) found.ids.push(id);
			this.#found.set(flag, found);
		}
	}

	build(template: Pick<TemplateReport, 'name' | 'sha256' | 'contextTokens'>): TemplateReport {
		return {
			...template,
			examples: this.#examples,
			clean: this.#clean,
			tokens: this.#tokens,
			trainedTokens: this.#trainedTokens,
			countedBy: this.#countedBy,
			flags: RED_FLAGS.map((flag) => {
				const found = this.#found.get(flag);
				return { flag, count: found?.count ?? 0, firstIds: found?.ids ?? [] };
			}),
			firstFailure: this.#firstFailure
		};
	}
}
