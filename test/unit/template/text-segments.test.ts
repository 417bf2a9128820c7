import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../src/lib/core/template/text-segments.ts';

describe('segmentsOf', () => {
	it('cuts at every edge and loses nothing', () => {
		const segments = segmentsOf(
			'ab<x>cd<y>',
			[{ start: 4, end: 10 }],
			[
				{ start: 2, end: 5 },
				{ start: 7, end: 10 }
			]
		);
		expect(segments.map(({ text }) => text).join('')).toBe('ab<x>cd<y>');
		expect(segments).toEqual([
			{ text: 'ab', trained: false, special: false },
			{ text: '<x', trained: false, special: true },
			{ text: '>', trained: true, special: true },
			{ text: 'cd', trained: true, special: false },
			{ text: '<y>', trained: true, special: true }
		]);
	});

	it('gives nothing for nothing', () => {
		expect(segmentsOf('', [], [])).toEqual([]);
	});
});
