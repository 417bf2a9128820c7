import type { Device } from '../generate/model-ref.ts';
import { assumedSpeed, exactly, type Measured, type Range } from './estimate.ts';
import type { TeacherSettings } from './teacher-settings.ts';

/** What is known before a student reads. */
export interface ReadingWork {
	readonly settings: TeacherSettings;
	readonly device: Device;
	readonly trajectories: number;
	/** Of all these responses, about. */
	readonly tokens: number;
	/** Also local surprisal, which reads every sentence again behind the prompt and what came before it. */
	readonly withLocal: boolean;
	/** What it read here before in the same way. */
	readonly read: { readonly tokens: number; readonly seconds: number };
	/** What it wrote here before. */
	readonly written: Measured;
}

export interface ReadingEstimate {
	readonly trajectories: number;
	readonly tokens: number;
	readonly tokensPerSecond: Range;
	/** Loading and downloading not included: they depend on the line. */
	readonly seconds: Range;
	/** 'measured here': it has read before; 'from its writing': it has only written; 'assumed': neither. */
	readonly basis: 'measured here' | 'from its writing' | 'assumed';
}

/** Fewer tokens than this say little about the next ones. */
const ENOUGH_TOKENS = 500;
/** Many positions go through the model at once, where it can: so much faster than writing, at best. */
const READING_OVER_WRITING = 8;
/** Prompt and sentences that local surprisal reads again: so much slower, from long steps to short ones. */
const LOCAL_COST: Range = { low: 3, high: 10 };

/** How long a student will read: from its own speed where it is known. */
export function estimateReading(work: ReadingWork): ReadingEstimate {
	const { trajectories, tokens } = work;
	const { speed, basis } = readingSpeed(work);
	return {
		trajectories,
		tokens,
		tokensPerSecond: speed,
		seconds: { low: tokens / speed.high, high: tokens / speed.low },
		basis
	};
}

function readingSpeed(work: ReadingWork): {
	speed: Range;
	basis: ReadingEstimate['basis'];
} {
	const { read, written, withLocal } = work;
	if (read.tokens >= ENOUGH_TOKENS && read.seconds > 0) {
		return { speed: exactly(read.tokens / read.seconds), basis: 'measured here' };
	}
	const hasWritten = written.tokens >= ENOUGH_TOKENS && written.seconds > 0;
	const writing = hasWritten
		? exactly(written.tokens / written.seconds)
		: assumedSpeed(work.settings.model, work.device);
	const speed = { low: writing.low, high: writing.high * READING_OVER_WRITING };
	return {
		speed: withLocal
			? { low: speed.low / LOCAL_COST.high, high: speed.high / LOCAL_COST.low }
			: speed,
		basis: hasWritten ? 'from its writing' : 'assumed'
	};
}
