import type { HostileInput } from './hostile-input.ts';

/** A line of a JSONL file with the fields q, r and model. */
export interface HostileLine extends HostileInput {
	readonly line: string | Uint8Array;
	/** Part of the reason with which it is rejected; null where it is a good row after all. */
	readonly rejected: string | null;
}

const utf8 = new TextEncoder();

/** A good row but for these bytes inside its question. */
function withBytes(...bytes: readonly number[]): Uint8Array {
	const before = utf8.encode('{"q":"');
	const after = utf8.encode('","r":"x","model":"m"}');
	return Uint8Array.from([...before, ...bytes, ...after]);
}

const row = (fields: object): string => JSON.stringify({ q: 'Q', r: 'x', model: 'm', ...fields });

const lines = (
	rejected: string | null,
	all: Readonly<Record<string, string | Uint8Array>>
): HostileLine[] => Object.entries(all).map(([name, line]) => ({ name, line, rejected }));

export const JSON_LINES: readonly HostileLine[] = [
	...lines('not valid JSON', {
		'broken off': '{"q":"A","r":"x"',
		'broken off in a string': '{"q":"A',
		'broken off in an escape': '{"q":"A\\u12"}',
		'two rows on a line': `${row({})}${row({})}`,
		'a comma at the end': '{"q":"A","r":"x",}',
		'a comment': '{"q":"A"/* x */}',
		'single quotes': "{'q':'A'}",
		'a key without quotes': '{q:"A"}',
		'not a number': '{"q":"A","n":NaN}',
		infinity: '{"q":"A","n":-Infinity}',
		'a hexadecimal number': '{"q":"A","n":0x10}',
		'a number that begins with zero': '{"q":"A","n":010}',
		'a byte order mark in the middle': `\ufeff${row({})}`,
		'a NUL in a text': '{"q":"A\u0000B","r":"x","model":"m"}',
		'a NUL between rows': `\u0000${row({})}`,
		'a control character in a text': '{"q":"A\u0007B","r":"x","model":"m"}',
		'UTF-16 in the middle': Uint8Array.from(row({}), (c) => c.charCodeAt(0)).reduce<Uint8Array>(
			(all, byte) => Uint8Array.from([...all, byte, 0]),
			new Uint8Array()
		),
		JavaScript: 'alert(1)',
		'a web page': '<!doctype html><script>window.ran=1</script>',
		'brackets without end': '['.repeat(100_000)
	}),
	...lines('not valid UTF-8', {
		'a lone continuation byte': withBytes(0x80),
		'a byte that never occurs': withBytes(0xff),
		'an overlong slash': withBytes(0xc0, 0xaf),
		'an overlong NUL': withBytes(0xc0, 0x80),
		'a surrogate as UTF-8': withBytes(0xed, 0xa0, 0x80),
		'a character beyond Unicode': withBytes(0xf4, 0x90, 0x80, 0x80),
		'a sequence that is cut off': withBytes(0xf0, 0x9f, 0x98),
		'Latin-1': withBytes(0xe9)
	}),
	...lines('not a JSON object', {
		'a list': '[{"q":"A","r":"x"}]',
		'a text': '"q"',
		'a number': '1e999',
		null: 'null',
		true: 'true',
		'a list in lists': `${'['.repeat(5_000)}${']'.repeat(5_000)}`
	}),
	...lines('no question', {
		'a question in the prototype': '{"__proto__":{"q":"A","r":"x","model":"m"}}',
		'a question in the constructor': '{"constructor":{"prototype":{"q":"A"}},"r":"x","model":"m"}',
		'a question that is null': row({ q: null }),
		'a question that is empty': row({ q: '' }),
		'a question of white space': row({ q: ' \u00a0\u3000\n' }),
		'a question that is a number': row({ q: 1 }),
		'a question that is an object': row({ q: { toString: 'x' } }),
		'a question that is true': row({ q: true }),
		'a question a hundred thousand levels deep': `{"q":${'['.repeat(100_000)}${']'.repeat(100_000)},"r":"x","model":"m"}`,
		'an empty row': '{}'
	}),
	...lines('“r” is', {
		'a response that is null': row({ r: null }),
		'a response that is false': row({ r: false }),
		'a response that is an object': row({ r: { __proto__: null, a: 1 } }),
		'a response that is empty': row({ r: ' ' }),
		'an empty list of responses': row({ r: [] }),
		'a response a hundred thousand levels deep': `{"q":"Q","r":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)},"model":"m"}`
	}),
	...lines('longer than 600,000 characters', {
		'a question of a character too many': row({ q: 'x'.repeat(600_001) }),
		'a response of ten million characters': row({ r: 'word '.repeat(2_000_000) }),
		'a reference answer of two million characters': row({ gold: '9'.repeat(2_000_000) })
	}),
	...lines('no teacher', {
		'no teacher': '{"q":"Q","r":"x"}',
		'a teacher that is an object': row({ model: { a: 1 } }),
		'a teacher in the prototype': '{"q":"Q","r":"x","__proto__":{"model":"m"}}'
	}),
	...lines(null, {
		'prototype keys beside good ones':
			'{"__proto__":{"polluted":1},"toString":1,"q":"P","r":"x","model":"m"}',
		'a key twice': '{"q":"first","q":"second","r":"x","model":"m"}',
		'a field a hundred thousand levels deep': `{"q":"D","r":"x","model":"m","z":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
		'a hundred thousand fields': row(
			Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${String(n)}`, n]))
		),
		'a key of a million characters': row({ ['k'.repeat(1_000_000)]: 1 }),
		'empty keys and keys of dots': row({ '': 1, '.': 2, '..': 3, 'q.': 4 }),
		'a number beyond all':
			'{"q":"N","r":"x","model":"m","gold":1e400,"tokens":1e400,"sample":-1e400}',
		'a number with a million digits': `{"q":"M","r":"x","model":"m","gold":${'9'.repeat(1_000_000)}}`,
		'an index beyond 32 bits': row({ q: 'I', sample: 2 ** 53 }),
		'a negative index': row({ q: 'J', sample: -1 }),
		'a half index': row({ q: 'K', sample: 0.5, tokens: -3 }),
		'a lone surrogate in an escape': '{"q":"\\ud800 S","r":"\\udc00","model":"m\\ud800"}',
		'a NUL in an escape': '{"q":"\\u0000 Z","r":"a\\u0000b","model":"m\\u0000"}',
		'SQL in every field': row({ q: "'; DROP TABLE questions; --", r: "$ids'||'", model: 'm\'"' }),
		'a teacher of HTML': row({ model: '<img src=x onerror=window.ran=1>' }),
		'a teacher of a hundred thousand characters': row({ model: 'm'.repeat(100_000) }),
		'a teacher named like a prototype key': row({ model: '__proto__' }),
		'a teacher named like a method': row({ model: 'constructor' }),
		'a gold answer that is a program': row({ gold: '\\href{javascript:window.ran=1}{4}' }),
		'a verdict that is neither': row({ ok: 'javascript:window.ran=1' }),
		'a finish reason of HTML': row({ finish: '<b>length</b>' })
	})
];
