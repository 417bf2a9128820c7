import type * as Plot from '@observablehq/plot';
import { CHART_COLOURS } from '../charts/chart-colours.ts';
import { type ChartData, type ChartRow, OTHERS } from './chart-data.ts';
import type { Mark } from './chart-choice.ts';

export interface ChartTexts {
	readonly x: string;
	readonly y: string;
	readonly colour: string;
}

type PlotModule = typeof Plot;
type Build = (plot: PlotModule, width: number) => Plot.PlotOptions;

interface Drawing {
	readonly plot: PlotModule;
	/** Pixels. */
	readonly width: number;
	readonly data: ChartData;
	readonly texts: ChartTexts;
}

const HEIGHT = 360;
/** Bars beyond this many names are not read any more. */
export const MOST_BARS = 40;
const BAR_HEIGHT = 22;

/** The chart for the rows of an answer, for PlotFigure. */
export function buildChart(mark: Mark, data: ChartData, texts: ChartTexts): Build {
	return (plot, width) => BUILDERS[mark]({ plot, width, data, texts });
}

const BUILDERS: Readonly<Record<Mark, (drawing: Drawing) => Plot.PlotOptions>> = {
	bar: bars,
	histogram,
	line,
	dot: dots
};

/** The different values on the x axis, in the order of the rows. */
export function namesOf(data: ChartData): string[] {
	return [...new Set(data.rows.map(({ x }) => String(x)))];
}

/** Names lie on the left, where long ones can be read; series of one name stand below each other. */
function bars(drawing: Drawing): Plot.PlotOptions {
	const { plot, width, data, texts } = drawing;
	const names = namesOf(data).slice(0, MOST_BARS);
	const shown = new Set(names);
	const rows = data.rows
		.filter(({ x }) => shown.has(String(x)))
		.map((row) => ({ ...row, x: String(row.x) }));
	const counted = texts.y === '';
	const reduce = { x: counted ? 'count' : 'sum' } as const;
	const isGrouped = data.series.length > 0;
	const y = isGrouped ? { y: 'z', fy: 'x' } : { y: 'x' };
	const options = { ...y, ...(counted ? {} : { x: 'y' }), fill: fillOf(data) };
	const lines = isGrouped ? names.length * Math.max(1, series(data).length) : names.length;
	const margin = Math.min(width / 3, 16 + 6.6 * Math.max(4, ...names.map((name) => name.length)));
	return {
		...common(drawing),
		height: 60 + lines * BAR_HEIGHT,
		marginLeft: margin,
		x: { label: `${lengthLabel(rows, texts)} →`, grid: true, zero: true },
		y: isGrouped
			? { axis: null, domain: series(data) }
			: { label: null, domain: names, tickFormat: clipped(margin) },
		...(isGrouped && {
			fy: { label: null, domain: names, padding: 0.15, axis: 'left', tickFormat: clipped(margin) }
		}),
		marks: [plot.barX(rows, plot.groupY(reduce, options)), plot.ruleX([0], { strokeOpacity: 0.4 })]
	};
}

/** Several rows of one bar are added up, and the axis says so. */
function lengthLabel(rows: readonly ChartRow[], { y }: ChartTexts): string {
	if (y === '') return 'rows';
	const bars = new Set(rows.map(({ x, z }) => JSON.stringify([x, z])));
	return bars.size < rows.length ? `sum of ${y}` : y;
}

function histogram(drawing: Drawing): Plot.PlotOptions {
	const { plot, data, texts } = drawing;
	return {
		...common(drawing),
		x: { label: `${texts.x} →` },
		y: { label: '↑ rows', grid: true },
		marks: [
			plot.rectY(
				data.rows,
				plot.binX<Plot.RectYOptions>({ y: 'count' }, { x: 'x', fill: fillOf(data), inset: 0.5 })
			),
			plot.ruleY([0], { strokeOpacity: 0.4 })
		]
	};
}

function line(drawing: Drawing): Plot.PlotOptions {
	const { plot, data, texts } = drawing;
	return {
		...common(drawing),
		x: { label: `${texts.x} →` },
		y: { label: `↑ ${texts.y}`, grid: true },
		marks: [
			plot.lineY(data.rows, {
				x: 'x',
				y: 'y',
				z: 'z',
				stroke: fillOf(data),
				sort: 'x',
				strokeWidth: 2
			})
		]
	};
}

function dots(drawing: Drawing): Plot.PlotOptions {
	const { plot, data, texts } = drawing;
	return {
		...common(drawing),
		x: { label: `${texts.x} →`, grid: true },
		y: { label: `↑ ${texts.y}`, grid: true },
		marks: [
			plot.dot(data.rows, { x: 'x', y: 'y', stroke: fillOf(data), r: 2.5, strokeOpacity: 0.7 })
		]
	};
}

function common({ width, data, texts: { colour } }: Drawing): Plot.PlotOptions {
	return {
		width,
		height: HEIGHT,
		marginLeft: 56,
		marginBottom: 40,
		...(data.series.length > 0 && {
			color: {
				legend: true,
				label: colour,
				domain: series(data),
				range: [...CHART_COLOURS, 'var(--muted)'].filter(
					(_, i) => i < data.series.length || i === CHART_COLOURS.length
				)
			}
		})
	};
}

function series(data: ChartData): string[] {
	const hasOthers = data.rows.some(({ z }) => z === OTHERS && !data.series.includes(OTHERS));
	return hasOthers ? [...data.series, OTHERS] : [...data.series];
}

/** The column of the series where there are any, otherwise the first colour of the theme. */
function fillOf(data: ChartData): string {
	return data.series.length > 0 ? 'z' : 'var(--chart-1)';
}

function clipped(margin: number): (name: string) => string {
	const chars = Math.max(6, Math.floor(margin / 6.6) - 1);
	return (name) => (name.length > chars ? `${name.slice(0, chars - 1)}…` : name);
}
