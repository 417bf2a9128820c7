import { THINK_CLOSE, THINK_OPEN } from '../model/reasoning.ts';

/** What can be wrong with an example once the student's template is around it. */
export const RED_FLAGS = [
	'template-failed',
	'thinking-stripped',
	'think-not-opened',
	'think-opened-twice',
	'answer-outside-mask',
	'not-prefix-preserving',
	'longer-than-context',
	'special-token-in-text'
] as const;
export type RedFlag = (typeof RED_FLAGS)[number];

export const RED_FLAG_NAMES: Readonly<Record<RedFlag, string>> = {
	'template-failed': 'Template failed',
	'thinking-stripped': 'Reasoning is missing',
	'think-not-opened': 'Reasoning closes without opening',
	'think-opened-twice': 'Reasoning opens twice',
	'answer-outside-mask': 'Not trained on',
	'not-prefix-preserving': 'Prompt differs from use',
	'longer-than-context': 'Longer than the context',
	'special-token-in-text': 'Special token in a text'
};

/** What it means for the student, and what to do. */
export const RED_FLAG_SENTENCES: Readonly<Record<RedFlag, string>> = {
	'template-failed':
		'The template gives no text for this example. A trainer would stop here. Check the template, or remove the system prompt.',
	'thinking-stripped':
		'The reasoning of the example is not in the text: the template drops it, so the student would learn the answer alone. Choose another form of reasoning, or train with a template that keeps it.',
	'think-not-opened':
		'The trained part has </think> without <think> before it. The student would learn to close what it never opened.',
	'think-opened-twice':
		'<think> stands twice in a row: the template opens the reasoning, and so does the example.',
	'answer-outside-mask':
		'The answer or its reasoning does not stand whole in the part that is trained on, so the student would not learn it.',
	'not-prefix-preserving':
		'The text does not begin with the prompt that the student sees in use: the template writes a finished turn differently. The trained part is then a guess, here all that follows the common beginning.',
	'longer-than-context':
		'The example has more tokens than the context. A trainer cuts its end off, which is where the answer stands.',
	'special-token-in-text':
		'A text holds a special token of the template. The tokenizer would read it as the end or the beginning of a turn.'
};

/** An example beside what the template made of it. */
export interface FlagInput {
	/** Everything that goes into the template, as text: system prompt, question, reasoning, answer. */
	readonly texts: readonly string[];
	/** '' where there is none. */
	readonly reasoning: string;
	readonly answer: string;
	/** What the student sees before it writes. */
	readonly prompt: string;
	readonly text: string;
	/** The parts of `text` that are trained on, one after the other. */
	readonly trained: string;
	readonly tokens: number;
	readonly contextTokens: number | null;
	readonly holdsSpecialToken: (text: string) => boolean;
}

const CHECKS: Readonly<Record<Exclude<RedFlag, 'template-failed'>, (input: FlagInput) => boolean>> =
	{
		'thinking-stripped': ({ reasoning, text }) => !text.includes(reasoning),
		'think-not-opened': closesUnopened,
		'think-opened-twice': ({ text }) => OPENED_TWICE.test(text),
		'answer-outside-mask': ({ answer, reasoning, text, trained }) =>
			!trained.includes(answer) || (text.includes(reasoning) && !trained.includes(reasoning)),
		'not-prefix-preserving': ({ text, prompt }) => !text.startsWith(prompt),
		'longer-than-context': ({ tokens, contextTokens }) =>
			contextTokens !== null && tokens > contextTokens,
		'special-token-in-text': ({ texts, holdsSpecialToken }) => texts.some(holdsSpecialToken)
	};

/** In the order of `RED_FLAGS`. */
export function findRedFlags(input: FlagInput): RedFlag[] {
	return RED_FLAGS.filter((flag) => flag !== 'template-failed' && CHECKS[flag](input));
}

const OPENED_TWICE = new RegExp(`${THINK_OPEN}\\s*${THINK_OPEN}`);

/** Where the prompt opened the reasoning, the student closes it in use too. */
function closesUnopened({ trained, text, prompt }: FlagInput): boolean {
	const close = trained.indexOf(THINK_CLOSE);
	if (close < 0) return false;
	const open = trained.indexOf(THINK_OPEN);
	if (open >= 0 && open < close) return false;
	return !(text.startsWith(prompt) && prompt.trimEnd().endsWith(THINK_OPEN));
}
