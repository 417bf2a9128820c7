import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guardedCompressors } from '../../../src/lib/core/import/parquet-limits.ts';
import { plainValue } from '../../../src/lib/core/import/parquet-values.ts';
import { readParquet } from '../../../src/lib/core/import/read-parquet.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { collect, importFile, readUntilFailure, valuesOf } from './import-file.ts';
import { memorySource } from './memory-source.ts';

/** Written by tools/fixtures/import-parquet.py: 10 rows in three row groups. */
function fixture(name: string) {
	const url = new URL(`../../fixtures/import/${name}.parquet`, import.meta.url);
	return memorySource(`${name}.parquet`, new Uint8Array(readFileSync(url)));
}

describe('Parquet', () => {
	it.each(['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4'])('packed with %s', async (codec) => {
		const { records, failure } = await readUntilFailure(fixture(`sums-${codec}`));
		expect(failure).toBeNull();
		expect(records.map((record) => record.line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
		expect(JSON.parse(JSON.stringify(valuesOf(records)[3]))).toEqual({
			problem: 'What is 3 + 3?',
			answer: 6,
			generations: ['<think>3</think>6', 'It is 6. 🧮'],
			correctness: [true, false],
			usage: { completion_tokens: 3, big: '1152921504606846979' },
			when: '2025-01-04T00:00:00.000Z',
			model: 'teacher-a',
			unused: null
		});
	});

	it('becomes questions and trajectories', async () => {
		const { batch } = await importFile(fixture('sums-zstd'));
		expect(batch.rejects).toEqual([]);
		expect(batch.questions.map((question) => question.gold).slice(0, 3)).toEqual(['0', '2', '4']);
		expect(batch.trajectories).toHaveLength(20);
		expect(batch.teachers.map((teacher) => teacher.name)).toEqual(['teacher-a', 'teacher-b']);
		expect(batch.verdicts.filter((row) => row.verdict === 'wrong')).toHaveLength(5);
	});

	it('reads only the columns that are asked for, by their top-level name', async () => {
		const file = await fixture('sums-none').randomAccess();
		const [first] = await collect(readParquet(file, ['usage', 'usage.big', 'absent']));
		expect(Object.keys((first as { value: object }).value)).toEqual(['usage']);
	});

	it('refuses a row group that unpacks to more than a gigabyte', async () => {
		const { records, failure } = await readUntilFailure(fixture('bomb'));
		expect(records).toEqual([]);
		expect((failure as AppError).code).toBe('file-too-large');
	});

	it('refuses pages whose headers claim too much, whatever the directory says', () => {
		for (const decompress of Object.values(guardedCompressors())) {
			expect(() => decompress(new Uint8Array(8), 2 ** 31)).toThrow(AppError);
			expect(() => decompress(new Uint8Array(8), -1)).toThrow(AppError);
		}
		const zstd = guardedCompressors().ZSTD!;
		expect(() => zstd(new Uint8Array(4), 600 * 1024 ** 2)).not.toThrow(AppError);
	});

	it('that is damaged gives rows or an AppError, never anything else', async () => {
		const url = new URL('../../fixtures/import/sums-snappy.parquet', import.meta.url);
		const sound = new Uint8Array(readFileSync(url));
		let failures = 0;
		for (let at = 4; at < sound.length; at += 37) {
			const damaged = sound.slice();
			damaged[at]! ^= 1 << (at % 8);
			const { failure } = await readUntilFailure(memorySource('a.parquet', damaged));
			if (failure !== null) failures += 1;
			expect(failure === null || failure instanceof AppError).toBe(true);
		}
		expect(failures).toBeGreaterThan(10);
	});

	it('that lost its end says so', async () => {
		const url = new URL('../../fixtures/import/sums-none.parquet', import.meta.url);
		const cut = new Uint8Array(readFileSync(url)).slice(0, 3_000);
		const { failure } = await readUntilFailure(memorySource('a.parquet', cut));
		expect((failure as AppError).message).toContain('not downloaded completely');
	});
});

describe('values of Parquet', () => {
	it('become what JSON could hold', () => {
		expect(plainValue(5n)).toBe(5);
		expect(plainValue(2n ** 63n)).toBe('9223372036854775808');
		expect(plainValue(new Date(Number.NaN))).toBeNull();
		expect(plainValue(undefined)).toBeNull();
		expect(plainValue(new Uint8Array([0x68, 0x69]))).toBe('hi');
		expect(plainValue(Int32Array.of(1, 2))).toEqual([1, 2]);
	});

	it('nest as deep as they like', () => {
		let deep: unknown = 1;
		for (let level = 0; level < 10_000; level += 1) deep = [deep];
		expect(JSON.stringify(plainValue(deep)).length).toBeLessThan(200);
	});
});
