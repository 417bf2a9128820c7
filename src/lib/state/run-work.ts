import { estimateRun, type Measured, type TeacherWork } from '../core/run/estimate.ts';
import { parseTeacherSettings } from '../core/run/parse-teacher-settings.ts';
import type { TeacherSettings } from '../core/run/teacher-settings.ts';
import type { ModelsState } from './models-state.svelte.ts';

/** What the models say about a teacher's work, for the estimate. */
export function workOf(
	teacher: { readonly id: string; readonly settings: TeacherSettings; readonly measured: Measured },
	jobs: number,
	models: Pick<ModelsState, 'isHere' | 'downloadBytes' | 'deviceFor'>
): TeacherWork {
	const { id: teacherId, settings, measured } = teacher;
	return {
		teacherId,
		settings,
		jobs,
		measured,
		isCached: models.isHere(settings.model),
		downloadBytes: models.downloadBytes(settings.model),
		device: models.deviceFor(settings.model)
	};
}

/** A first guess for a teacher that has written nothing yet: between the estimate's two ends. */
export function assumedSecondsPerJob(
	settingsJson: string,
	models: Pick<ModelsState, 'isHere' | 'downloadBytes' | 'deviceFor'>
): number | null {
	const settings = parseTeacherSettings(settingsJson);
	if (!settings) return null;
	const measured = { responses: 0, tokens: 0, seconds: 0 };
	const { low, high } = estimateRun([workOf({ id: '', settings, measured }, 1, models)]).seconds;
	return Math.sqrt(low * high);
}
