import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import cpp from 'highlight.js/lib/languages/cpp';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import { escapeHtml } from './typeset-formula.ts';

const LANGUAGES = { bash, cpp, java, javascript, json, python, rust, sql, typescript };
for (const [name, language] of Object.entries(LANGUAGES)) {
	highlighter.registerLanguage(name, language);
}

/** Longer code stays plain: colours are not worth a page that stands still. */
const MAX_CHARS = 20_000;

/** Code as HTML. An unknown language is plain; none is guessed. */
export function highlightCode(code: string, language: string): string {
	if (code.length > MAX_CHARS || !highlighter.getLanguage(language)) return escapeHtml(code);
	return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
