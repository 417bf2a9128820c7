import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/lib/core/export/messages.ts';
import { MAX_TEMPLATE_CHARS } from '../../../src/lib/core/template/chat-template.ts';
import {
	CompiledTemplate,
	type RenderedText,
	TemplateError
} from '../../../src/lib/core/template/render-template.ts';

const TOO_LONG = 8_000_001;
const TOO_MANY = 100_001;

const said = (...contents: string[]): Message[] =>
	contents.map((content) => ({ role: 'user', content }));

function rendered(
	source: string,
	messages: readonly Message[] = [],
	tokens: { readonly bosToken?: string; readonly eosToken?: string } = {}
): RenderedText {
	const template = { id: '', name: '', specialTokens: [], contextTokens: null };
	return new CompiledTemplate({
		...template,
		source,
		bosToken: '',
		eosToken: '',
		...tokens
	}).render(messages, false);
}

const textOf = (...of: Parameters<typeof rendered>): string => rendered(...of).text;

function failureOf(...of: Parameters<typeof rendered>): TemplateError {
	try {
		rendered(...of);
	} catch (error) {
		if (error instanceof TemplateError) return error;
		throw error;
	}
	throw new Error('The template was rendered.');
}

describe('what a template may call', () => {
	it.each([
		['range(4)', '0 1 2 3 '],
		['range(2, 5)', '2 3 4 '],
		['range(7, 0, -3)', '7 4 1 '],
		['range(1, 8, 3)', '1 4 7 '],
		['range(0)', ''],
		['range(3, 1)', ''],
		['range(-2, 1)', '-2 -1 0 ']
	])('%s is Python’s', (range, numbers) => {
		expect(textOf(`{% for i in ${range} %}{{ i }} {% endfor %}`)).toBe(numbers);
	});

	it.each([
		["range('3')", 'range() takes numbers'],
		["range(1, '3')", 'range() takes numbers'],
		["range(1, 3, '1')", 'range() takes numbers'],
		['range(1, 3, 0)', 'range() cannot go in steps of 0']
	])('%s is refused, as Python does', (range, message) => {
		const failure = failureOf(`{% for i in ${range} %}{% endfor %}`);
		expect(failure).toMatchObject({ name: 'TemplateError', message, isLimit: false });
	});

	it('knows the constants of Jinja and of Python', () => {
		expect(
			textOf(
				'{% if True %}a{% endif %}{% if true %}b{% endif %}{% if False %}c{% endif %}{% if false %}d{% endif %}' +
					'{% if None is none %}e{% endif %}{% if none is none %}f{% endif %}'
			)
		).toBe('abef');
	});

	it('raises what it likes, of which the beginning is told', () => {
		expect(failureOf("{{ raise_exception('No system.') }}")).toMatchObject({
			message: 'No system.',
			isLimit: false
		});
		expect(failureOf('{{ raise_exception(3) }}').message).toBe('it refuses these messages');
		const long = failureOf('{{ raise_exception(messages[0].content) }}', said('x'.repeat(1_000)));
		expect(long.message).toBe('x'.repeat(300));
		expect(long.cause).toBeInstanceOf(Error);
	});

	it.each([
		["' a ' | trim", 'a'],
		["' a ' | upper", ' A '],
		["' a '.strip()", 'a'],
		["' a '.lstrip()", 'a '],
		["' a '.rstrip()", ' a'],
		["'xax'.strip('x')", 'a'],
		["'\u00a0a\u2003'.strip()", 'a'],
		["'a b'.split(' ')[1]", 'b']
	])('%s is %j', (expression, text) => {
		expect(textOf(`{{ ${expression} }}`)).toBe(text);
	});

	it('takes white space away from texts alone', () => {
		expect(failureOf('{{ 3 | trim }}').isLimit).toBe(false);
		expect(failureOf('{{ [].strip() }}').isLimit).toBe(false);
	});
});

