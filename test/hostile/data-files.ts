import { gzipSync } from 'fflate';
import type { HostileInput } from './hostile-input.ts';

/** A whole file that is to be imported. */
export interface HostileFile extends HostileInput {
	readonly fileName: string;
	/** Made when it is needed: some are large. */
	readonly content: () => string | Uint8Array;
	/** In what is said where the file, or the rest of it, is refused; null where it is read to its end. */
	readonly refused: RegExp | null;
	/** Reasons of the rejected rows, each with its line. */
	readonly rejected: readonly (readonly [line: number, reason: string])[];
	/** Trajectories that come in all the same. */
	readonly survivors: number | 'some';
}

const GOOD = '{"question":"What is 2 + 2?","response":"It is 4.","model":"m"}\n';
const CSV_HEAD = 'question,response,model\n';
const CSV_GOOD = 'What is 2 + 2?,It is 4.,m\n';

const file = (
	name: string,
	fileName: string,
	content: string | Uint8Array | (() => string | Uint8Array),
	outcome: Partial<Pick<HostileFile, 'refused' | 'rejected' | 'survivors'>>
): HostileFile => ({
	name,
	fileName,
	content: typeof content === 'function' ? content : () => content,
	refused: null,
	rejected: [],
	survivors: 0,
	...outcome
});

const csv = (name: string, rows: string, outcome: Parameters<typeof file>[3]): HostileFile =>
	file(name, 'a.csv', CSV_HEAD + CSV_GOOD + rows, outcome);

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const utf16 = (text: string): Uint8Array =>
	Uint8Array.from([0xff, 0xfe, ...Array.from(text).flatMap((c) => [c.charCodeAt(0), 0])]);

export const CSV_FILES: readonly HostileFile[] = [
	csv('a cell too many', `a,b,c,d\n${CSV_GOOD}`, {
		rejected: [[3, '4 cells where the header has 3']],
		survivors: 2
	}),
	csv('a cell too few', `a,b\n${CSV_GOOD}`, {
		rejected: [[3, '2 cells where the header has 3']],
		survivors: 2
	}),
	csv('a hundred thousand cells', `${','.repeat(100_000)}\n${CSV_GOOD}`, {
		rejected: [[3, '100001 cells where the header has 3']],
		survivors: 2
	}),
	csv('a quote that is never closed', `"a,b,m\n${CSV_GOOD.repeat(3)}`, {
		rejected: [[3, 'a quoted cell is never closed']],
		survivors: 1
	}),
	csv('text after a closing quote', `"a"b,x,m\n${CSV_GOOD}`, {
		rejected: [[3, 'text after the closing quote of a cell']],
		survivors: 2
	}),
	csv('a quote in the middle of a cell', `5" pipe,x,m\n${CSV_GOOD}`, { survivors: 3 }),
	csv('a quoted cell of many lines', `"a\n\n\nb",x,m\nbad\n${CSV_GOOD}`, {
		rejected: [[7, '1 cells where the header has 3']],
		survivors: 3
	}),
	csv('an empty response', `a,,m\n${CSV_GOOD}`, {
		rejected: [[3, '“response” is missing']],
		survivors: 2
	}),
	csv('a formula in every cell', '"=cmd|\' /C calc\'!A0",=1+1,@m\n', { survivors: 2 }),
	csv('a NUL in a cell', `${CSV_GOOD.repeat(60)}a\u0000b,x\u0000,m\n`, { survivors: 62 }),
	csv('JSON in a cell that is none', '"[{""a"":",x,m\n', { survivors: 2 }),
	csv('prototype keys in JSON in a cell', '"[{""__proto__"":{""polluted"":1}}]",x,m\n', {
		rejected: [[3, 'no question']],
		survivors: 1
	}),
	file(
		'prototype keys as columns',
		'a.csv',
		'__proto__,constructor,question,response,model\n1,2,Q,x,m\n',
		{
			survivors: 1
		}
	),
	file(
		'the same column ten times',
		'a.csv',
		`question,response,model${',question'.repeat(10)}\nQ,x,m${',y'.repeat(10)}\n`,
		{
			survivors: 1
		}
	),
	file('twenty thousand columns', 'a.csv', `question,response${',x'.repeat(20_000)}\n`, {
		refused: /more than 10,000 columns/
	}),
	file('a header that is never closed', 'a.csv', '"question,response\nQ,x\n', {
		refused: /first line of this CSV file cannot be read/
	}),
	file('a row of invalid UTF-8', 'a.csv', latin1(`${CSV_HEAD}caf\u00e9,x,m\n${CSV_GOOD}`), {
		rejected: [[2, 'not valid UTF-8']],
		survivors: 1
	}),
	file('a header of invalid UTF-8', 'a.csv', latin1('caf\u00e9,response\nQ,x\n'), {
		refused: /not valid UTF-8/
	})
];

