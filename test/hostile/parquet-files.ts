import { readFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { HostileFile } from './data-files.ts';

const fixture = (name: string): Uint8Array =>
	new Uint8Array(readFileSync(new URL(`../fixtures/import/${name}.parquet`, import.meta.url)));

/** A Parquet file of text columns. */
function written(columns: Readonly<Record<string, readonly unknown[]>>): Uint8Array {
	const columnData = Object.entries(columns).map(([name, data]) => ({
		name,
		type: 'STRING' as const,
		data: [...data]
	}));
	return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** The sound file with its directory's length changed. */
function withFooterLength(bytes: number): Uint8Array {
	const file = fixture('sums-none').slice();
	new DataView(file.buffer).setUint32(file.length - 8, bytes, true);
	return file;
}

const GOOD = { question: ['What is 2 + 2?'], response: ['It is 4.'], model: ['m'] };

const file = (
	name: string,
	content: () => Uint8Array,
	outcome: Partial<Pick<HostileFile, 'refused' | 'rejected' | 'survivors'>>
): HostileFile => ({
	name,
	fileName: 'a.parquet',
	content,
	refused: null,
	rejected: [],
	survivors: 0,
	...outcome
});

export const PARQUET_FILES: readonly HostileFile[] = [
	file('a bomb of one row group', () => fixture('bomb'), {
		refused: /unpacks to .*more than a browser can hold/
	}),
	file('a directory of four gigabytes', () => withFooterLength(0xffffffff), {
		refused: /no readable directory/
	}),
	file('a directory of nothing', () => withFooterLength(0), { refused: /./ }),
	file('a directory that is data', () => withFooterLength(1_000), { refused: /./ }),
	file('the mark and nothing else', () => new TextEncoder().encode('PAR1PAR1'), { refused: /./ }),
	file(
		'the mark before a web page',
		() => new TextEncoder().encode('PAR1<script>window.ran=1</script>'),
		{
			refused: /no readable directory/
		}
	),
	file('an end that is lost', () => fixture('sums-none').slice(0, 3_000), {
		refused: /not downloaded completely/
	}),
	file(
		'columns of the prototype',
		() => written({ ...GOOD, __proto__: ['x'], constructor: ['y'], toString: ['z'] }),
		{
			survivors: 1
		}
	),
	file('a column of HTML', () => written({ ...GOOD, '<img src=x onerror=window.ran=1>': ['x'] }), {
		survivors: 1
	}),
	file(
		'a thousand columns',
		() =>
			written({
				...GOOD,
				...Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`c${String(n)}`, ['x']]))
			}),
		{ survivors: 1 }
	),
	file(
		'rows without a question',
		() => written({ question: ['', 'Q', ''], response: ['a', 'b', 'c'], model: ['m', 'm', 'm'] }),
		{
			rejected: [
				[1, 'no question'],
				[3, 'no question']
			],
			survivors: 1
		}
	),
	file(
		'NULs, marks of order and lone surrogates',
		() =>
			written({
				question: ['a\u0000b\u202E'],
				response: ['\ud800'],
				model: ['=1+1']
			}),
		{ survivors: 1 }
	)
];
