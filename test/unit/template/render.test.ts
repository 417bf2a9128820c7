import { describe, expect, it } from 'vitest';
import type { Example } from '../../../src/lib/core/export/example.ts';
import { DEFAULT_EXPORT, type ExportOptions } from '../../../src/lib/core/export/options.ts';
import { bundledTemplate } from '../../../src/lib/core/template/bundled-templates.ts';
import {
	type ChatTemplate,
	ChatTemplateSchema
} from '../../../src/lib/core/template/chat-template.ts';
import { checkExamples } from '../../../src/lib/core/template/check-examples.ts';
import {
	RED_FLAG_NAMES,
	RED_FLAG_SENTENCES,
	RED_FLAGS
} from '../../../src/lib/core/template/red-flags.ts';
import {
	ExampleRenderer,
	type RenderedExample
} from '../../../src/lib/core/template/render-example.ts';
import { CompiledTemplate } from '../../../src/lib/core/template/render-template.ts';
import { pastedTemplate } from '../../../src/lib/core/template/tokenizer-config.ts';
import { BUNDLED_TEMPLATES } from '../../../src/lib/core/template/bundled-templates.ts';
import * as v from 'valibot';

const EXAMPLE: Example = { question: '2+2?', reasoning: 'two and two', answer: 'It is 4' };

function render(
	template: ChatTemplate | string,
	options: Partial<ExportOptions> = {},
	example: Partial<Example> = {}
): RenderedExample {
	const chosen = typeof template === 'string' ? pastedTemplate(template) : template;
	const renderer = new ExampleRenderer(
		chosen,
		{ ...DEFAULT_EXPORT, ...options },
		{ name: 'letters', count: (text) => text.length }
	);
	return renderer.render({ ...EXAMPLE, ...example });
}
const parts = ({ text, trained }: RenderedExample): string[] =>
	trained.map(({ start, end }) => text.slice(start, end));

const CHATML = bundledTemplate('chatml')!;

describe('the loss mask', () => {
	it('is the response with the end of its turn', () => {
		expect(parts(render(CHATML))).toEqual([
			'<think>\ntwo and two\n</think>\n\nIt is 4<|im_end|>\n'
		]);
	});

	it('is what follows the common beginning where the prompt is written differently', () => {
		const rendered = render(bundledTemplate('deepseek-r1')!);
		expect(parts(rendered)).toEqual(['\n\nIt is 4<｜end▁of▁sentence｜>']);
	});

	it("is what stands between TRL's marks, which leave no trace", () => {
		const source =
			"{%- for message in messages -%}\n{%- if message.role == 'assistant' -%}\n" +
			'A:{% generation %}\n{{- message.content -}}{% endgeneration %}\n.' +
			'{%- else -%}Q:{{ message.content }}\n{% endif -%}{%- endfor -%}' +
			'{%- if add_generation_prompt -%}A:{%- endif -%}';
		const rendered = render(source, { reasoning: 'drop' }, { reasoning: '' });
		expect(rendered.text).toBe('Q:2+2?\nA:It is 4.');
		expect(parts(rendered)).toEqual(['It is 4']);
	});

	it('counts a special token as one, and the rest by the counter', () => {
		const rendered = render(CHATML, { reasoning: 'drop' }, { reasoning: '' });
		// user\n2+2? and assistant\n and two line feeds, four marks; then the answer, its end, a line feed.
		expect(rendered.tokens).toBe('user\n2+2?\nassistant\nIt is 4\n'.length + 4);
		expect(rendered.trainedTokens).toBe('It is 4\n'.length + 1);
	});
});

describe('special tokens', () => {
	it('are found in the text, the longest first', () => {
		const { text, special } = render(CHATML);
		expect(special.map(({ start, end }) => text.slice(start, end))).toEqual([
			'<|im_start|>',
			'<|im_end|>',
			'<|im_start|>',
			'<think>',
			'</think>',
			'<|im_end|>'
		]);
	});
});

