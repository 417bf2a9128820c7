import type { Device } from '../generate/model-ref.ts';
import { withRepeats } from '../judge/checks.ts';
import { exactly, type Measured, type Range } from '../run/estimate.ts';
import { estimateReading } from '../run/reading-estimate.ts';
import type { TeacherSettings } from '../run/teacher-settings.ts';
import type { Guide } from './guide.ts';

/** What is known before a model labels one aspect. */
export interface AnnotatingWork {
	readonly settings: TeacherSettings;
	readonly device: Device;
	readonly guide: Guide;
	/** Questions or trajectories. */
	readonly subjects: number;
	/** Of all their texts, as far as prompts hold them. */
	readonly chars: number;
	/** What this model labelled before of this aspect, and the engine's seconds for all of it. */
	readonly labelled: { readonly subjects: number; readonly seconds: number };
	/** What it wrote here before. */
	readonly written: Measured;
}

export interface AnnotatingEstimate {
	readonly subjects: number;
	/** Without and with those that are asked about once more. Loading and downloading not included. */
	readonly seconds: Range;
	/** 'measured here': it has labelled before. */
	readonly basis: 'measured here' | 'from its writing' | 'assumed';
}

/** Fewer say little about the next one. */
const ENOUGH_SUBJECTS = 5;
const CHARS_PER_TOKEN = 4;

/** Each label is scored behind a prompt of its own. */
export function estimateAnnotating(work: AnnotatingWork): AnnotatingEstimate {
	const { guide, labelled, subjects } = work;
	if (labelled.subjects >= ENOUGH_SUBJECTS && labelled.seconds > 0) {
		const seconds = exactly((subjects * labelled.seconds) / labelled.subjects);
		return { subjects, seconds: withRepeats(seconds, subjects), basis: 'measured here' };
	}
	const chars = work.chars + subjects * (guide.prompt.length + guide.labels.join(', ').length);
	const { seconds, basis } = estimateReading({
		settings: work.settings,
		device: work.device,
		trajectories: subjects,
		tokens: (chars * guide.labels.length) / CHARS_PER_TOKEN,
		withLocal: false,
		read: { tokens: 0, seconds: 0 },
		written: work.written
	});
	return { subjects, seconds: withRepeats(seconds, subjects), basis };
}
