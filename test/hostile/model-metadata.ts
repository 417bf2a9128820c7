import { type HostileText, hostileTexts } from './hostile-input.ts';

const settings = (changes: object): string =>
	JSON.stringify({
		model: { engine: 'onnx', source: 'hub', id: 'a/b', revision: 'main', dtype: 'q4' },
		systemPrompt: '',
		prompts: ['{question}'],
		temperatures: [0.6],
		sampling: { topP: 1, topK: 0, minP: 0, repetitionPenalty: 1, maxTokens: 100, stop: [] },
		thinking: 'default',
		...changes
	});

/** Settings of a teacher, as a project file may hold them: such a teacher is never asked. */
export const TEACHER_SETTINGS: readonly HostileText[] = hostileTexts({
	'no JSON': '<img src=x onerror=window.ran=1>',
	nothing: '',
	'an imported one': '{}',
	'an engine that is none': settings({ model: { engine: 'eval', id: 'x' } }),
	'an engine of the prototype': settings({ model: { engine: '__proto__' } }),
	'a model without a name': settings({ model: { engine: 'onnx', source: 'hub' } }),
	'a precision that is none': settings({
		model: { engine: 'onnx', source: 'hub', id: 'a/b', revision: 'main', dtype: 'fp1' }
	}),
	'no prompts': settings({ prompts: [] }),
	'prompts that are objects': settings({ prompts: [{}] }),
	'temperatures as text': settings({ temperatures: ['0'] }),
	'sampling that is null': settings({ sampling: null }),
	'everything in the prototype': `{"__proto__":${settings({})}}`,
	'a hundred thousand levels': `{"model":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
	'two megabytes': settings({ systemPrompt: 'x'.repeat(2_000_000) })
});

/** `mlc-chat-config.json` that is none. */
export const CHAT_CONFIGS: readonly HostileText[] = hostileTexts({
	'a web page': '<!doctype html><script>window.ran=1</script>',
	nothing: '',
	'a list': '[]',
	'no fields': '{}',
	'fields in the prototype':
		'{"__proto__":{"vocab_size":1,"tokenizer_files":[],"conv_template":{}}}',
	'a vocabulary as text': '{"vocab_size":"1","tokenizer_files":[],"conv_template":{}}',
	'a template that is a text': '{"vocab_size":1,"tokenizer_files":[],"conv_template":"x"}',
	'a hundred thousand levels': '{"a":'.repeat(100_000)
});

/** `dataPath` in the list of weights: only what lies in the package's own folder is fetched. */
export const SHARD_PATHS: readonly HostileText[] = hostileTexts({
	'a folder above': '../x.bin',
	'a folder above, escaped': '%2e%2e/x.bin',
	'an absolute path': '/x.bin',
	'another host': 'https://evil.example/x.bin',
	'another host without a scheme': '//evil.example/x.bin',
	'another host with backslashes': '\\\\evil.example\\x.bin',
	script: 'javascript:window.ran=1',
	data: 'data:application/octet-stream,x',
	'a neighbour with the same beginning': '../model-evil/x.bin'
});

/** Addresses of a model or its library that are refused before anything is fetched. */
export const MODEL_ADDRESSES: readonly HostileText[] = hostileTexts({
	nothing: '',
	script: 'javascript:window.ran=1',
	data: 'data:application/wasm,x',
	'a blob': 'blob:https://evil.example/1',
	'a file of this machine': 'file:///etc/passwd',
	'an application': 'vscode://file/x',
	'a host that is none': 'https://['
});

/** Facts about a model, or names of teachers, that a page shows: as text. */
export const MODEL_NAMES: readonly HostileText[] = hostileTexts({
	HTML: '<img src=x onerror=window.ran=1>',
	script: '</script><script>window.ran=1</script>',
	Markdown: '[x](javascript:window.ran=1) ![x](https://evil.example/p.png)',
	'a right-to-left override': 'good\u202Elive',
	'nothing that is seen': '\u200B\u200B',
	'a line end': 'a\n| b | c |\n# d',
	'a prototype key': '__proto__',
	'a method': 'hasOwnProperty',
	'a formula': '=cmd|x',
	'a hundred thousand characters': 'm'.repeat(100_000),
	'a bar': 'a|b%7Cc%25',
	YAML: 'a: b\n---\nc: !!js/function x'
});
