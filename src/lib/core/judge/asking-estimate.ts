import type { Device } from '../generate/model-ref.ts';
import { exactly, type Measured, type Range } from '../run/estimate.ts';
import { estimateReading } from '../run/reading-estimate.ts';
import type { TeacherSettings } from '../run/teacher-settings.ts';
import { withRepeats } from './checks.ts';

/** What is known before a model is asked about many things, each time between a few labels. */
export interface AskingWork {
	readonly settings: TeacherSettings;
	readonly device: Device;
	/** To be asked about: trajectories, or questions. */
	readonly subjects: number;
	/** Of all their texts, as far as prompts hold them. */
	readonly chars: number;
	/** Of what stands around them in each prompt. */
	readonly promptChars: number;
	/** That are read for one subject: each label is scored behind a prompt of its own. */
	readonly promptsEach: number;
	/** What this model was asked about before in the same way, and the engine's seconds for all of it. */
	readonly asked: { readonly subjects: number; readonly seconds: number };
	/** What it wrote here before. */
	readonly written: Measured;
}

export interface AskingEstimate {
	readonly subjects: number;
	/** Without and with those that are asked about once more. Loading and downloading not included. */
	readonly seconds: Range;
	/** 'measured here': it was asked before. */
	readonly basis: 'measured here' | 'from its writing' | 'assumed';
}

/** Fewer say little about the next one. */
const ENOUGH_SUBJECTS = 5;
const CHARS_PER_TOKEN = 4;

export function estimateAsking(work: AskingWork): AskingEstimate {
	const { asked, subjects, promptsEach } = work;
	if (asked.subjects >= ENOUGH_SUBJECTS && asked.seconds > 0) {
		const seconds = exactly((subjects * asked.seconds) / asked.subjects);
		return { subjects, seconds: withRepeats(seconds, subjects), basis: 'measured here' };
	}
	const chars = work.chars + subjects * work.promptChars;
	const { seconds, basis } = estimateReading({
		settings: work.settings,
		device: work.device,
		trajectories: subjects,
		tokens: (chars * promptsEach) / CHARS_PER_TOKEN,
		withLocal: false,
		read: { tokens: 0, seconds: 0 },
		written: work.written
	});
	return { subjects, seconds: withRepeats(seconds, subjects), basis };
}
