import { type HostileText, hostileTexts } from './hostile-input.ts';

/** Names of files with good rows in them. */
export const FILE_NAMES: readonly HostileText[] = hostileTexts({
	HTML: '<img src=x onerror=window.ran=1>.jsonl',
	script: '"><script>window.ran=1</script>.jsonl',
	'a folder above': '../../../etc/passwd.jsonl',
	'a folder above with backslashes': '..\\..\\windows\\system32\\x.jsonl',
	'an absolute path': '/etc/passwd',
	'a drive': 'C:\\x.jsonl',
	'a device': 'CON.jsonl',
	'a hidden file': '.jsonl',
	'dots alone': '..',
	'nothing but white space': ' ',
	'a NUL': 'a\u0000.jsonl',
	'a line end': 'a\nb.jsonl',
	'a right-to-left override': 'a\u202Elnosj.exe',
	'zero-width characters': '\u200Ba\u200B.jsonl',
	'a lone surrogate': 'a\uD800.jsonl',
	'ten thousand characters': `${'x'.repeat(10_000)}.jsonl`,
	'combining marks': `a${'\u0301'.repeat(500)}.jsonl`,
	'a prototype key': '__proto__',
	'a method': 'constructor.jsonl',
	'a formula': '=1+1.jsonl',
	SQL: "'; DROP TABLE questions; --.jsonl",
	'percent escapes': '%2e%2e%2f%00.jsonl',
	'a query and a hash': 'a?x=1#/sql?q=1.jsonl',
	'an address': 'https://evil.example/a.jsonl',
	'the wrong format': 'a.parquet',
	'packed, and is not': 'a.jsonl.gz',
	'formulas of LaTeX': '$\\href{javascript:1}{x}$.jsonl',
	'a template': '{{ constructor }}.jsonl'
});

/** Names that a data set may not have: the name becomes that of its files. */
export const DATASET_NAMES: readonly HostileText[] = hostileTexts({
	empty: '',
	'a folder above': '../x',
	'a folder': 'a/b',
	'a backslash': 'a\\b',
	'a hidden file': '.hidden',
	'an option': '-rf',
	capitals: 'A',
	'a line end': 'a\n',
	'a NUL': 'a\u0000',
	HTML: '<b>',
	'too long': 'a'.repeat(65),
	'other letters': '\u0430',
	'a right-to-left override': 'a\u202E'
});
