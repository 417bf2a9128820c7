import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../src/lib/core/import/byte-source.ts';
import { openContent } from '../../../src/lib/core/import/file-content.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { collect } from './import-file.ts';
import { memorySource } from './memory-source.ts';

/** More than is looked at to decide about the format. */
const LONG = 'x'.repeat(70_000);

const open = (name: string, content: string | Uint8Array, chunkBytes?: number) =>
	openContent(memorySource(name, content, chunkBytes));

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
	return Buffer.concat(await collect(chunks)).toString();
}

async function refusal(content: string | Uint8Array): Promise<AppError> {
	const failure: unknown = await open('a.txt', content).catch((error: unknown) => error);
	if (!(failure instanceof AppError)) throw new Error('It was opened.', { cause: failure });
	return failure;
}

describe('the format of a file', () => {
	it.each([
		['a list', 'a.txt', ' \n[{"a":1}]', 'json'],
		['anything else', 'a.jsonl', 'q,a\n1,2', 'csv'],
		['objects of a line each', 'a.json', '{"a":1}\n{"a":2}\n', 'jsonl'],
		['one object of a line', 'a.json', '{"a":1}\n', 'jsonl'],
		['one object around a list', 'a.json', '{"data":[{"a":1}]}', 'json'],
		['one object around a list, and a line end', 'a.json', '{"data":[{"a":1}]}\n \n', 'json'],
		['one object around a list of numbers', 'a.json', '{"data":[1]}', 'jsonl'],
		['one object around an empty place', 'a.json', '{"data":[null]}', 'jsonl'],
		['one object around a list, in JSONL', 'a.jsonl', '{"data":[{"a":1}]}', 'jsonl'],
		['two objects around lists', 'a.json', '{"data":[{"a":1}]}\n{"data":[{"a":2}]}', 'jsonl'],
		['one row with messages', 'a.json', '{"messages":[{"role":"user"}]}', 'jsonl'],
		['one row with conversations', 'a.json', '{"conversations":[{"from":"human"}]}', 'jsonl'],
		['one row with a conversation', 'a.json', '{"conversation":[{"from":"human"}]}', 'jsonl'],
		['an object over several lines', 'a.txt', '{\n"data":[{"a":1}]}', 'json'],
		['a broken first line of JSONL', 'a.jsonl', '{"a":\n{"a":2}', 'jsonl'],
		['a broken first line of NDJSON', 'a.ndjson', '{"a":\n{"a":2}', 'jsonl'],
		['a broken first line of no known name', 'jsonl.txt', '{"a":\n{"a":2}', 'json'],
		['a first line that does not end, in JSON', 'a.json', `{"data":[{"a":"${LONG}"}]}`, 'json'],
		['a first line that does not end', 'a.txt', `{"a":"${LONG}"}`, 'jsonl'],
		['a first line that does not end, packed', 'a.json.gz', `{"data":[{"a":"${LONG}"}]}`, 'json'],
		['a short first line of much JSON', 'a.json', `{"data":[{"a":1}]}\n{"a":"${LONG}"}`, 'jsonl'],
		['a file called as its packing', '.gz.json', `{"data":[{"a":"${LONG}"}]}`, 'json']
	])('is told by its beginning, of %s', async (_, name, text, format) => {
		const content = await open(name, name.endsWith('.gz') ? gzipSync(text) : text, 8_192);
		expect(content.format).toBe(format);
		expect(await textOf(content.chunks)).toBe(text);
	});

	it('is Parquet by its magic bytes', async () => {
		const content = await open('a.csv', 'PAR1 and so on');
		expect(content).toMatchObject({ format: 'parquet', delimiter: ',' });
		expect(await textOf(content.chunks)).toBe('PAR1 and so on');
	});

	it('has a delimiter where it is CSV', async () => {
		const delimiterOf = async (name: string, text: string) => (await open(name, text)).delimiter;
		expect(await delimiterOf('a.csv', 'q;a\n1;2\n')).toBe(';');
		expect(await delimiterOf('a.jsonl', '{"q;a;b;c":"1;2;3"}\n')).toBe(',');
		expect(await delimiterOf('A.TSV', 'q,a\tb\n')).toBe('\t');
		expect(await delimiterOf('a.tab', 'q,a,b\n')).toBe('\t');
		expect(await delimiterOf('a.tsv.gz', 'q,a,b\n')).toBe('\t');
		expect(await delimiterOf('a.tsv.csv', 'q,a,b\n1,2,3\n')).toBe(',');
	});
});

