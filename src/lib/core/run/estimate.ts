import type { Device, ModelRef } from '../generate/model-ref.ts';
import { parametersOf } from '../generate/webllm-catalogue.ts';
import { bytesPerParameter, guessedBytes } from './model-size.ts';
import type { TeacherSettings } from './teacher-settings.ts';

/** What is known about one teacher before a run. */
export interface TeacherWork {
	readonly teacherId: string;
	readonly settings: TeacherSettings;
	/** Trajectories that are still to be written. */
	readonly jobs: number;
	/** Of what it wrote here before: 'run/local-teachers'. Zeroes where it wrote nothing. */
	readonly measured: Measured;
	/** True where nothing has to be downloaded. */
	readonly isCached: boolean;
	/** As its catalogue says; null where it has to be guessed from the name. */
	readonly downloadBytes: number | null;
	/** Where it will run. */
	readonly device: Device;
}

export interface Measured {
	readonly responses: number;
	readonly tokens: number;
	readonly seconds: number;
}

/** An honest pair where a number is not known; both are the same where it was measured. */
export interface Range {
	readonly low: number;
	readonly high: number;
}

export interface TeacherEstimate {
	readonly teacherId: string;
	readonly jobs: number;
	readonly tokensPerResponse: Range;
	/** Of all responses that are written side by side. */
	readonly tokensPerSecond: Range;
	readonly tokens: Range;
	readonly seconds: Range;
	/** null where nobody knows. */
	readonly downloadBytes: number | null;
	readonly basis: 'measured here' | 'assumed';
}

export interface RunEstimate {
	readonly teachers: readonly TeacherEstimate[];
	readonly jobs: number;
	readonly tokens: Range;
	/** Loading and downloading not included: they depend on the line. */
	readonly seconds: Range;
	readonly downloadBytes: number;
	/** Teachers whose download nobody knows the size of. */
	readonly unknownDownloads: number;
}

/** Fewer responses than this say little about the next one. */
const ENOUGH_RESPONSES = 8;
/** Of a response that nobody has seen yet; the longest that is allowed caps both. */
const ASSUMED_RESPONSE: Range = { low: 150, high: 1500 };
/** The bundled models, on one thread over a batch: from a busy old machine to a quick one. */
const BUNDLED_SPEED: Range = { low: 500, high: 4000 };
/** Their mean response on held-out questions (tools/demo-models/README.md), and how far it may be off. */
const BUNDLED_TOKENS: Readonly<Record<string, number>> = {
	'demo-terse': 66,
	'demo-careful': 230,
	'demo-hasty': 54,
	'demo-student': 85
};
const BUNDLED_SPREAD = 1.25;
/** Memory that weights are read from, bytes per second: from integrated graphics to a large card. */
const GPU_BYTES_PER_SECOND: Range = { low: 15e9, high: 250e9 };
/** No model in a browser is faster, whatever its size: a kernel launch takes its time. */
const GPU_MAX_TOKENS_PER_SECOND = 300;
/** One thread of WebAssembly, multiplications and additions per second. */
const WASM_FLOPS: Range = { low: 2e9, high: 12e9 };
/** Where a model's name says nothing about its size. */
const ASSUMED_PARAMETERS = 2e9;

export function estimateRun(work: readonly TeacherWork[]): RunEstimate {
	const teachers = work.map(estimateTeacher);
	const sum = (pick: (teacher: TeacherEstimate) => number): number =>
		teachers.reduce((total, teacher) => total + pick(teacher), 0);
	const asked = teachers.filter(({ jobs }) => jobs > 0);
	return {
		teachers,
		jobs: sum(({ jobs }) => jobs),
		tokens: { low: sum(({ tokens }) => tokens.low), high: sum(({ tokens }) => tokens.high) },
		seconds: { low: sum(({ seconds }) => seconds.low), high: sum(({ seconds }) => seconds.high) },
		downloadBytes: sum(({ jobs, downloadBytes }) => (jobs > 0 ? (downloadBytes ?? 0) : 0)),
		unknownDownloads: asked.filter(({ downloadBytes }) => downloadBytes === null).length
	};
}

function estimateTeacher(work: TeacherWork): TeacherEstimate {
	const { teacherId, jobs, measured, settings } = work;
	const isMeasured = measured.responses >= ENOUGH_RESPONSES && measured.seconds > 0;
	const tokensPerResponse = isMeasured
		? exactly(measured.tokens / measured.responses)
		: assumedResponse(settings);
	const tokensPerSecond = isMeasured
		? exactly(measured.tokens / measured.seconds)
		: assumedSpeed(settings.model, work.device);
	const tokens = { low: jobs * tokensPerResponse.low, high: jobs * tokensPerResponse.high };
	return {
		teacherId,
		jobs,
		tokensPerResponse,
		tokensPerSecond,
		tokens,
		seconds: {
			low: tokens.low / tokensPerSecond.high,
			high: tokens.high / tokensPerSecond.low
		},
		downloadBytes: work.isCached ? 0 : (work.downloadBytes ?? guessedBytes(settings.model)),
		basis: isMeasured ? 'measured here' : 'assumed'
	};
}

function assumedResponse({ model, sampling }: TeacherSettings): Range {
	const mean = isBundled(model) ? BUNDLED_TOKENS[model.id] : undefined;
	const { low, high } =
		mean === undefined
			? ASSUMED_RESPONSE
			: { low: mean / BUNDLED_SPREAD, high: mean * BUNDLED_SPREAD };
	return { low: Math.min(low, sampling.maxTokens), high: Math.min(high, sampling.maxTokens) };
}

/**
 * Tokens written per second. Reading every weight once per token bounds a GPU, computing with it bounds one
 * thread.
 */
export function assumedSpeed(model: ModelRef, device: Device): Range {
	if (isBundled(model)) return BUNDLED_SPEED;
	const parameters = parametersOf(model.id) ?? ASSUMED_PARAMETERS;
	if (device === 'webgpu') {
		const bytes = parameters * bytesPerParameter(model);
		return {
			low: Math.min(GPU_BYTES_PER_SECOND.low / bytes, GPU_MAX_TOKENS_PER_SECOND / 4),
			high: Math.min(GPU_BYTES_PER_SECOND.high / bytes, GPU_MAX_TOKENS_PER_SECOND)
		};
	}
	const flopsPerToken = 2 * parameters;
	return { low: WASM_FLOPS.low / flopsPerToken, high: WASM_FLOPS.high / flopsPerToken };
}

function isBundled(model: ModelRef): boolean {
	return model.source === 'bundled';
}

export function exactly(value: number): Range {
	return { low: value, high: value };
}
