import { annotatorId } from '../../src/lib/core/annotate/annotator.ts';
import type { Aspect } from '../../src/lib/core/annotate/aspects.ts';
import { DEFAULT_GUIDES, type Guide, guideJson } from '../../src/lib/core/annotate/guide.ts';
import type { ScoredText, ScoreRequest } from '../../src/lib/core/generate/engine.ts';
import { judgeSettingsJson } from '../../src/lib/core/judge/judge.ts';
import { createIds } from '../../src/lib/core/model/ids.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { MODEL } from './scripted-judge.ts';

const ids = await createIds();

/** A row of `annotators`. */
export function annotatorRow(
	aspect: Aspect,
	changes: Partial<Guide> = {},
	askedAt = '2026-01-01'
): Row<'annotators'> {
	const guide = { ...DEFAULT_GUIDES[aspect], ...changes };
	return {
		id: annotatorId(ids, aspect, MODEL, guide),
		aspect,
		name: 'Terse',
		teacher_id: 'T',
		settings: judgeSettingsJson(MODEL),
		guide: guideJson(guide),
		asked_at: askedAt
	};
}

/** What an annotator thinks: the probability of a label behind a prompt; null where the prompt does not fit. */
export type Labelling = (prompt: string, label: string) => number | null;

/** An engine that labels as it is told, one token per character of a label. */
export class ScriptedAnnotator extends ScriptedEngine {
	labelling: Labelling;
	/** Each once, however many labels were scored behind it. */
	readonly prompts = new Set<string>();

	constructor(labelling: Labelling) {
		super();
		this.labelling = labelling;
	}

	override async score(requests: readonly ScoreRequest[]): Promise<readonly ScoredText[]> {
		return requests.map(({ messages, response }) => {
			const prompt = messages.at(-1)!.content;
			this.prompts.add(prompt);
			const p = this.labelling(prompt, response);
			const tokens = p === null ? 0 : response.length;
			return {
				track: {
					ids: new Int32Array(tokens),
					logprobs: new Float32Array(tokens).fill(Math.log(p ?? 1) / response.length),
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
