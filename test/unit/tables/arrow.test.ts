import fc from 'fast-check';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { decodeRows, encodeRows, recodeRows } from '../../../src/lib/core/tables/arrow.ts';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import type { Row } from '../../../src/lib/core/model/tables.ts';

const question = (text: string, gold: string | null = null): Row<'questions'> => ({
	id: text,
	text,
	gold,
	answer_type: 'auto',
	domain: '',
	source_name: 'file.jsonl'
});

const verdict = (expected: string | null): Row<'verdicts'> => ({
	trajectory_id: 't',
	grader: 'rule',
	grader_version: -3,
	verdict: 'correct',
	extracted: null,
	expected,
	reason: 'equal'
});

const analysis = (share: number, estimated: boolean): Row<'analyses'> => ({
	trajectory_id: 't',
	version: 1,
	chars: 2 ** 31 - 1,
	words: 0,
	tokens: 5,
	tokens_estimated: estimated,
	reasoning_chars: 0,
	answer_chars: 1,
	format: 'plain',
	repetition_share: share,
	compression_ratio: 1.25,
	longest_repeat_chars: 0,
	check_rate: 0,
	perhaps_rate: 0,
	wait_rate: 0,
	therefore_rate: 0,
	foreign_script_share: 0
});

describe('encodeRows and decodeRows', () => {
	it('round-trips every column type, nulls included', () => {
		const rows = [question('a', 'x'), question('ü\u0000\u{1F600}', null), question('', '')];
		expect(decodeRows('questions', encodeRows('questions', rows))).toEqual(rows);
		const analyses = [analysis(0.1, true), analysis(-0, false), analysis(Number.MAX_VALUE, true)];
		expect(decodeRows('analyses', encodeRows('analyses', analyses))).toEqual(analyses);
	});

	it('round-trips numbers that may be missing', () => {
		const score = (surprisal: number | null): Row<'scores'> => ({
			trajectory_id: 't',
			scorer: 's',
			version: 1,
			tokens: 3,
			truncated: surprisal === null,
			surprisal,
			rank_cap: 100,
			capped_rank: null,
			rsr: 0.5,
			step_head_surprisal: surprisal,
			step_head_tokens: 0,
			local_surprisal: surprisal,
			local_tokens: 0,
			reason: ''
		});
		const rows = [1.5, null, 0, null, -2].map(score);
		expect(decodeRows('scores', encodeRows('scores', rows))).toEqual(rows);
		const ipc = encodeRows('scores', rows);
		expect(recodeRows('scores', ipc).rows).toBe(5);
	});

	it('round-trips whole numbers that may be missing', () => {
		const trajectory = (reported_tokens: number | null): Row<'trajectories'> => ({
			id: 't',
			question_id: 'q',
			teacher_id: 'x',
			sample_index: 0,
			response: '',
			reasoning: null,
			reasoning_style: 'none',
			finish_reason: 'stop',
			reported_tokens,
			import_id: 'i',
			line: 1
		});
		const rows = [null, 0, -7, null].map(trajectory);
		expect(decodeRows('trajectories', encodeRows('trajectories', rows))).toEqual(rows);
	});

	it('round-trips no rows and nine nulls in a row', () => {
		expect(decodeRows('verdicts', encodeRows('verdicts', []))).toEqual([]);
		const rows = Array.from({ length: 9 }, (_, i) => verdict(i === 8 ? 'last' : null));
		expect(decodeRows('verdicts', encodeRows('verdicts', rows))).toEqual(rows);
	});

	it('makes lone surrogates U+FFFD and keeps whole pairs', () => {
		const ipc = encodeRows('questions', [question('\ud800x\udc00\ud83d\ude00')]);
		expect(decodeRows('questions', ipc)[0]!.text).toBe('\ufffdx\ufffd\u{1F600}');
	});

	it('is read by Arrow itself', () => {
		const table = tableFromIPC(encodeRows('questions', [question('a'), question('b')]));
		expect(table.numRows).toBe(2);
		expect(table.schema.fields.map((field) => field.name)[0]).toBe('id');
		const mayBeMissing = table.schema.fields.filter(({ nullable }) => nullable);
		expect(mayBeMissing.map(({ name }) => name)).toEqual(['gold']);
	});

	it('returns bytes that own their buffer', () => {
		const ipc = encodeRows('questions', [question('a')]);
		expect(ipc.byteOffset).toBe(0);
		expect(ipc.buffer.byteLength).toBe(ipc.byteLength);
	});

	it('round-trips any text', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
				const rows = texts.map((text) => question(text));
				expect(decodeRows('questions', encodeRows('questions', rows))).toEqual(rows);
			})
		);
	});

	it.each([
		['a number for text', { ...question('a'), text: 3 }],
		['null where none may be', { ...question('a'), domain: null }],
		['a missing field', { id: 'a' }]
	])('refuses %s', (_, row) => {
		expect(() => encodeRows('questions', [row as unknown as Row<'questions'>])).toThrow(AppError);
	});

	it.each([
		['text for a whole number', 'words', '3', 'column words: string 3'],
		['text for a number', 'compression_ratio', '0.5', 'column compression_ratio: string 0.5'],
		['a number for a truth value', 'tokens_estimated', 1, 'column tokens_estimated: number 1'],
		['a long text, of which it tells the beginning', 'words', 'x'.repeat(500), /^.{1,110}$/]
	] as const)('refuses %s', (_, column, value, detail) => {
		const row = { ...analysis(0, true), [column]: value } as unknown as Row<'analyses'>;
		const error = attempt(() => encodeRows('analyses', [row]));
		expect(error).toBeInstanceOf(AppError);
		expect(error).toMatchObject({
			code: 'internal',
			message: expect.stringContaining('What was stored before is safe') as string,
			detail: typeof detail === 'string' ? detail : (expect.stringMatching(detail) as string)
		});
	});

	it.each([1.5, 2 ** 31, NaN, -(2 ** 31) - 1])('refuses %s as an integer', (chars) => {
		expect(() => encodeRows('analyses', [{ ...analysis(0, true), chars }])).toThrow(AppError);
	});
});

