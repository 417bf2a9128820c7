/** Colours by position, from the theme; a sixth series begins again with the first. */
export const CHART_COLOURS = [1, 2, 3, 4, 5].map((number) => `var(--chart-${number})`);

export function chartColour(index: number): string {
	return CHART_COLOURS[index % CHART_COLOURS.length] ?? 'currentColor';
}
