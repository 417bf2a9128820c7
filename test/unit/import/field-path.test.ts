import { describe, expect, it } from 'vitest';
import {
	compilePath,
	fieldExamples,
	fieldsOf,
	isRecord,
	topLevelColumns
} from '../../../src/lib/core/import/field-path.ts';

describe('a path', () => {
	const read = (path: string, row: unknown): unknown => compilePath(path)(row);

	it('leads through objects and lists', () => {
		const row = { usage: { tokens: 7 }, turns: [{ text: 'a' }, { text: 'b' }] };
		expect(read('usage.tokens', row)).toBe(7);
		expect(read('turns.1.text', row)).toBe('b');
		expect(read('turns', row)).toBe(row.turns);
	});

	it('takes keys that hold dots themselves, whole ones first and then the shortest', () => {
		expect(read('qwen2.5-7b', { 'qwen2.5-7b': 'x' })).toBe('x');
		expect(read('models.qwen2.5-7b.text', { models: { 'qwen2.5-7b': { text: 'x' } } })).toBe('x');
		expect(read('a.b', { 'a.b': 1, a: { b: 2 } })).toBe(1);
		expect(read('r.a.b', { r: { 'a.b': 1, a: { b: 2 } } })).toBe(2);
	});

	it('leads nowhere where something is missing', () => {
		const row = { a: { b: 1 }, list: [1] };
		for (const path of [
			'c',
			'a.c',
			'a.b.c',
			'list.1',
			'list.-1',
			'list.0.5',
			'list.x',
			'list.length'
		]) {
			expect(read(path, row)).toBeUndefined();
		}
		for (const nothing of [null, 'text', 3, undefined]) expect(read('a', nothing)).toBeUndefined();
	});

	it('knows own keys alone', () => {
		expect(read('toString', {})).toBeUndefined();
		expect(read('a.constructor', { a: {} })).toBeUndefined();
		expect(read('__proto__', JSON.parse('{"__proto__": 1}'))).toBe(1);
	});
});

it('tells rows from everything else', () => {
	expect([{}, Object.create(null) as unknown].every(isRecord)).toBe(true);
	expect([null, [], 'a', 1, undefined].some(isRecord)).toBe(false);
});

it('asks for every column that a path may begin with, once', () => {
	expect(topLevelColumns(['a.b.c', 'a', 'd'])).toEqual(['a', 'a.b', 'a.b.c', 'd']);
	expect(topLevelColumns([])).toEqual([]);
});

describe('the fields of a row', () => {
	it('are those of nested objects too; a list is one', () => {
		expect(fieldsOf({ a: 1, b: { c: 'x', d: [1, { e: 2 }] }, f: null })).toEqual([
			{ path: 'a', keys: ['a'], value: 1 },
			{ path: 'b.c', keys: ['b', 'c'], value: 'x' },
			{ path: 'b.d', keys: ['b', 'd'], value: [1, { e: 2 }] },
			{ path: 'f', keys: ['f'], value: null }
		]);
	});

	it('are opened up to four levels', () => {
		const paths = fieldsOf({ a: { b: { c: { d: { e: 1 } } } } }).map(({ path }) => path);
		expect(paths).toEqual(['a.b.c.d']);
	});

	it('are none of what is no row, and none by a name without letters or without end', () => {
		expect(fieldsOf('text')).toEqual([]);
		expect(fieldsOf({ '': 1, ['x'.repeat(501)]: 2, ['y'.repeat(500)]: 3 })).toHaveLength(1);
	});

	it('are at most 500', () => {
		const wide = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`c${i}`, i]));
		expect(fieldsOf(wide)).toHaveLength(500);
		expect(fieldsOf({ a: wide, b: 1 })).toHaveLength(500);
		expect(fieldExamples([wide, { more: 1 }])).toHaveLength(500);
	});
});

describe('the example of a field', () => {
	it('is the first value that is not empty', () => {
		const rows = [{ a: '', b: null, c: 'first' }, { a: 'second', c: 'x' }, { a: 'third' }];
		expect(fieldExamples(rows)).toEqual([
			{ path: 'a', example: 'second' },
			{ path: 'b', example: '' },
			{ path: 'c', example: 'first' }
		]);
	});

	it('is cut where it is long, and written as JSON where it is no text', () => {
		const [long, fits, list] = fieldExamples([
			{ a: 'x'.repeat(121), b: 'y'.repeat(120), c: [1, 'z'] }
		]);
		expect(long!.example).toBe(`${'x'.repeat(119)}…`);
		expect(fits!.example).toBe('y'.repeat(120));
		expect(list!.example).toBe('[1,"z"]');
	});
});
