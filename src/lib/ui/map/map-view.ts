import type { MapPoint } from '../../core/latent/student-plane.ts';

/** From the map's units to pixels of the canvas and back; both axes have the same scale. */
export interface MapView {
	readonly width: number;
	readonly height: number;
	toPixels(point: MapPoint): MapPoint;
	toMap(pixels: MapPoint): MapPoint;
}

const MARGIN_PX = 16;

/** A view that holds all points, with a margin. Up is up. */
export function fitView(points: readonly MapPoint[], width: number, height: number): MapView {
	const x = extentOf(points.map((point) => point.x));
	const y = extentOf(points.map((point) => point.y));
	const scale = Math.min(
		Math.max(1, width - 2 * MARGIN_PX) / (x.high - x.low),
		Math.max(1, height - 2 * MARGIN_PX) / (y.high - y.low)
	);
	const middle = { x: (x.low + x.high) / 2, y: (y.low + y.high) / 2 };
	return {
		width,
		height,
		toPixels: (point) => ({
			x: width / 2 + (point.x - middle.x) * scale,
			y: height / 2 - (point.y - middle.y) * scale
		}),
		toMap: (pixels) => ({
			x: middle.x + (pixels.x - width / 2) / scale,
			y: middle.y - (pixels.y - height / 2) / scale
		})
	};
}

/** Never empty, so that a single point has a scale too. */
function extentOf(values: readonly number[]): { low: number; high: number } {
	let [low, high] = [0, 0];
	for (const value of values) {
		low = Math.min(low, value);
		high = Math.max(high, value);
	}
	return high > low ? { low, high } : { low: low - 1, high: high + 1 };
}
