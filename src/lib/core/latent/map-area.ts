import type { MapPoint } from './student-plane.ts';

/** Corners of an area that a hand drew need not be finer than this, in the student's spread. */
const UNIT = 0.01;
/** More corners than these make a long address and no better area. */
const MAX_CORNERS = 48;

/**
 * A polygon as text, for the address: `x*y` of each corner in hundredths, with '.' between, in signs that a URL
 * keeps as they are. The macro `map_area` of views.sql reads it.
 */
export function areaText(corners: readonly MapPoint[]): string {
	const step = Math.max(1, Math.ceil(corners.length / MAX_CORNERS));
	const texts = corners
		.filter((_, i) => i % step === 0)
		.map(({ x, y }) => `${inUnits(x)}*${inUnits(y)}`);
	return texts.filter((text, i) => text !== texts[i - 1]).join('.');
}

/** The corners; none where the text is no area. */
export function parseArea(text: string): MapPoint[] {
	if (!/^-?\d{1,7}\*-?\d{1,7}(\.-?\d{1,7}\*-?\d{1,7}){2,}$/.test(text)) return [];
	return text.split('.').map((corner) => {
		const [x = 0, y = 0] = corner.split('*').map(Number);
		return { x: x * UNIT, y: y * UNIT };
	});
}

/** Rounded, and without the sign of a negative zero. */
function inUnits(value: number): number {
	return Math.round(value / UNIT) + 0;
}
