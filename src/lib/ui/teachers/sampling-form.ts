/** `0.6, 0.8 1` as numbers; what is no number becomes NaN, which the settings' check names. */
export function parseNumbers(text: string): number[] {
	return text
		.split(/[\s,;]+/)
		.filter((part) => part !== '')
		.map((part) => Number(part));
}

export function formatNumbers(numbers: readonly number[]): string {
	return numbers.join(', ');
}

/** One stop text per line; a line break inside one is written `\n`. */
export function parseStops(text: string): string[] {
	return text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => line.replaceAll('\\n', '\n'));
}

export function formatStops(stops: readonly string[]): string {
	return stops.map((stop) => stop.replaceAll('\n', '\\n')).join('\n');
}
