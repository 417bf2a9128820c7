import { expect, it } from 'vitest';
import { count, decimal, percent } from '../../../src/lib/ui/format.ts';

it('writes what rounds to zero without a sign, and what is negative with a minus', () => {
	expect(decimal(-0.0004, 3)).toBe('0.000');
	expect(decimal(-0.5, 1)).toBe('−0.5');
	expect(percent(-0.00001)).toBe('0.0 %');
	expect(percent(-0.148)).toBe('−14.8 %');
	expect(count(-0.2)).toBe('0');
});

it('shows what is absent as a dash', () => {
	for (const format of [count, decimal, percent]) {
		expect(format(null)).toBe('–');
		expect(format(undefined)).toBe('–');
	}
});
