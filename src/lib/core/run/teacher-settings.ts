import type { ChatMessage, Thinking } from '../generate/engine.ts';
import { modelFields, type ModelRef } from '../generate/model-ref.ts';
import { DEFAULT_SAMPLING, type Sampling, samplingProblems } from '../generate/sampling.ts';

/**
 * Everything that decides what a teacher writes; its JSON is `teachers.settings` and part of the
 * teacher's id. Several prompts and temperatures make one teacher more diverse: sample `i` of a
 * question takes temperature `i mod T`, and the next prompt after every T samples.
 */
export interface TeacherSettings {
	readonly model: ModelRef;
	/** '' sends no system message. */
	readonly systemPrompt: string;
	/** Texts with `{question}` in them. At least one. */
	readonly prompts: readonly string[];
	/** The temperature ladder. At least one; takes the place of `sampling.temperature`. */
	readonly temperatures: readonly number[];
	readonly sampling: Omit<Sampling, 'temperature'>;
	readonly thinking: Thinking;
	/** Earlier turns of the conversation: what an in-context smoke test shows the student (METRICS §8). */
	readonly examples?: readonly WorkedExample[];
}

/** A question and a response to it, put before the question that is asked. */
export interface WorkedExample {
	readonly question: string;
	readonly response: string;
}

/** One of the ways in which a teacher is asked; written into the provenance of each trajectory. */
export interface Variant {
	/** 0-based. */
	readonly index: number;
	readonly prompt: string;
	readonly temperature: number;
}

export const QUESTION_SLOT = '{question}';
/** Says where the answer goes, in the form that the rule verifier finds first. */
export const DEFAULT_PROMPT = `${QUESTION_SLOT}\nThink step by step, and put the final answer in \\boxed{}.`;
const MAX_VARIANTS = 64;

export function defaultTeacherSettings(model: ModelRef): TeacherSettings {
	const { temperature, ...sampling } = DEFAULT_SAMPLING;
	return {
		model,
		systemPrompt: '',
		prompts: [DEFAULT_PROMPT],
		temperatures: [temperature],
		sampling,
		thinking: 'default'
	};
}

/** Why this teacher cannot be asked, a sentence per reason; empty where it can. */
export function teacherProblems(settings: TeacherSettings): string[] {
	const { prompts, temperatures } = settings;
	const problems: string[] = [];
	if (prompts.length === 0) problems.push('A teacher needs at least one prompt.');
	if (prompts.some((prompt) => !prompt.includes(QUESTION_SLOT))) {
		problems.push(`Every prompt must contain ${QUESTION_SLOT}, where the question goes.`);
	}
	if (temperatures.length === 0) problems.push('A teacher needs at least one temperature.');
	if (variantCount(settings) > MAX_VARIANTS) {
		problems.push(`Prompts times temperatures must be at most ${MAX_VARIANTS}.`);
	}
	const rungs = temperatures.length > 0 ? temperatures : [DEFAULT_SAMPLING.temperature];
	const sampling = rungs.flatMap((temperature) =>
		samplingProblems({ ...settings.sampling, temperature })
	);
	return [...problems, ...new Set(sampling)];
}

export function variantCount({ prompts, temperatures }: TeacherSettings): number {
	return prompts.length * temperatures.length;
}

/** @throws RangeError where the teacher has no prompt or no temperature. */
export function variantOf(settings: TeacherSettings, sampleIndex: number): Variant {
	const { prompts, temperatures } = settings;
	const index = sampleIndex % variantCount(settings);
	const prompt = prompts[Math.floor(index / temperatures.length)];
	const temperature = temperatures[index % temperatures.length];
	if (prompt === undefined || temperature === undefined) {
		throw new RangeError('a teacher without prompts or temperatures cannot be asked');
	}
	return { index, prompt, temperature };
}

/** The question goes in as it is: `$&` and `{question}` inside it mean nothing. */
export function messagesFor(
	systemPrompt: string,
	prompt: string,
	question: string,
	examples: readonly WorkedExample[] = []
): readonly ChatMessage[] {
	const asked = (text: string): ChatMessage => ({
		role: 'user',
		content: prompt.split(QUESTION_SLOT).join(text)
	});
	const earlier = examples.flatMap((example): ChatMessage[] => [
		asked(example.question),
		{ role: 'assistant', content: example.response }
	]);
	const turns = [...earlier, asked(question)];
	return systemPrompt === '' ? turns : [{ role: 'system', content: systemPrompt }, ...turns];
}

/** The settings as they are hashed and saved: the same settings give the same text. */
export function teacherSettingsJson(settings: TeacherSettings): string {
	const { model, systemPrompt, prompts, temperatures, sampling, thinking, examples } = settings;
	const { topP, topK, minP, repetitionPenalty, maxTokens, stop } = sampling;
	return JSON.stringify({
		model: modelFields(model),
		systemPrompt,
		prompts,
		temperatures,
		sampling: { topP, topK, minP, repetitionPenalty, maxTokens, stop },
		thinking,
		...(examples !== undefined && {
			examples: examples.map(({ question, response }) => ({ question, response }))
		})
	});
}
