import * as v from 'valibot';
import { parseJsonWithin } from '../model/json-within.ts';

/**
 * Which questions go to which teachers, how often. A run is saved before it starts; what is still to
 * do follows from the plan and from what is saved, so it can be resumed after anything.
 */
export interface RunPlan {
	readonly version: 1;
	/** In the order in which they are asked: one model is loaded at a time. */
	readonly teacherIds: readonly string[];
	/** '' takes all domains. */
	readonly domain: string;
	/** Questions, drawn by the seed; null takes all. */
	readonly questionLimit: number | null;
	readonly samplesPerQuestion: number;
	/** Unsigned 32-bit: decides the questions drawn and every roll-out. */
	readonly seed: number;
}

/** Of a saved run. 'running' in a project that was just opened means that it was interrupted. */
export type RunState = 'running' | 'paused' | 'cancelled' | 'done';

/** One trajectory that is to be written. */
export interface GenerationJob {
	/** Also the id of its trajectory: a job that is done twice is one trajectory. */
	readonly id: string;
	readonly questionId: string;
	readonly sampleIndex: number;
	/** Unsigned 32-bit. */
	readonly seed: number;
}

export const MAX_SAMPLES = 64;

/** Why this plan cannot be run, a sentence per reason; empty where it can. */
export function planProblems(plan: RunPlan): string[] {
	const problems: string[] = [];
	if (plan.teacherIds.length === 0) problems.push('Choose at least one teacher.');
	if (!isWhole(plan.samplesPerQuestion, 1, MAX_SAMPLES)) {
		problems.push(`Samples per question must be a whole number from 1 to ${MAX_SAMPLES}.`);
	}
	if (plan.questionLimit !== null && !isWhole(plan.questionLimit, 1, 1_000_000)) {
		problems.push('The number of questions must be a whole number of at least 1.');
	}
	if (!isWhole(plan.seed, 0, 0xffff_ffff)) {
		problems.push('The seed must be a whole number from 0 to 4294967295.');
	}
	return problems;
}

function isWhole(value: number, min: number, max: number): boolean {
	return Number.isInteger(value) && value >= min && value <= max;
}

/** A thousand teachers are 70,000 characters. */
const MAX_PLAN_CHARS = 1_000_000;

const schema = v.object({
	version: v.literal(1),
	teacherIds: v.array(v.string()),
	domain: v.string(),
	questionLimit: v.nullable(v.number()),
	samplesPerQuestion: v.number(),
	seed: v.number()
});

/** `runs.plan`, or null where it is no plan of this version, or one that could not have been started. */
export function parseRunPlan(json: string): RunPlan | null {
	try {
		const parsed = v.safeParse(schema, parseJsonWithin(json, MAX_PLAN_CHARS));
		return parsed.success && planProblems(parsed.output).length === 0 ? parsed.output : null;
	} catch {
		return null; // A project file may hold anything here; such a run cannot be resumed.
	}
}
