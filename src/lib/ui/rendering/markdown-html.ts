import MarkdownIt, { type Token } from 'markdown-it';
import { addFormulas } from './formula-rules.ts';
import { highlightCode } from './highlight-code.ts';
import { keepStars } from './literal-stars.ts';
import { escapeHtml, typesetFormula } from './typeset-formula.ts';

const markdown = new MarkdownIt({ html: false, breaks: true, maxNesting: 40 });

// Nothing may disappear (references, entities) or be taken for code because it is indented.
markdown.disable(['code', 'reference', 'lheading', 'entity']);
addFormulas(markdown);
keepStars(markdown);

// Addresses are shown and never followed; what has no web address stays as it was typed.
markdown.validateLink = (address) => /^(?:https?:\/\/|mailto:)/i.test(address);
markdown.normalizeLink = (address) => address;
markdown.normalizeLinkText = (text) => text;

const LIST_CLASSES: Readonly<Record<string, string>> = { '-': 'dashes', '+': 'pluses' };

const address = (token: Token, name: 'href' | 'src'): string =>
	` <span class="address">(${escapeHtml(String(token.attrGet(name) ?? ''))})</span>`;

function openingLink(tokens: readonly Token[], closing: number): Token | undefined {
	const { level } = tokens[closing]!;
	return tokens
		.slice(0, closing)
		.findLast((token) => token.type === 'link_open' && token.level === level);
}

Object.assign(markdown.renderer.rules, {
	formula: (tokens: Token[], index: number) => {
		const { content, meta } = tokens[index]!;
		return typesetFormula(content, meta?.['display'] === true);
	},
	fence: (tokens: Token[], index: number) => {
		const { content, info } = tokens[index]!;
		const language = /^[\w+#-]+/.exec(info.trim())?.[0].toLowerCase() ?? '';
		return `<pre><code>${highlightCode(content, language)}</code></pre>\n`;
	},
	// A line '- 3' of a calculation looks like a list; its sign stays.
	bullet_list_open: (tokens: Token[], index: number) =>
		`<ul class="${LIST_CLASSES[tokens[index]!.markup] ?? 'bullets'}">\n`,
	// Headings of a text are none of the page's.
	heading_open: (tokens: Token[], index: number) =>
		`<p class="heading level-${tokens[index]!.tag.slice(1)}">`,
	heading_close: () => '</p>\n',
	link_open: () => '<span class="link">',
	link_close: (tokens: Token[], index: number) => {
		const opening = openingLink(tokens, index);
		const isPlain = opening === undefined || opening.markup === 'autolink';
		return `</span>${isPlain ? '' : address(opening, 'href')}`;
	},
	image: (tokens: Token[], index: number) => {
		const token = tokens[index]!;
		const text = `[image: ${token.content}]`;
		return `<span class="link">${escapeHtml(text)}</span>${address(token, 'src')}`;
	},
	table_open: () => '<div class="wide"><table>\n',
	table_close: () => '</table></div>\n'
});

/** Markdown as HTML, not to be trusted: sanitise.ts stands between this and the page. */
export function markdownHtml(source: string): string {
	return markdown.render(source);
}
