import { afterEach, expect, it } from 'vitest';
import type { Mapping } from '../../../src/lib/core/import/mapping.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import type { ImportProgress, ImportSource } from '../../../src/lib/protocol/import-api.ts';
import { ImportClient } from '../../../src/lib/services/import-client.ts';
import { FakeDatabase } from './fake-database.ts';

const clients: ImportClient[] = [];

function start(): { client: ImportClient; db: FakeDatabase } {
	const db = new FakeDatabase();
	const client = new ImportClient(db.connect);
	clients.push(client);
	return { client, db };
}

afterEach(async () => {
	await Promise.all(clients.splice(0).map((client) => client.end()));
});

function fileOf(name: string, content: BlobPart): ImportSource {
	return { kind: 'file', file: new File([content], name, { lastModified: 1 }) };
}

const GSM8K: ImportSource = {
	kind: 'url',
	url: new URL('/samples/gsm8k/example_model_solutions.jsonl', location.href).href
};

async function guess(client: ImportClient, source: ImportSource): Promise<Mapping> {
	const { mapping, note } = await client.sniff(source);
	if (mapping === null) throw new Error(note);
	return mapping;
}

function pairs(count: number, chars = 20): string {
	return Array.from({ length: count }, (_, index) =>
		JSON.stringify({ question: `Q${index}`, response: `${index} `.padEnd(chars, 'x') })
	).join('\n');
}

it('imports the GSM8K sample by URL', async () => {
	const { client, db } = start();
	const sniffed = await client.sniff(GSM8K);
	expect(sniffed).toMatchObject({ name: 'example_model_solutions.jsonl', format: 'jsonl' });
	expect(sniffed.fields.map((field) => field.path)).toContain('175b_verification.is_correct');
	const preview = await client.preview(GSM8K, sniffed.mapping!);
	expect(preview.examples[0]?.teacher).toBe('6b_finetuning');
	expect(db.appends).toEqual([]);

	const progress: ImportProgress[] = [];
	const report = await client.run(GSM8K, sniffed.mapping!, {
		onProgress: (step) => progress.push(step)
	});
	expect(report).toMatchObject({
		complete: true,
		failure: null,
		rowsRead: 1_319,
		rowsRejected: 0,
		questionsSaved: 1_319,
		trajectoriesSaved: 5_276,
		rejected: []
	});
	expect(db.rows('questions')).toHaveLength(1_319);
	expect(db.rows('trajectories')).toHaveLength(5_276);
	expect(db.rows('verdicts')).toHaveLength(5_276);
	expect(db.rows('teachers')).toHaveLength(4);
	const [imported] = db.rows('imports');
	expect(imported).toMatchObject({ state: 'complete', rows_read: 1_319 });
	expect(JSON.parse(imported!.mapping)).toEqual(sniffed.mapping);
	expect(progress.at(-1)).toMatchObject({ trajectoriesSaved: 5_276 });
});

it('reads a large file in pieces, and whole what lies across two of them', async () => {
	const { client, db } = start();
	// Three bytes each, so that a piece ends inside of a character, whatever its size.
	const responses = Array.from({ length: 1_000 }, (_, row) => `${row} ${'学'.repeat(3_000 + row)}`);
	const lines = responses.map((response) => JSON.stringify({ question: 'Q', response }));
	const source = fileOf('large.jsonl', lines.join('\n'));
	const report = await client.run(source, await guess(client, source));
	expect(report).toMatchObject({ complete: true, rowsRead: 1_000, rowsRejected: 0 });
	expect(db.rows('trajectories').map(({ response }) => response)).toEqual(responses);
});

it('saves what others refer to first, one batch at a time', async () => {
	const { client, db } = start();
	const source = fileOf('teacher.jsonl', pairs(10_000));
	await client.run(source, await guess(client, source));
	const position = (table: (typeof db.appends)[number]) => db.appends.indexOf(table);
	expect(db.appends[0]).toBe('imports');
	expect(position('questions')).toBeLessThan(position('trajectories'));
	expect(position('teachers')).toBeLessThan(position('trajectories'));
	expect(db.appends.filter((table) => table === 'trajectories')).toHaveLength(3);
	expect(db.mostAppendsAtOnce).toBe(1);
});

it('stores nothing twice and says where reference answers differ', async () => {
	const { client, db } = start();
	const first = fileOf(
		'a.jsonl',
		'{"question":"A","response":"1"}\n{"question":"B","gold":"2","response":"2"}'
	);
	const mapping = await guess(client, first);
	await client.run(first, mapping);
	await client.run(first, mapping);
	expect(db.rows('trajectories')).toHaveLength(2);
	expect(db.rows('imports')).toHaveLength(1);

	const golds = fileOf(
		'golds.jsonl',
		'{"question":"A","answer":"1"}\n{"question":"B","answer":"3"}'
	);
	const report = await client.run(golds, await guess(client, golds));
	expect(db.rows('questions').map((row) => [row.text, row.gold])).toEqual([
		['A', '1'],
		['B', '2']
	]);
	expect(report.notes.join()).toContain('1 questions were in the project already');
});

