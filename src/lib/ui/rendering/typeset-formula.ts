import katex from 'katex';

/**
 * A formula as HTML and MathML. `trust: false` refuses whatever could name an address, a class or an id;
 * the limits stop macros that grow without end.
 *
 * @param source LaTeX without its marks
 */
export function typesetFormula(source: string, display: boolean): string {
	try {
		return katex.renderToString(source, {
			displayMode: display,
			output: 'htmlAndMathml',
			throwOnError: false,
			strict: 'ignore',
			trust: false,
			maxExpand: 200,
			maxSize: 20,
			// Macros of one formula say nothing about the next.
			macros: {}
		});
	} catch {
		// Nested too deep, say: the source is as good as anything.
		return `<code>${escapeHtml(source)}</code>`;
	}
}

export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