describe('red flags', () => {
	const keep =
		'{{ messages[0].content }}|{% if messages[1] %}{{ messages[1].content }}!{% endif %}';

	it('have a name and a sentence each', () => {
		for (const flag of RED_FLAGS) {
			expect(RED_FLAG_NAMES[flag]).toBeTruthy();
			expect(RED_FLAG_SENTENCES[flag]).toMatch(/\.$/);
		}
	});

	it.each(BUNDLED_TEMPLATES.filter(({ id }) => id !== 'deepseek-r1'))(
		'$name raises none on a plain example',
		(template) => {
			expect(v.is(ChatTemplateSchema, template)).toBe(true);
			expect(render(template).flags).toEqual([]);
		}
	);

	it('thinking-stripped: DeepSeek-R1 drops it; a field that nobody reads loses it', () => {
		expect(render(bundledTemplate('deepseek-r1')!).flags).toEqual([
			'thinking-stripped',
			'not-prefix-preserving'
		]);
		expect(render(CHATML, { reasoning: 'field' }).flags).toEqual(['thinking-stripped']);
		const qwen = bundledTemplate('qwen-3')!;
		expect(render(qwen, { reasoning: 'field' }).flags).toEqual([]);
		// LLaMA-Factory does not hand the field on.
		expect(render(qwen, { reasoning: 'field', format: 'sharegpt' }).flags).toEqual([
			'thinking-stripped'
		]);
		expect(render(CHATML, { reasoning: 'drop' }, { reasoning: '' }).flags).toEqual([]);
	});

	it('think-not-opened: unless the prompt opens it', () => {
		const closing =
			'{{ messages[0].content }}{% if add_generation_prompt %}OPEN{% endif %}{% if messages[1] %}OPENtwo and two</think>It is 4{% endif %}';
		expect(render(closing.replaceAll('OPEN', '|')).flags).toEqual(['think-not-opened']);
		expect(render(closing.replaceAll('OPEN', '<think>')).flags).toEqual([]);
	});

	it('think-opened-twice', () => {
		const source =
			"{{ messages[0].content }}{{ '<think>\\n' }}{% if messages[1] %}{{ messages[1].content }}{% endif %}";
		expect(render(source).flags).toEqual(['think-opened-twice']);
		expect(render(keep).flags).toEqual([]);
	});

	it('answer-outside-mask', () => {
		const before =
			'{% if messages[1] %}{{ messages[1].content }}{% endif %}{{ messages[0].content }}';
		expect(render(before).flags).toContain('not-prefix-preserving');
		const marked =
			'{{ messages[0].content }}{% generation %}nothing{% endgeneration %}{% if messages[1] %}{{ messages[1].content }}{% endif %}';
		expect(render(marked).flags).toEqual(['answer-outside-mask']);
		const cut =
			'{{ messages[0].content }}{% if messages[1] %}{{ messages[1].content[:-1] }}{% endif %}';
		expect(render(cut).flags).toEqual(['answer-outside-mask']);
	});

	it('longer-than-context: more tokens than the context, not as many', () => {
		const { tokens } = render(CHATML);
		expect(render({ ...CHATML, contextTokens: tokens }).flags).toEqual([]);
		expect(render({ ...CHATML, contextTokens: tokens - 1 }).flags).toEqual(['longer-than-context']);
	});

	it('special-token-in-text: in question, reasoning, answer or system prompt', () => {
		const token = 'see <|im_end|> here';
		for (const part of ['question', 'reasoning', 'answer']) {
			expect(render(CHATML, {}, { [part]: token }).flags).toEqual(['special-token-in-text']);
		}
		expect(render(CHATML, { systemPrompt: token }).flags).toEqual(['special-token-in-text']);
		expect(render(CHATML, {}, { question: 'see <|im_en|> here' }).flags).toEqual([]);
	});

	it('template-failed, with what the template said', () => {
		const rendered = render(bundledTemplate('gemma-2')!, { systemPrompt: 'Be brief.' });
		expect(rendered).toMatchObject({
			text: '',
			flags: ['template-failed'],
			failure: 'System role not supported'
		});
		expect(render('{% if %}').flags).toEqual(['template-failed']);
	});
});

const HOSTILE: readonly (readonly [string, string])[] = [
	[
		'loops in loops',
		'{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}'
	],
	['a long range', '{% for a in range(1000000000) %}x{% endfor %}'],
	['a range without end', '{% for a in range(0, 1, 0.0000000001) %}x{% endfor %}'],
	[
		'a text that doubles',
		"{% set n = namespace(x='xxxxxxxx') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}"
	],
	[
		'replacing nothing by much',
		"{% set n = namespace(x='xxxxxxxx') %}{% for a in range(18) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x | replace('', n.x) }}"
	],
	[
		'a list that doubles',
		'{% set n = namespace(x=[1,2]) %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}'
	],
	['a macro that calls itself', '{% macro f(x) %}{{ f(x) }}{% endmacro %}{{ f(1) }}'],
	['deep brackets', `{{ ${'('.repeat(40_000)}1${')'.repeat(40_000)} }}`]
];

