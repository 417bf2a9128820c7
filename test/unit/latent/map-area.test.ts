import { describe, expect, it } from 'vitest';
import { areaText, parseArea } from '../../../src/lib/core/latent/map-area.ts';

const square = [
	{ x: -1, y: -1 },
	{ x: 1, y: -1 },
	{ x: 1, y: 1.256 },
	{ x: -0.001, y: 1 }
];

describe('areas of the map as text', () => {
	it('come back in hundredths', () => {
		expect(areaText(square)).toBe('-100*-100.100*-100.100*126.0*100');
		expect(parseArea(areaText(square))).toEqual([
			{ x: -1, y: -1 },
			{ x: 1, y: -1 },
			{ x: 1, y: 1.26 },
			{ x: 0, y: 1 }
		]);
	});

	it('stay as they are in an address', () => {
		const text = areaText(square);
		expect(new URLSearchParams({ area: text }).toString()).toBe(`area=${text}`);
	});

	it('have few corners, however long a hand drew', () => {
		const circle = Array.from({ length: 900 }, (_, i) => ({
			x: Math.cos(i / 143),
			y: Math.sin(i / 143)
		}));
		expect(parseArea(areaText(circle)).length).toBeLessThanOrEqual(48);
		expect(parseArea(areaText(circle)).length).toBeGreaterThan(30);
	});

	it('name a corner once where the hand stood still, and leave the others as they were', () => {
		const still = [square[0]!, square[0]!, square[1]!, square[2]!, square[0]!, square[0]!];
		expect(areaText(still)).toBe('-100*-100.100*-100.100*126.-100*-100');
	});

	it('are none where the text is anything else', () => {
		for (const text of [
			'',
			'1*1',
			'1*1.2*2',
			'1*1.2*2.x*3',
			'1*1.2*2.3',
			'x1*1.2*2.3*3',
			"1*1.2*2.3*3');--"
		]) {
			expect(parseArea(text)).toEqual([]);
		}
	});
});