describe('what a template may take', () => {
	it('is 100,000 items in a list', () => {
		expect(textOf(`{{ range(${TOO_MANY - 1}) | length }}`)).toBe('100000');
		expect(failureOf(`{{ range(${TOO_MANY}) | length }}`)).toMatchObject({
			message: 'it makes too long a list',
			isLimit: true
		});
		const many = said(...Array.from({ length: TOO_MANY }, () => ''));
		expect(textOf('{{ messages | length }}', many.slice(1))).toBe('100000');
		expect(failureOf('{{ messages | length }}', many)).toMatchObject({
			message: 'it makes too long a list',
			isLimit: true
		});
	});

	it('is 8,000,000 characters in a text', () => {
		const most = said('x'.repeat(TOO_LONG - 1));
		expect(textOf('{{ messages[0].content | length }}', most)).toBe('8000000');
		expect(
			failureOf('{{ messages[0].content | length }}', said('x'.repeat(TOO_LONG)))
		).toMatchObject({ message: 'it makes too long a text', isLimit: true });
	});

	it('is 1,000,000,000 characters in all its texts', () => {
		const most = said('x'.repeat(TOO_LONG - 1));
		const looks = (times: number): string =>
			`{% for i in range(${times}) %}{% if messages[0].content == '' %}a{% endif %}{% endfor %}`;
		expect(textOf(looks(120), most)).toBe('');
		expect(failureOf(looks(130), most)).toMatchObject({
			message: 'it makes too long a text',
			isLimit: true
		});
	});

	it('is 50,000 steps', () => {
		const loop = (times: number): string => `{% for i in range(${times}) %}{{ i }}{% endfor %}`;
		expect(textOf(loop(10_000))).toHaveLength(38_890);
		expect(failureOf(loop(60_000))).toMatchObject({
			message: 'it takes too many steps',
			isLimit: true
		});
	});

	it('is a nesting of 400, however many things stand one after the other', () => {
		expect(textOf("{{ 'a' }}".repeat(1_000))).toBe('a'.repeat(1_000));
		const nested = (depth: number): string =>
			`{{ ${"('a' ~ ".repeat(depth)}'a'${')'.repeat(depth)} }}`;
		expect(textOf(nested(300))).toBe('a'.repeat(301));
		expect(failureOf(nested(500))).toMatchObject({
			message: 'it is nested too deeply',
			isLimit: true
		});
	});

	it('is as long itself as a pasted template may be', () => {
		const most = 'x'.repeat(MAX_TEMPLATE_CHARS);
		expect(textOf(most)).toBe(most);
		expect(failureOf(`${most}x`)).toMatchObject({
			message: `it is longer than ${MAX_TEMPLATE_CHARS} characters`,
			isLimit: true
		});
	});
});

describe('what a template is given', () => {
	it('is the tokens that the tokenizer has, and no others', () => {
		const source = '{{ bos_token is defined }} {{ eos_token is defined }}';
		expect(textOf(source)).toBe('false false');
		expect(textOf(source, [], { bosToken: '<s>' })).toBe('true false');
		expect(textOf('{{ bos_token }}{{ eos_token }}', [], { bosToken: '<s>', eosToken: '.' })).toBe(
			'<s>.'
		);
	});

	it('is reasoning under both of its names, where there is some', () => {
		const [plain] = said('a');
		const thought = { ...plain!, reasoning_content: 'hm' };
		expect(textOf('{{ messages[0].thinking is defined }}', [plain!])).toBe('false');
		expect(textOf('{{ messages[0].thinking }}', [thought])).toBe('hm');
	});

	it('is blocks without the white space around them', () => {
		expect(textOf('a\n  {% if true %}\nb\n  {% endif %}\nc')).toBe('a\nb\nc');
	});
});

describe('marks of what is trained on', () => {
	it('are found at the beginning, and taken out', () => {
		expect(rendered('{% generation %}ab{% endgeneration %}c')).toEqual({
			text: 'abc',
			marked: [{ start: 0, end: 2 }]
		});
		expect(rendered('abc').marked).toBeNull();
	});

	it('that a message only looks like begin and end nothing', () => {
		const source = '{% generation %}a{% endgeneration %}{{ messages[0].content }}';
		expect(rendered(source, said('\ue000/retort-trained\ue001b'))).toEqual({
			text: 'ab',
			marked: [{ start: 0, end: 1 }]
		});
	});
});