describe('what cannot be read', () => {
	it.each([
		['zip', [0x50, 0x4b, 0x03, 0x04]],
		['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
		['bzip2', [0x42, 0x5a, 0x68]],
		['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]]
	])('is refused as a %s archive', async (kind, magic) => {
		const { code, message } = await refusal(new Uint8Array([...magic, 0, 0]));
		expect(code).toBe('file-format');
		expect(message).toBe(
			`This is a ${kind} archive. Unpack it first and open the file inside; gzip is unpacked by itself.`
		);
	});

	it.each([[[0xff, 0xfe]], [[0xfe, 0xff]]])('is refused as UTF-16', async (mark) => {
		const { code, message } = await refusal(new Uint8Array([...mark, 0x41, 0]));
		expect(code).toBe('file-format');
		expect(message).toContain('UTF-16');
	});

	it('is refused as no text, where it begins with NULs', async () => {
		const { code, message } = await refusal('a,b\n1,\0\n');
		expect(code).toBe('file-format');
		expect(message).toContain('not a text file');
		expect((await open('a.csv', `${'x'.repeat(1_024)}\0`)).format).toBe('csv');
	});

	it.each(['', ' \n\t', '\ufeff', '\ufeff\n'])('is refused as empty: %j', async (text) => {
		const { code, message } = await refusal(text);
		expect(code).toBe('file-unreadable');
		expect(message).toBe('The file “a.txt” is empty.');
	});
});

describe('the bytes of a file', () => {
	it.each([1, 2, 3, 4, 100, 65_536])('come without a byte order mark, %i at a time', async (n) => {
		const text = `q,a\n${LONG.slice(0, 100 * n)}`;
		expect(await textOf((await open('a.csv', `\ufeff${text}`, n)).chunks)).toBe(text);
		expect(await textOf((await open('a.csv', text, n)).chunks)).toBe(text);
	});

	it('come whole where there are fewer than of a byte order mark', async () => {
		expect(await textOf((await open('a.csv', 'ab')).chunks)).toBe('ab');
	});

	/** Ends or fails after these chunks, and knows whether it was closed. */
	function watched(chunks: readonly string[], failure: Error | null = null) {
		const state = { closed: false, given: 0 };
		const source: ByteSource = {
			...memorySource('a.csv', ''),
			async *bytes() {
				try {
					for (const chunk of chunks) {
						await Promise.resolve();
						state.given += 1;
						yield new TextEncoder().encode(chunk);
					}
					if (failure !== null) throw failure;
				} finally {
					state.closed = true;
				}
			}
		};
		return { source, state };
	}

	it('are not asked for beyond the beginning, which may be of several chunks', async () => {
		const chunk = 'x'.repeat(32_768);
		const { source, state } = watched([chunk, chunk, chunk, chunk]);
		const content = await openContent(source);
		expect(state).toEqual({ closed: false, given: 2 });
		await content.close();
		expect(state.closed).toBe(true);
	});

	it('let go of the file where the reading of them ends early', async () => {
		const { source, state } = watched([LONG, LONG, LONG]);
		for await (const chunk of (await openContent(source)).chunks) {
			expect(chunk.length).toBeGreaterThan(0);
			break;
		}
		expect(state.closed).toBe(true);
	});

	it('come before the failure that was met after them', async () => {
		const { source } = watched(['q,a\n', '1,2\n'], new Error('gone'));
		const content = await openContent(source);
		const seen: string[] = [];
		const reading = (async () => {
			for await (const chunk of content.chunks) seen.push(new TextDecoder().decode(chunk));
		})();
		await expect(reading).rejects.toThrow('gone');
		expect(seen.join('')).toBe('q,a\n1,2\n');
	});

	it('fail at once where there are none before the failure', async () => {
		await expect(openContent(watched([], new Error('gone')).source)).rejects.toThrow('gone');
	});
});
