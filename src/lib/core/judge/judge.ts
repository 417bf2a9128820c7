import { modelFields, type ModelRef } from '../generate/model-ref.ts';
import type { Ids } from '../model/ids.ts';
import type { Row } from '../model/tables.ts';
import { showHidden } from '../reading/hidden-characters.ts';
import { shownText } from './shown-text.ts';
import { type BothOrders, type ForcedVerdict, forcedVerdict } from './forced-verdict.ts';
import type { JudgedTexts } from './judged-texts.ts';
import { type Rubric, rubricJson } from './rubric.ts';

/** Grows when the way from a rubric to a verdict changes: a judge of another version is another judge. */
export const JUDGE_VERSION = 1;

/** A model with a rubric. */
export interface Judge {
	/** Content hash of model, rubric and version. */
	readonly id: string;
	/** Of the teacher entry whose model it is. */
	readonly name: string;
	readonly rubric: Rubric;
}

/** Of a teacher entry only its model judges; prompts and sampling write, and here nothing is written. */
export function judgeSettingsJson(model: ModelRef): string {
	return JSON.stringify({ model: modelFields(model) });
}

export function judgeId(ids: Pick<Ids, 'judge'>, model: ModelRef, rubric: Rubric): string {
	return ids.judge(judgeSettingsJson(model), rubricJson(rubric), JUDGE_VERSION);
}

/**
 * The row of `verdicts`: one per trajectory, of the judge that was asked last. Its reason names the judge by the
 * beginning of its id, by which `unjudged_trajectories` (views.sql) knows whose it is.
 */
export function judgeVerdictRow(
	trajectoryId: string,
	judge: Judge,
	texts: JudgedTexts,
	both: BothOrders
): Row<'verdicts'> {
	const said = forcedVerdict(both, judge.rubric.margin);
	return {
		trajectory_id: trajectoryId,
		grader: 'judge',
		grader_version: JUDGE_VERSION,
		verdict: said.verdict,
		extracted: shownText('answer', texts.answer),
		expected: texts.reference === null ? null : shownText('reference', texts.reference),
		reason: reasonOf(judge, both, said)
	};
}

function reasonOf(judge: Judge, both: BothOrders, { pCorrect, doubt }: ForcedVerdict): string {
	const { rubric, name } = judge;
	const start = `Judge ${judge.id.slice(0, 8)} (${showHidden(name)})`;
	if (pCorrect === null) {
		return `${start} gave no probability: its context is too short for the prompt, or neither label was possible.`;
	}
	const orders =
		`${share(both.correctFirst)} with ‘${rubric.correctLabel}’ named first, ` +
		`${share(both.wrongFirst)} with ‘${rubric.wrongLabel}’ first`;
	const told = `${start}: p(correct) = ${share(pCorrect)}; ${orders}.`;
	switch (doubt) {
		case 'orders-disagree':
			return `${told} The two orders disagree, so it is no verdict.`;
		case 'near-even':
			return `${told} That is too near to even, so it is no verdict.`;
		default:
			return told;
	}
}

function share(p: number | null): string {
	return p === null ? '–' : p.toFixed(3);
}
