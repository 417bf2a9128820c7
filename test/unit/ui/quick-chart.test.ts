import { describe, expect, it } from 'vitest';
import type { ColumnKind, ConsoleColumn } from '../../../src/lib/protocol/console-api.ts';
import { guessChart, whyNoChart } from '../../../src/lib/ui/console/chart-choice.ts';
import { chartRows, describeRows } from '../../../src/lib/ui/console/chart-data.ts';

const TYPES: Record<ColumnKind, string> = {
	number: 'BIGINT',
	text: 'VARCHAR',
	boolean: 'BOOLEAN',
	time: 'TIMESTAMP',
	other: 'INTEGER[]'
};
const columns = (...kinds: (ColumnKind | 'fraction')[]): ConsoleColumn[] =>
	kinds.map((kind, at) => ({
		name: `c${at}`,
		type: kind === 'fraction' ? 'DOUBLE' : TYPES[kind],
		kind: kind === 'fraction' ? 'number' : kind
	}));

describe('guessChart', () => {
	it('draws bars of what was computed for few names', () => {
		expect(guessChart(columns('text', 'text', 'number', 'fraction'), 8)).toEqual({
			mark: 'bar',
			x: 0,
			y: 3,
			colour: 1
		});
	});

	it('draws a line over time', () => {
		expect(guessChart(columns('number', 'time'), 5000)).toMatchObject({ mark: 'line', x: 1, y: 0 });
	});

	it('draws dots for two numbers of many rows', () => {
		expect(guessChart(columns('text', 'number', 'fraction'), 5000)).toEqual({
			mark: 'dot',
			x: 1,
			y: 2,
			colour: 0
		});
	});

	it('draws a histogram of one number', () => {
		expect(guessChart(columns('text', 'number'), 5000)).toEqual({
			mark: 'histogram',
			x: 1,
			y: null,
			colour: 0
		});
	});

	it('counts names', () => {
		expect(guessChart(columns('text', 'text'), 3)).toMatchObject({ mark: 'bar', x: 0, y: null });
		expect(guessChart(columns('other'), 3)).toMatchObject({ mark: 'bar', x: 0, y: null });
	});

	it('always guesses something that can be drawn', () => {
		const kinds = ['number', 'text', 'boolean', 'time', 'other', 'fraction'] as const;
		for (const a of kinds) {
			for (const b of kinds) {
				for (const rows of [1, 1000]) {
					const given = columns(a, b);
					expect(whyNoChart(guessChart(given, rows)!, given), `${a} ${b}`).toBe('');
				}
			}
		}
		expect(guessChart([], 0)).toBeNull();
	});
});

describe('whyNoChart', () => {
	it('says what to choose', () => {
		const given = columns('text', 'number');
		expect(whyNoChart({ mark: 'histogram', x: 0, y: null, colour: null }, given)).toMatch(/number/);
		expect(whyNoChart({ mark: 'bar', x: 1, y: 0, colour: null }, given)).toMatch(/number/);
		expect(whyNoChart({ mark: 'dot', x: 1, y: null, colour: null }, given)).toMatch(/y axis/);
	});
});

describe('chartRows', () => {
	it('leaves out what cannot be drawn and says how much', () => {
		const x = { values: [1, null, NaN, 2], kind: 'number' } as const;
		expect(chartRows(x, null, null)).toMatchObject({
			rows: [{ x: 1 }, { x: 2 }],
			series: [],
			leftOut: 2
		});
	});

	it('gives colours to the most frequent series and one to all others', () => {
		const values = ['a', 'b', 'b', 'c', 'd', 'e', 'f', null, null];
		const z = { values, kind: 'text' } as const;
		const data = chartRows({ values: values.map((_, i) => i), kind: 'number' }, null, z);
		expect(data.series).toEqual(['b', 'NULL', 'a', 'c', 'd']);
		expect(data.rows.map((row) => row.z).slice(5, 7)).toEqual(['others', 'others']);
	});

	it('gives no colours where all rows are of one series', () => {
		const z = { values: ['', ''], kind: 'text' } as const;
		const data = chartRows({ values: [1, 2], kind: 'number' }, null, z);
		expect(data).toMatchObject({ series: [], rows: [{ z: '(empty)' }, { z: '(empty)' }] });
	});

	it('reads the times that DuckDB writes', () => {
		const values = ['2024-02-29', '2024-02-29 12:00:00', '2024-02-29 12:00:00.5+00', 'infinity'];
		const data = chartRows({ values, kind: 'time' }, null, null);
		expect(data.rows.map(({ x }) => (x as Date).toISOString())).toEqual([
			'2024-02-29T00:00:00.000Z',
			'2024-02-29T12:00:00.000Z',
			'2024-02-29T12:00:00.500Z'
		]);
		expect(data.leftOut).toBe(1);
	});
});

describe('describeRows', () => {
	const names = { x: 'teacher', y: 'tokens' };
	it('says which name has least and most', () => {
		const data = chartRows(
			{ values: ['a', 'b', 'c'], kind: 'text' },
			{ values: [2, 1 / 3, 30], kind: 'number' },
			null
		);
		expect(describeRows(data, names)).toBe('tokens from 0.3333 (b) to 30 (c)');
	});

	it('says from where to where numbers and times reach', () => {
		const data = chartRows(
			{ values: ['2024-03-01', '2024-02-29 12:30:00'], kind: 'time' },
			{ values: [5, 4], kind: 'number' },
			null
		);
		expect(describeRows(data, { x: 'day', y: 'n' })).toBe(
			'day from 2024-02-29 12:30 to 2024-03-01 00:00; n from 4 to 5'
		);
	});

	it('says nothing where there is nothing', () => {
		const none = chartRows({ values: [], kind: 'number' }, null, null);
		expect(describeRows(none, { x: 'a', y: '' })).toBe('');
	});
});
