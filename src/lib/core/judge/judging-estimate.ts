import type { Device } from '../generate/model-ref.ts';
import { exactly, type Measured, type Range } from '../run/estimate.ts';
import { estimateReading } from '../run/reading-estimate.ts';
import type { TeacherSettings } from '../run/teacher-settings.ts';
import { withRepeats } from './checks.ts';
import type { Rubric } from './rubric.ts';

/** What is known before a judge starts. */
export interface JudgingWork {
	readonly settings: TeacherSettings;
	readonly device: Device;
	readonly rubric: Rubric;
	/** To be asked about; those that lack only a verdict are not. */
	readonly trajectories: number;
	/** Of all their texts, as far as prompts hold them. */
	readonly chars: number;
	/** What this model was asked about before, and the engine's seconds for all of it. */
	readonly judged: { readonly trajectories: number; readonly seconds: number };
	/** What it wrote here before. */
	readonly written: Measured;
}

export interface JudgingEstimate {
	readonly trajectories: number;
	/** Without and with those that are asked about once more. Loading and downloading not included. */
	readonly seconds: Range;
	/** 'measured here': it has judged before. */
	readonly basis: 'measured here' | 'from its writing' | 'assumed';
}

/** Fewer say little about the next one. */
const ENOUGH_TRAJECTORIES = 5;
/** Two orders of the options, and each label behind its prompt. */
const PROMPTS_PER_TRAJECTORY = 4;
const CHARS_PER_TOKEN = 4;

export function estimateJudging(work: JudgingWork): JudgingEstimate {
	const { trajectories, judged, rubric } = work;
	if (judged.trajectories >= ENOUGH_TRAJECTORIES && judged.seconds > 0) {
		const seconds = exactly((trajectories * judged.seconds) / judged.trajectories);
		return { trajectories, seconds: withRepeats(seconds, trajectories), basis: 'measured here' };
	}
	const chars = work.chars + trajectories * rubric.withReference.length;
	const { seconds, basis } = estimateReading({
		settings: work.settings,
		device: work.device,
		trajectories,
		tokens: (chars * PROMPTS_PER_TRAJECTORY) / CHARS_PER_TOKEN,
		withLocal: false,
		read: { tokens: 0, seconds: 0 },
		written: work.written
	});
	return { trajectories, seconds: withRepeats(seconds, trajectories), basis };
}