export const PACKED_FILES: readonly HostileFile[] = [
	file('a gzip bomb', 'a.jsonl.gz', () => gzipSync(new Uint8Array(64 * 2 ** 20).fill(0x20)), {
		refused: /is empty/
	}),
	file(
		'rows after a gzip bomb of one line',
		'a.jsonl.gz',
		() => {
			const bomb = new Uint8Array(101 * 2 ** 20).fill(0x20);
			const parts = [latin1(GOOD), bomb, latin1(`\n${GOOD}`)].map((part) => gzipSync(part));
			return Uint8Array.from(parts.flatMap((part) => [...part]));
		},
		{ rejected: [[2, 'longer than 100 MB']], survivors: 2 }
	),
	file(
		'gzip that is cut off',
		'a.jsonl.gz',
		() => gzipSync(latin1(GOOD.repeat(500))).slice(0, -12),
		{
			refused: /broken off|damaged/,
			survivors: 'some'
		}
	),
	file(
		'gzip with a wrong checksum',
		'a.jsonl.gz',
		() => {
			const packed = gzipSync(latin1(GOOD));
			packed[packed.length - 6]! ^= 1;
			return packed;
		},
		{ refused: /checksum is wrong/, survivors: 1 }
	),
	file('gzip in gzip', 'a.jsonl.gz', () => gzipSync(gzipSync(latin1(GOOD))), {
		refused: /not a text file|cannot be read/
	}),
	file('a zip archive', 'a.jsonl', latin1('PK\u0003\u0004rest'), { refused: /zip archive/ }),
	file('a Zstandard archive', 'a.jsonl', latin1('\u0028\u00b5\u002f\u00fd'), {
		refused: /Zstandard archive/
	}),
	file('a program', 'a.jsonl', latin1('\u007fELF\u0002\u0001\u0001\u0000\u0000'), {
		refused: /not a text file/
	}),
	file('UTF-16', 'a.jsonl', utf16(GOOD), { refused: /encoded as UTF-16/ }),
	file('nothing', 'a.jsonl', '', { refused: /is empty/ }),
	file('white space', 'a.jsonl', ' \n\t\r\n', { refused: /is empty/ })
];

export const JSON_FILES: readonly HostileFile[] = [
	file('a list that breaks off', 'a.json', `[${GOOD},${GOOD},{"q`, {
		refused: /breaks off at record 3/,
		survivors: 2
	}),
	file('a list that goes on after its end', 'a.json', `[${GOOD}][1]`, {
		refused: /goes on after its end/,
		survivors: 1
	}),
	file('a bracket too many', 'a.json', `[${GOOD}}]`, { refused: /closes nothing/ }),
	file('a million opening brackets', 'a.json', () => '['.repeat(1_000_000), {
		refused: /breaks off/
	}),
	file('a million opening braces', 'a.json', () => '{"a":'.repeat(1_000_000), { refused: /./ }),
	file('a text without end', 'a.json', () => `[${GOOD},{"question":"${'x'.repeat(1_000_000)}`, {
		refused: /breaks off/,
		survivors: 1
	}),
	file('a bad row between good ones', 'a.json', `[${GOOD},{"a":x},${GOOD}]`, {
		rejected: [[2, 'not valid JSON']],
		survivors: 2
	}),
	file('prototype keys around the rows', 'a.json', `{"__proto__":[${GOOD}],"constructor":1}`, {
		survivors: 1
	}),
	file('no list of rows', 'a.json', '{"a":{"b":[1,2]},\n"c":3}', { refused: /No list of rows/ })
];
