import { wellFormed } from './json-text.ts';

/** Everything that Markdown or HTML could read as a mark, escaped; line breaks become spaces. */
export function markdownText(text: string): string {
	return wellFormed(text)
		.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
		.replace(/[\\`*_{}[\]()#+!|~<>&$:@-]/g, (mark) => `\\${mark}`)
		.trim();
}

/** A table; the cells are escaped here. */
export function markdownTable(
	head: readonly string[],
	rows: readonly (readonly (string | number)[])[]
): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [
		line(head),
		line(head.map(() => '---')),
		...rows.map((cells) => line(cells.map((cell) => markdownText(String(cell)))))
	].join('\n');
}
