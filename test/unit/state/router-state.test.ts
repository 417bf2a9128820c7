import { describe, expect, it } from 'vitest';
import { formatHash, parseHash } from '../../../src/lib/state/router-state.svelte.ts';

describe('the hash', () => {
	it('comes back as it was written, whatever the values hold', () => {
		const params = { question: 'a/b?c&d=e#f', search: 'x + y = 10 %', filter: 'disagree' };
		expect(parseHash(formatHash('compare', params))).toEqual({ place: 'compare', params });
	});

	it('leaves empty values out', () => {
		expect(formatHash('curate', { search: '', in: '' })).toBe('#/curate');
	});

	it('leads to the first place when it names none', () => {
		for (const hash of ['', '#', '#/', '#/nowhere', '#/__proto__', '#content']) {
			expect(parseHash(hash).place).toBe('project');
		}
	});
});
