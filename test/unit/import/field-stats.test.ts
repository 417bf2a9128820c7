import { describe, expect, it } from 'vitest';
import { fieldStats, type FieldStats } from '../../../src/lib/core/import/field-stats.ts';

/** Of one column with these values, a row each. */
function statsOf(...values: readonly unknown[]): FieldStats | undefined {
	return fieldStats(values.map((a) => ({ a })))[0];
}

const turn = (role: string, content = 'x') => ({ role, content });

describe('a field of a sample', () => {
	it('is left out where no row fills it', () => {
		expect(fieldStats([{ a: null, b: ' ', c: [], d: undefined, e: 0 }]).map((f) => f.path)).toEqual(
			['e']
		);
	});

	it('is filled in a share of the rows', () => {
		expect(statsOf('x', ' \n', null, undefined, [], 'y', false, 0)?.share).toBe(0.5);
	});

	it('is called by its last key', () => {
		expect(fieldStats([{ meta: { 'Is Correct': true } }])[0]).toMatchObject({
			path: 'meta.Is Correct',
			keys: ['meta', 'Is Correct'],
			name: 'is_correct'
		});
	});

	it('has the mean length of its filled texts; a list counts all of its own', () => {
		expect(statsOf('ab', 'abcd', '')?.meanChars).toBe(3);
		expect(statsOf(['ab', 'abcd', 7], ['ab'])?.meanChars).toBe(4);
		expect(statsOf(1, 2)?.meanChars).toBe(0);
	});

	it('holds marks of a reasoning model where one of its texts does', () => {
		expect(statsOf('x', '<think>y')?.hasMarks).toBe(true);
		expect(statsOf('x', ['y', 'z</think>'])?.hasMarks).toBe(true);
		expect(statsOf('x', '<thinking>y')?.hasMarks).toBe(false);
	});

	it('is a count, or yes and no, where all of it is', () => {
		expect(statsOf(1, '2', [3, 4])).toMatchObject({ isCount: true, isBoolean: false });
		expect(statsOf(1, 'two')?.isCount).toBe(false);
		expect(statsOf([3, 'four'])?.isCount).toBe(false);
		expect(statsOf(true, 'no', [false, true])).toMatchObject({ isBoolean: true, isCount: false });
		expect(statsOf(true, 'maybe')?.isBoolean).toBe(false);
		expect(statsOf([true, 'maybe'])?.isBoolean).toBe(false);
	});

	it('has an assistant, or several user turns, where one of its conversations has', () => {
		const asked = [turn('user')];
		const answered = [turn('user'), turn('assistant'), turn('system')];
		const longer = [turn('user'), turn('assistant'), turn('user')];
		expect(statsOf(asked, answered)).toMatchObject({
			hasAssistant: true,
			hasSeveralUserTurns: false
		});
		expect(statsOf(asked)).toMatchObject({ hasAssistant: false, hasSeveralUserTurns: false });
		expect(statsOf(asked, longer)?.hasSeveralUserTurns).toBe(true);
		expect(statsOf('text')).toMatchObject({ hasAssistant: false, hasSeveralUserTurns: false });
	});
});

describe('the kind of a field', () => {
	it.each([
		['text', ['x']],
		['text-list', [['x', 1]]],
		['messages', [[turn('user')]]],
		['conversations', [[{ from: 'human', value: 'x' }]]],
		['other', [7]],
		['other', [[1, 2]]]
	])('is %s of %j', (kind, values) => {
		expect(statsOf(...values)?.kind).toBe(kind);
	});

	it('is the most frequent one, the first of those that are as frequent', () => {
		expect(statsOf('x', ['y'], ['z'])?.kind).toBe('text-list');
		expect(statsOf('x', 'y', ['z'])?.kind).toBe('text');
		expect(statsOf('x', ['y'])?.kind).toBe('text');
		expect(statsOf(['y'], 'x')?.kind).toBe('text-list');
		expect(statsOf('x', 1, 2, 'y', 3, 'z', 'v')?.kind).toBe('text');
	});
});
