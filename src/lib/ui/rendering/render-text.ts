import 'katex/dist/katex.min.css';
import { showHidden } from '../../core/reading/hidden-characters.ts';
import { markdownHtml } from './markdown-html.ts';
import { sanitise } from './sanitise.ts';

/** A piece of a model's text as Markdown with formulas and code, ready to be put on the page. */
export function renderText(source: string): DocumentFragment {
	return sanitise(markdownHtml(dedent(showHidden(source))));
}

/** A step of a list is indented as a whole; the first line alone would lose its place. */
function dedent(source: string): string {
	const lines = source.split('\n');
	const depths = lines
		.filter((line) => line.trim() !== '')
		.map((line) => line.length - line.trimStart().length);
	const depth = depths.reduce((least, own) => Math.min(least, own), Infinity);
	return depth === 0 || depth === Infinity
		? source
		: lines.map((line) => line.slice(depth)).join('\n');
}
