import type { ScoredText, ScoreRequest } from '../../src/lib/core/generate/engine.ts';
import { createIds } from '../../src/lib/core/model/ids.ts';
import { judgeId, judgeSettingsJson } from '../../src/lib/core/judge/judge.ts';
import { DEFAULT_RUBRIC, type Rubric, rubricJson } from '../../src/lib/core/judge/rubric.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import type { OnnxModelRef } from '../../src/lib/core/generate/model-ref.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';

const ids = await createIds();

export const MODEL: OnnxModelRef = {
	engine: 'onnx',
	source: 'bundled',
	id: 'demo-terse',
	revision: 'v1',
	dtype: 'fp32'
};

/** A row of `judges`. */
export function judgeRow(changes: Partial<Rubric> = {}, askedAt = '2026-01-01'): Row<'judges'> {
	const rubric = { ...DEFAULT_RUBRIC, ...changes };
	return {
		id: judgeId(ids, MODEL, rubric),
		name: 'Terse',
		teacher_id: 'T',
		settings: judgeSettingsJson(MODEL),
		rubric: rubricJson(rubric),
		asked_at: askedAt
	};
}

export const JUDGE = judgeRow();

/** What a judge thinks: the probability of 'Yes' against 'No' behind a prompt; null where it does not fit. */
export type Opinion = (prompt: string) => number | null;

/** Yes to whatever says 'right'. */
export const sees: Opinion = (prompt) => (prompt.includes('right') ? 0.9 : 0.2);
/** Whatever is offered first. */
export const prefersFirst: Opinion = (prompt) => (prompt.includes('Yes or No') ? 0.8 : 0.3);

/** An engine that judges as it is told, one token per character of a label. */
export class ScriptedJudge extends ScriptedEngine {
	opinion: Opinion;
	readonly prompts: string[] = [];

	constructor(opinion: Opinion) {
		super();
		this.opinion = opinion;
	}

	override async score(requests: readonly ScoreRequest[]): Promise<readonly ScoredText[]> {
		return requests.map(({ messages, response }) => {
			const prompt = messages.at(-1)!.content;
			if (response === 'Yes') this.prompts.push(prompt);
			const p = this.opinion(prompt);
			const each = Math.log((response === 'Yes' ? p! : 1 - p!) * 0.5) / response.length;
			const tokens = p === null ? 0 : response.length;
			return {
				track: {
					ids: new Int32Array(tokens),
					logprobs: new Float32Array(tokens).fill(each),
					entropies: new Float32Array(tokens),
					ranks: new Int32Array(tokens).fill(1)
				},
				starts: new Int32Array(tokens),
				localTrack: null,
				promptTokens: 3,
				truncated: p === null
			};
		});
	}
}
