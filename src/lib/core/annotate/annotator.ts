import type { ModelRef } from '../generate/model-ref.ts';
import { judgeSettingsJson } from '../judge/judge.ts';
import type { Ids } from '../model/ids.ts';
import type { Aspect } from './aspects.ts';
import { type Guide, guideJson } from './guide.ts';

/** Grows when the way from a guide to a label changes: an annotator of another version is another one. */
export const ANNOTATOR_VERSION = 1;

/** A model that is asked about one aspect by a guide. */
export interface Annotator {
	/** Content hash of aspect, model, guide and version. */
	readonly id: string;
	readonly aspect: Aspect;
	readonly guide: Guide;
}

/** As with a judge, only the model of a teacher entry counts. */
export function annotatorId(
	ids: Pick<Ids, 'annotator'>,
	aspect: Aspect,
	model: ModelRef,
	guide: Guide
): string {
	return ids.annotator(aspect, judgeSettingsJson(model), guideJson(guide), ANNOTATOR_VERSION);
}
