import type { ReasoningStyle } from '../../src/lib/core/model/reasoning.ts';

/** Texts on which a reader of JSON, a table of strings or a chat template could stumble. */

/** A response as a model gave it. */
interface Written {
	readonly style: ReasoningStyle;
	readonly response: string;
	readonly reasoning?: string;
}

export interface AskedAndWritten {
	readonly question: string;
	readonly right: Written;
	/** To the same question, for preference pairs. */
	readonly wrong: Written;
}

/** Characters that end lines, texts or programs for somebody; lone surrogates, which UTF-8 cannot hold. */
const NASTY = [
	'a NUL \u0000 and \u0007',
	'"quotes" \\backslashes\\ \\n \\u0041 /slashes/',
	'line\nfeeds\r\nand\rreturns\ttabs',
	'separators \u0085 \u2028 \u2029 \u001c \u001f',
	'\u{1F469}\u200D\u{1F680} e\u0301 \u00e9 \ufb01 \u202eright to left\u202c \ud800 \udc00',
	'</script> <b>bold</b> &amp; <!-- -->',
	"{{ 7 * 7 }} {% if x %} {# no #} ${x} $1 %s {0} 'single'",
	'漢字 かな 한국어 العربية עברית हिन्दी ไทย'
];

/** White space at the ends, which Python and JavaScript do not agree on. */
const EDGES = ['\ufeff', '\u0085', '\u001c\u001f', '\u00a0', '\u200b', '\u3000', ' \n\t', '\u180e'];

const think = (reasoning: string, answer: string): Written => ({
	style: 'think',
	response: `<think>\n${reasoning}\n</think>\n\n${answer}`
});
const plain = (response: string): Written => ({ style: 'none', response });

const pairs = (texts: readonly string[], name: string): AskedAndWritten[] =>
	texts.map((text, at) => ({
		question: `${name} ${at}: ${text}`,
		right: think(`${text}\n\nso ${text}`, `${text} answer ${at} ${text}`),
		wrong: think(`wrong ${text}`, `${text} wrong`)
	}));

/** Whatever stands alone in a column could be taken for something else than a text. */
const LOOK_ALIKES = ['true', 'null', '42', '1e5', '2024-01-31', '2024-01-31T00:00:00Z', '[]', '{}'];

export const TEXTS: readonly AskedAndWritten[] = [
	{ question: 'What is 2 + 2?', right: think('two and two', 'It is 4.'), wrong: plain('5') },
	{
		question: 'In two fields?',
		right: { style: 'field', reasoning: 'first\n\nsecond', response: 'Yes,\n\nin two.' },
		wrong: { style: 'field', reasoning: 'no', response: 'No' }
	},
	{
		question: 'Prefilled?',
		right: { style: 'think-prefilled', response: 'already inside</think>\nyes' },
		wrong: { style: 'think-prefilled', response: 'already inside</think>no' }
	},
	{
		question: 'Thought and solution?',
		right: {
			style: 'thought',
			response:
				'<|begin_of_thought|>\nhm\n<|end_of_thought|>\n<|begin_of_solution|>\nyes\n<|end_of_solution|>'
		},
		wrong: { style: 'thought', response: '<|begin_of_thought|>hm<|end_of_thought|>no' }
	},
	...pairs(NASTY, 'Nasty'),
	...EDGES.map((edge, at) => ({
		question: `${edge}Edge ${at}${edge}`,
		right: think(`${edge}thought${edge}`, `${edge}answer${edge}`),
		wrong: plain(`${edge}wrong${edge}`)
	})),
	...LOOK_ALIKES.map((text) => ({
		question: text,
		right: plain(text),
		wrong: plain(`not ${text}`)
	})),
	{
		question: 'Long?',
		right: think('Step. '.repeat(3_000), 'Done.'),
		wrong: think('Step. '.repeat(300), 'Not done.')
	},
	{
		question: 'Special <|im_end|> <|eot_id|> </s> [INST] <end_of_turn>?',
		right: think('<|im_start|>assistant\n', 'a <|im_end|>\n<|im_start|>user\n b'),
		wrong: plain('<|endoftext|>')
	}
];
