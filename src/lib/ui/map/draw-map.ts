import type { MapPoint } from '../../core/latent/student-plane.ts';
import type { MapView } from './map-view.ts';

/** Points of one writer. */
export interface MapSeries {
	readonly id: string;
	readonly name: string;
	/** A colour as a canvas takes it. */
	readonly colour: string;
	readonly isStudent: boolean;
	readonly points: readonly MapPoint[];
	/** Of its points. */
	readonly centre: MapPoint | null;
}

export interface MapInk {
	readonly line: string;
	readonly text: string;
	readonly panel: string;
}

/** Fewer points may be larger. */
const radiusFor = (points: number): number => (points > 5000 ? 1.5 : points > 1000 ? 2.25 : 3);

/**
 * Paints points, middles and the circle of the student's own spread.
 * @param emphasised id of the series that the others step back for; '' for none
 */
export function drawMap(
	context: CanvasRenderingContext2D,
	view: MapView,
	series: readonly MapSeries[],
	emphasised: string,
	ink: MapInk
): void {
	context.clearRect(0, 0, view.width, view.height);
	drawSpread(context, view, ink);
	const radius = radiusFor(series.reduce((sum, { points }) => sum + points.length, 0));
	for (const one of series) {
		context.globalAlpha = emphasised === '' || emphasised === one.id ? 0.65 : 0.1;
		context.fillStyle = context.strokeStyle = one.colour;
		for (const point of one.points) drawPoint(context, view.toPixels(point), radius, one.isStudent);
	}
	context.globalAlpha = 1;
	for (const { centre, colour } of series) {
		if (centre !== null) drawCentre(context, view.toPixels(centre), colour, ink);
	}
}

/** The student's points are hollow: it is the yardstick, and shape is told apart without colour. */
function drawPoint(
	context: CanvasRenderingContext2D,
	{ x, y }: MapPoint,
	radius: number,
	isHollow: boolean
): void {
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	if (isHollow) context.stroke();
	else context.fill();
}

function drawCentre(
	context: CanvasRenderingContext2D,
	{ x, y }: MapPoint,
	colour: string,
	{ panel }: MapInk
): void {
	for (const [style, width] of [
		[panel, 6],
		[colour, 3]
	] as const) {
		context.strokeStyle = style;
		context.lineWidth = width;
		context.beginPath();
		context.moveTo(x - 8, y);
		context.lineTo(x + 8, y);
		context.moveTo(x, y - 8);
		context.lineTo(x, y + 8);
		context.stroke();
	}
	context.lineWidth = 1;
}

function drawSpread(context: CanvasRenderingContext2D, view: MapView, { line }: MapInk): void {
	const middle = view.toPixels({ x: 0, y: 0 });
	const edge = view.toPixels({ x: 1, y: 0 });
	context.strokeStyle = line;
	context.lineWidth = 1;
	context.setLineDash([4, 4]);
	context.beginPath();
	context.arc(middle.x, middle.y, edge.x - middle.x, 0, 2 * Math.PI);
	context.stroke();
	context.setLineDash([]);
}

/** The line that a hand has drawn so far. */
export function drawLasso(
	context: CanvasRenderingContext2D,
	corners: readonly MapPoint[],
	{ text }: MapInk
): void {
	if (corners.length < 2) return;
	context.beginPath();
	for (const { x, y } of corners) context.lineTo(x, y);
	context.closePath();
	context.globalAlpha = 0.08;
	context.fillStyle = text;
	context.fill();
	context.globalAlpha = 1;
	context.strokeStyle = text;
	context.setLineDash([5, 3]);
	context.stroke();
	context.setLineDash([]);
}

/** Around the point that is looked at. */
export function drawRing(
	context: CanvasRenderingContext2D,
	{ x, y }: MapPoint,
	{ text }: MapInk
): void {
	context.strokeStyle = text;
	context.lineWidth = 2;
	context.beginPath();
	context.arc(x, y, 7, 0, 2 * Math.PI);
	context.stroke();
}