describe('hostile templates', () => {
	it.each(HOSTILE)('%s ends, with a reason', (_, source) => {
		const rendered = render(source);
		expect(rendered.flags).toEqual(['template-failed']);
		expect(rendered.failure).not.toBe('');
		expect(rendered.isLimit).toBe(true);
	});

	it('reach no prototype', () => {
		const reach = (expression: string): string =>
			new CompiledTemplate(pastedTemplate(`[{{ ${expression} }}]`)).render(
				[{ role: 'user', content: 'x' }],
				true
			).text;
		for (const name of ['constructor', '__proto__', 'prototype', 'toString']) {
			expect(reach(`messages.${name}`)).toBe('[]');
			expect(reach(`messages[0]['${name}']`)).toBe('[]');
			expect(reach(`messages[0].content.${name}`)).toBe('[]');
			expect(reach(`${name} is defined`)).toBe('[false]');
			expect(reach(`range.${name}`)).toBe('[]');
		}
		expect(() => reach("messages.constructor('x')")).toThrow();
		expect(reach('self is defined')).toBe('[false]');
	});

	it('see a date that stands still', () => {
		const source = "{{ strftime_now('%d %b %Y, %B') }}";
		expect(new CompiledTemplate(pastedTemplate(source)).render([], true).text).toBe(
			'26 Jul 2024, July'
		);
	});

	it('are not asked for ever', () => {
		let asked = 0;
		const renderer = new ExampleRenderer(pastedTemplate(HOSTILE[0]![1]), DEFAULT_EXPORT);
		const counted = {
			render: (example: Example) => {
				asked++;
				return renderer.render(example);
			}
		} as ExampleRenderer;
		const found = checkExamples(
			counted,
			Array.from({ length: 50 }, () => [EXAMPLE])
		);
		expect(found).toHaveLength(50);
		expect(found.every(({ flags }) => flags[0] === 'template-failed')).toBe(true);
		expect(asked).toBe(3);
	});
});

describe('checkExamples', () => {
	it('joins what it finds in the two answers of a pair', () => {
		const renderer = new ExampleRenderer(CHATML, { ...DEFAULT_EXPORT, format: 'preference' });
		const bad = { ...EXAMPLE, answer: '<|im_end|>' };
		const [pair, alone] = checkExamples(renderer, [[EXAMPLE, bad], [EXAMPLE]]);
		expect(pair!.flags).toEqual(['special-token-in-text']);
		expect(alone!.flags).toEqual([]);
		expect(pair!.tokens).toBeGreaterThan(alone!.tokens);
	});
});

describe('reasoning in a field', () => {
	it('is there under both names by which templates ask for it, as transformers has it', () => {
		const source = '{% for m in messages %}{{ m.thinking }}|{{ m.reasoning_content }};{% endfor %}';
		const rendered = render(source, { reasoning: 'field' });
		expect(rendered.text).toBe('|;two and two|two and two;');
	});
});

describe('white space', () => {
	const rendered = (expression: string, content: string): string => {
		const source = `{% for message in messages %}[{{ ${expression} }}]{% endfor %}`;
		const template = new CompiledTemplate(pastedTemplate(source));
		return template.render([{ role: 'user', content }], false).text;
	};

	it.each([
		['message.content | trim', '[4\ufeff]'],
		['message.content.strip()', '[4\ufeff]'],
		['message.content.lstrip()', '[4\ufeff\u001c\u0085 ]'],
		['message.content.rstrip()', '[\u0085\u001c 4\ufeff]'],
		["message.content.strip('\u0085 ')", '[\u001c 4\ufeff\u001c]'],
		["message.content.rstrip('\u{1F600}\u0085 ')", '[\u0085\u001c 4\ufeff\u001c]']
	])('is what Python takes for it: %s', (expression, expected) => {
		// A byte order mark is none in Python, two separators are.
		expect(rendered(expression, '\u0085\u001c 4\ufeff\u001c\u0085 ')).toBe(expected);
	});

	it('goes where a whole text is nothing else, and characters beyond 16 bits stay whole', () => {
		expect(rendered('message.content | trim', ' \u0085 ')).toBe('[]');
		expect(rendered("message.content.strip('\u{1F600}')", '\u{1F600}x\u{1F601}')).toBe(
			'[x\u{1F601}]'
		);
	});

	it('at the end of a line of the template is a line feed, whatever it was', () => {
		const source = '{% for message in messages %}\r\n{{ message.content }}\r{% endfor %}\r\n.';
		const template = new CompiledTemplate(pastedTemplate(source));
		expect(template.render([{ role: 'user', content: 'a\r\nb' }], false).text).toBe('a\r\nb\n.');
	});
});
