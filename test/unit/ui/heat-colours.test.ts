import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HEAT_LEVELS } from '../../../src/lib/core/reading/token-measures.ts';

const read = (path: string): string =>
	readFileSync(new URL(`../../../src/lib/ui/${path}`, import.meta.url), 'utf8');
const tokens = read('theme/tokens.css');
const heat = read('trajectories/heat.css');

type Rgb = readonly number[];

function colour(name: string, theme: 'light' | 'dark'): Rgb {
	const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens)!;
	const hex = found[theme === 'light' ? 1 : 2]!;
	return [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
}
const linear = (share: number): number =>
	share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
function contrast(a: Rgb, b: Rgb): number {
	const [dark, bright] = [luminance(a), luminance(b)].sort((one, other) => one - other);
	return (bright! + 0.05) / (dark! + 0.05);
}

/** Björn Ottosson's OKLab (2020), as CSS Color 4 mixes in it. */
const TO_LMS = [
	[0.4122214708, 0.5363325363, 0.0514459929],
	[0.2119034982, 0.6806995451, 0.1073969566],
	[0.0883024619, 0.2817188376, 0.6299787005]
];
const FROM_LMS = [
	[4.0767416621, -3.3077115913, 0.2309699292],
	[-1.2684380046, 2.6097574011, -0.3413193965],
	[-0.0041960863, -0.7034186147, 1.707614701]
];
const times = (matrix: readonly Rgb[], vector: Rgb): number[] =>
	matrix.map((row) => row.reduce((sum, value, index) => sum + value * vector[index]!, 0));
/** Lab is linear in the cube roots, so mixing these is mixing in OKLab. */
function mix(from: Rgb, to: Rgb, share: number): Rgb {
	const [a, b] = [times(TO_LMS, from).map(Math.cbrt), times(TO_LMS, to).map(Math.cbrt)];
	const mixed = a!.map((value, index) => (value + (b![index]! - value) * share) ** 3);
	return times(FROM_LMS, mixed);
}

/** Shares of --heat per level, as heat.css has them. */
const shares = [
	0,
	...[...heat.matchAll(/var\(--heat\) ([\d.]+)%/g)].map(([, text]) => +text! / 100),
	1
];

describe('the colours of the heat map', () => {
	it('are as many as there are levels, in equal steps', () => {
		expect(shares.length).toBe(HEAT_LEVELS);
		for (const [level, share] of shares.entries()) expect(share).toBeCloseTo(level / 9, 3);
	});

	it.each(['light', 'dark'] as const)('leave the text readable in the %s theme', (theme) => {
		for (const share of shares) {
			const background = mix(colour('panel', theme), colour('heat', theme), share);
			expect(contrast(background, colour('text', theme))).toBeGreaterThanOrEqual(4.5);
		}
	});

	it.each(['light', 'dark'] as const)('go one way in lightness in the %s theme', (theme) => {
		const lightness = shares.map((share) =>
			luminance(mix(colour('panel', theme), colour('heat', theme), share))
		);
		const sorted = lightness.toSorted((a, b) => (theme === 'light' ? b - a : a - b));
		expect(lightness).toEqual(sorted);
		expect(new Set(lightness).size).toBe(HEAT_LEVELS);
	});
});