describe('decodeRows on bytes from anywhere', () => {
	const ipc = encodeRows('questions', [question('first', 'x'), question('zweite ü', null)]);
	const rows = decodeRows('questions', ipc);

	it('refuses a batch of another table', () => {
		expect(() => decodeRows('verdicts', ipc)).toThrow(AppError);
	});

	it('reads from an odd offset', () => {
		const shifted = new Uint8Array(ipc.length + 3);
		shifted.set(ipc, 3);
		expect(decodeRows('questions', shifted.subarray(3))).toEqual(rows);
	});

	it('never reads past its end, whatever byte is changed', () => {
		for (let i = 0; i < ipc.length; i++) {
			for (const flip of [0x01, 0x80, 0xff]) {
				const bytes = ipc.slice();
				bytes[i]! ^= flip;
				const outcome = attempt(() => decodeRows('questions', bytes));
				if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError);
				else expect(outcome.length).toBeLessThanOrEqual(2 * rows.length);
			}
		}
	});

	it('never reads past its end, wherever it is cut', () => {
		for (let i = 0; i < ipc.length; i++) {
			const outcome = attempt(() => decodeRows('questions', ipc.subarray(0, i)));
			if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError);
			else expect(rows.slice(0, outcome.length)).toEqual(outcome);
		}
	});

	it('refuses text that is not UTF-8', () => {
		const bytes = ipc.slice();
		bytes[indexOfBytes(bytes, new TextEncoder().encode('ü'))] = 0x41;
		expect(() => decodeRows('questions', bytes)).toThrow(AppError);
	});
});

describe('recodeRows', () => {
	it('writes the same rows and counts them', () => {
		const rows = [question('a'), question('b', 'gold')];
		const { ipc, rows: count } = recodeRows('questions', encodeRows('questions', rows));
		expect(count).toBe(2);
		expect(decodeRows('questions', ipc)).toEqual(rows);
	});
});

function attempt<T>(action: () => T): T | Error {
	try {
		return action();
	} catch (error) {
		return error as Error;
	}
}

function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array): number {
	return bytes.findIndex((_, i) => wanted.every((byte, j) => bytes[i + j] === byte));
}
