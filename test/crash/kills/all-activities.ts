import type { Activity } from './activity.ts';
import { compactionActivity } from './activities/compaction.ts';
import { curationActivity } from './activities/curation.ts';
import { exportActivity } from './activities/export.ts';
import { generationActivity } from './activities/generation.ts';
import { importActivity } from './activities/import.ts';
import { scoringActivity } from './activities/scoring.ts';

/** Anew for each browser. */
export function activities(): Activity[] {
	return [
		importActivity(),
		generationActivity(true),
		scoringActivity(30),
		curationActivity(),
		compactionActivity(),
		exportActivity()
	];
}