it('keeps good rows, counts bad ones and lists them with line and reason', async () => {
	const { client, db } = start();
	const source = fileOf('a.jsonl', '{"question":"A","response":"1"}\n{oops\n{"question":"B"}');
	const report = await client.run(source, await guess(client, source));
	expect(report).toMatchObject({ complete: true, rowsRead: 3, rowsRejected: 2 });
	expect(report.rejected.map(({ line, reason }) => [line, reason])).toEqual([
		[2, 'not valid JSON'],
		[3, 'no response: “response” is missing']
	]);
	expect(db.rows('rejects')).toHaveLength(2);
	expect(db.rows('questions')).toHaveLength(2);
});

it('keeps what was good of a file that breaks off, and reports the place', async () => {
	const { client, db } = start();
	const packed = new Response(
		new Blob([pairs(20_000)]).stream().pipeThrough(new CompressionStream('gzip'))
	);
	const bytes = new Uint8Array(await packed.arrayBuffer());
	const source = fileOf('cut.jsonl.gz', bytes.slice(0, bytes.length - 5_000));
	const report = await client.run(source, await guess(client, source));
	expect(report.complete).toBe(false);
	expect(report.failure).toContain('broken off');
	expect(report.trajectoriesSaved).toBeGreaterThan(10_000);
	expect(db.rows('trajectories')).toHaveLength(report.trajectoriesSaved);
	expect(db.rows('imports')[0]?.state).toBe('failed');
	expect(db.rows('rejects').at(-1)?.line).toBeGreaterThan(10_000);
});

it('ends when asked to and keeps what was saved', async () => {
	const { client, db } = start();
	db.delayMs = 20;
	const source = fileOf('long.jsonl', pairs(20_000));
	const mapping = await guess(client, source);
	const controller = new AbortController();
	const report = await client.run(source, mapping, {
		signal: controller.signal,
		onProgress: ({ trajectoriesSaved }) => {
			if (trajectoriesSaved > 0) controller.abort();
		}
	});
	expect(report.complete).toBe(false);
	expect(report.failure).toBeNull();
	expect(report.trajectoriesSaved).toBeGreaterThan(0);
	expect(report.trajectoriesSaved).toBeLessThan(20_000);
	expect(db.rows('trajectories')).toHaveLength(report.trajectoriesSaved);
	expect(db.rows('imports')[0]?.state).toBe('cancelled');
	expect((await client.run(source, mapping)).complete).toBe(true);
});

it('says so where the disk is full, and marks the import', async () => {
	const { client, db } = start();
	db.fullFor = 'trajectories';
	const source = fileOf('a.jsonl', pairs(10));
	const failure = await client
		.run(source, await guess(client, source))
		.catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(AppError);
	expect(failure).toMatchObject({ code: 'storage-full', message: 'The disk is full.' });
	expect(db.rows('imports')[0]?.state).toBe('failed');
	expect(db.rows('questions')).toHaveLength(10);
});

it.each([
	['no address', 'data.jsonl', 'url-invalid', 'must begin with https'],
	['a script', 'javascript:alert(1)', 'url-invalid', 'must begin with https'],
	['a local file', 'file:///etc/passwd', 'url-invalid', 'must begin with https'],
	[
		'an unreachable host',
		'http://127.0.0.1:9/data.jsonl',
		'network-failed',
		'Download the file yourself'
	]
])('refuses %s with a sentence', async (_, url, code, message) => {
	const { client } = start();
	const failure = await client.sniff({ kind: 'url', url }).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(AppError);
	expect(failure).toMatchObject({ code });
	expect((failure as AppError).message).toContain(message);
});

it('refuses a web page in place of a file', async () => {
	const { client } = start();
	const failure = await client
		.sniff({ kind: 'url', url: location.href })
		.catch((error: unknown) => error);
	expect((failure as AppError).message).toContain('is a web page');
});

it('reads Parquet, which needs the end of the file first', async () => {
	const { client, db } = start();
	const url = new URL('/test/fixtures/import/sums-zstd.parquet', location.href).href;
	const source: ImportSource = { kind: 'url', url };
	const report = await client.run(source, await guess(client, source));
	expect(report).toMatchObject({ complete: true, rowsRead: 10, trajectoriesSaved: 20 });
	expect(db.rows('teachers').map((row) => row.name)).toEqual(['teacher-a', 'teacher-b']);
});

it('adds the questions of a benchmark', async () => {
	const { client, db } = start();
	expect(await client.addBenchmark(fileOf('aime.txt', 'What is 1?\nWhat is 2?\n'), 'aime')).toBe(2);
	expect(db.rows('benchmark_items').map((row) => [row.list, row.text])).toEqual([
		['aime', 'What is 1?'],
		['aime', 'What is 2?']
	]);
});
