/**
 * Words in a model's name that tell its family. The order decides: a model distilled into another one's
 * weights (DeepSeek-R1-Distill-Qwen-7B) has the family of those weights, for it shares their tokenizer
 * and most of their habits.
 */
const FAMILIES: readonly (readonly [pattern: RegExp, family: string])[] = [
	[/\b(qwen|qwq|qvq)/, 'Qwen'],
	[/llama|\b(vicuna|alpaca)/, 'Llama'],
	[/\bgemma/, 'Gemma'],
	[/\bgemini/, 'Gemini'],
	[/\bphi\b|\bphi[-\d]/, 'Phi'],
	[/\b(mistral|mixtral|ministral|magistral)/, 'Mistral'],
	[/\bsmollm/, 'SmolLM'],
	[/\bdeepseek/, 'DeepSeek'],
	[/\bgranite/, 'Granite'],
	[/\bolmo/, 'OLMo'],
	[/\bfalcon/, 'Falcon'],
	[/\b(glm|chatglm)/, 'GLM'],
	[/\bclaude/, 'Claude'],
	[/\b(gpt|o[134]\b)/, 'GPT'],
	[/\bdemo-(student|terse|careful|hasty)/, 'Retort demo']
];

/** The family that a model's id or name tells of; null where it tells of none. A guess from words alone. */
export function modelFamily(name: string): string | null {
	const words = name.toLowerCase().replaceAll('_', '-');
	return FAMILIES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
