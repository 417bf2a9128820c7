/** The Unicode code points of a text; a lone surrogate stands for itself. */
export function codePointsOf(text: string): Int32Array {
	const points = new Int32Array(text.length);
	let count = 0;
	for (let unit = 0; unit < text.length; count++) {
		const point = text.codePointAt(unit)!;
		points[count] = point;
		unit += point > 0xffff ? 2 : 1;
	}
	return points.subarray(0, count);
}

/** Length in Unicode code points. */
export function codePointCount(text: string): number {
	let count = 0;
	for (let unit = 0; unit < text.length; count++) unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
	return count;
}
