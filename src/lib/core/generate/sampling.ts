/**
 * How the next token is drawn from the raw logits of one position. The steps and their order:
 * repetition penalty, temperature, top-k, top-p, min-p, then one draw. Hugging Face's generate()
 * filters in the same order, so that settings from a model card mean here what they mean there.
 */
export interface Sampling {
	/** 0 takes the most probable token; otherwise the logits are divided by it. */
	readonly temperature: number;
	/** Keeps the smallest set of most probable tokens whose probabilities add up to it; 1 keeps all. */
	readonly topP: number;
	/** Keeps the k most probable tokens; 0 keeps all. */
	readonly topK: number;
	/** Keeps tokens at least this many times as probable as the most probable one; 0 keeps all. */
	readonly minP: number;
	/** Divides positive and multiplies negative logits of tokens seen before (CTRL); 1 does nothing. */
	readonly repetitionPenalty: number;
	/** The response ends here at the latest, with the finish reason 'length'. */
	readonly maxTokens: number;
	/** The response ends before the first of these texts, which is not part of it. */
	readonly stop: readonly string[];
}

export const DEFAULT_SAMPLING: Sampling = {
	temperature: 0.8,
	topP: 1,
	topK: 0,
	minP: 0,
	repetitionPenalty: 1,
	maxTokens: 512,
	stop: []
};

type Limit = { readonly name: keyof Sampling; readonly min: number; readonly max: number };

const LIMITS: readonly Limit[] = [
	{ name: 'temperature', min: 0, max: 5 },
	{ name: 'topP', min: 0.01, max: 1 },
	{ name: 'topK', min: 0, max: 10_000 },
	{ name: 'minP', min: 0, max: 1 },
	{ name: 'repetitionPenalty', min: 0.5, max: 3 },
	{ name: 'maxTokens', min: 1, max: 131_072 }
];
const MAX_STOPS = 16;

/** Why these settings cannot be used, a sentence per setting; empty where they can. */
export function samplingProblems(sampling: Sampling): string[] {
	const outside = LIMITS.filter(({ name, min, max }) => {
		const value = sampling[name] as number;
		return !(value >= min && value <= max);
	}).map(({ name, min, max }) => `${SAMPLING_NAMES[name]} must be between ${min} and ${max}.`);
	const whole = (['topK', 'maxTokens'] as const)
		.filter((name) => !Number.isInteger(sampling[name]))
		.map((name) => `${SAMPLING_NAMES[name]} must be a whole number.`);
	const stops =
		sampling.stop.length > MAX_STOPS || sampling.stop.includes('')
			? [`Stop texts must be at most ${MAX_STOPS}, and none of them empty.`]
			: [];
	return [...outside, ...whole, ...stops];
}

/** What a person calls them. */
export const SAMPLING_NAMES: Readonly<Record<keyof Sampling, string>> = {
	temperature: 'Temperature',
	topP: 'Top-p',
	topK: 'Top-k',
	minP: 'Min-p',
	repetitionPenalty: 'Repetition penalty',
	maxTokens: 'Longest response in tokens',
	stop: 'Stop texts'
};
