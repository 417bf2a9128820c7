import type { ModelRef } from '../../core/generate/model-ref.ts';
import type { Range } from '../../core/run/estimate.ts';
import type { RunPhase } from '../../state/run-state.svelte.ts';
import type { TeacherPhase } from '../../state/run-monitor.svelte.ts';
import { bytes, count, duration } from '../format.ts';

export const RUN_PHASES: Readonly<Record<RunPhase, string>> = {
	running: 'running',
	pausing: 'coming to rest',
	interrupted: 'interrupted',
	paused: 'paused',
	cancelled: 'cancelled',
	done: 'done'
};

export const TEACHER_PHASES: Readonly<Record<TeacherPhase, string>> = {
	waiting: 'waiting',
	loading: 'loading the model',
	writing: 'writing',
	done: 'done',
	failed: 'could not be asked'
};

/** What a model is called, with what decides how large it is. */
export function modelName(model: ModelRef): string {
	if (model.engine === 'webllm') return model.id;
	return model.source === 'bundled' ? model.id : `${model.id} (${model.dtype})`;
}

export function engineName(model: ModelRef): string {
	if (model.engine === 'webllm') return 'WebLLM, GPU';
	return model.source === 'bundled' ? 'ships with the app' : 'ONNX, Hugging Face hub';
}

export function speed(tokensPerSecond: number | null): string {
	if (tokensPerSecond === null) return '–';
	const digits = tokensPerSecond < 10 ? 1 : 0;
	const number = digits === 0 ? count(tokensPerSecond) : tokensPerSecond.toFixed(digits);
	return `${number} tokens/s`;
}

export function timeLeft(etaMs: number | null): string {
	if (etaMs === null) return '';
	return etaMs < 60_000 ? `about ${duration(etaMs)} left` : `about ${coarse(etaMs)} left`;
}

/** Two ends of a guess, or one number where it was measured. */
export function rangeOf({ low, high }: Range, format: (value: number) => string): string {
	const [from, to] = [format(low), format(high)];
	return from === to ? from : `${from} to ${to}`;
}

export const seconds = (value: number): string => (value < 1 ? 'under 1 s' : coarse(value * 1000));
/** Two digits say enough of a guess. */
export const roughCount = (value: number): string =>
	value < 100 ? count(value) : count(Number(value.toPrecision(2)));

export function downloadText(size: number | null): string {
	if (size === null) return 'not known';
	return size === 0 ? 'none' : bytes(size);
}

/** `4 min`, `2 h 10 min`, `30 h`: a guess of minutes has no seconds, one of hours no minutes. */
function coarse(milliseconds: number): string {
	if (milliseconds < 60_000) return duration(milliseconds);
	const minutes = Math.round(milliseconds / 60_000);
	if (minutes < 60) return `${minutes} min`;
	const tens = Math.round(minutes / 10) * 10;
	if (tens >= 600) return `${Math.round(minutes / 60)} h`;
	return tens % 60 === 0 ? `${tens / 60} h` : `${Math.floor(tens / 60)} h ${tens % 60} min`;
}
