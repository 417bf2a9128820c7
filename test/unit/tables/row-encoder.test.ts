import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import type { Row } from '../../../src/lib/core/model/tables.ts';
import { decodeRows, encodeRows, RowEncoder } from '../../../src/lib/core/tables/arrow.ts';
import { columnWriter } from '../../../src/lib/core/tables/column-writer.ts';

const score = (text: string, number: number | null, isCut: boolean): Row<'scores'> => ({
	trajectory_id: text,
	scorer: 's',
	version: 1,
	tokens: text.length,
	truncated: isCut,
	surprisal: number,
	rank_cap: 100,
	capped_rank: number,
	rsr: null,
	step_head_surprisal: 0.5,
	step_head_tokens: 0,
	local_surprisal: number,
	local_tokens: 0,
	reason: ''
});

/** Shorter and longer batches, gaps and none. */
const anyRows = fc.array(
	fc
		.tuple(
			fc.string({ unit: 'binary', maxLength: 300 }),
			fc.option(fc.double({ noNaN: true })),
			fc.boolean()
		)
		.map(([text, number, isCut]) => score(text, number, isCut)),
	{ maxLength: 200 }
);

describe('a row encoder', () => {
	it('gives the same bytes for a batch whatever was encoded before', () => {
		fc.assert(
			fc.property(fc.array(anyRows, { minLength: 1, maxLength: 4 }), (batches) => {
				const encoder = new RowEncoder('scores');
				for (const rows of batches) {
					for (const row of rows) encoder.add(row);
					expect(encoder.rows).toBe(rows.length);
					const encoded = encoder.take();
					expect(encoded.rows).toBe(rows.length);
					expect(encoded.ipc).toEqual(encodeRows('scores', rows));
					expect(decodeRows('scores', encoded.ipc)).toEqual(rows);
				}
				expect(encoder.rows).toBe(0);
			}),
			{ numRuns: 30 }
		);
	});

	it('takes a text as its UTF-8 just as well', () => {
		const utf8 = new TextEncoder();
		const rows = ['', '数学 🧮', 'x'.repeat(5_000)].map((text) => score(text, null, false));
		const encoder = new RowEncoder('scores');
		for (const row of rows) {
			encoder.add({ ...row, trajectory_id: utf8.encode(row.trajectory_id) });
		}
		expect(encoder.take().ipc).toEqual(encodeRows('scores', rows));
	});

	it('leaves what it gave alone when it goes on', () => {
		const encoder = new RowEncoder('scores');
		encoder.add(score('first', 1, true));
		const { ipc } = encoder.take();
		const copy = ipc.slice();
		encoder.add(score('later', null, false));
		encoder.take();
		expect(ipc).toEqual(copy);
		expect(ipc.byteLength).toBe(ipc.buffer.byteLength);
	});

	it('keeps the rows before one that does not fit, and takes more after it', () => {
		const encoder = new RowEncoder('scores');
		const [first, last] = [score('first', 1, true), score('last', 2, false)];
		encoder.add(first);
		// The last column of all: what stands in the others must not stay.
		const bad = { ...score('bad', 3, true), reason: 7 } as unknown as Row<'scores'>;
		expect(() => encoder.add(bad)).toThrow(AppError);
		encoder.add(last);
		expect(decodeRows('scores', encoder.take().ipc)).toEqual([first, last]);
	});
});

describe('a text column', () => {
	const text = () => columnWriter('text', { type: 'utf8' }, 3 * 10);

	it('refuses more than a batch can hold, should each character take three bytes', () => {
		const column = text();
		for (const value of ['123456', '789']) {
			column.check(value);
			column.add(value);
		}
		expect(() => column.check('0')).not.toThrow();
		let detail: string | undefined;
		try {
			column.check('01');
		} catch (error) {
			detail = (error as AppError).detail;
		}
		expect(detail).toBe('column text: string a batch of up to 33 bytes');
	});

	it('holds three times as many bytes that are UTF-8 already', () => {
		const column = text();
		column.add(new Uint8Array(29));
		expect(() => column.check(new Uint8Array(1))).not.toThrow();
		expect(() => column.check(new Uint8Array(2))).toThrow(AppError);
		expect(() => column.check('x')).toThrow(AppError);
	});

	it('holds as much again in the next batch', () => {
		const column = text();
		column.add('1234567890');
		column.take();
		expect(() => column.check('1234567890')).not.toThrow();
	});
});
