import type { HostileText } from './hostile-input.ts';
import { HTML_TEXTS, SVG_TEXTS } from './html.ts';
import { LATEX_TEXTS } from './latex.ts';
import { MARKDOWN_TEXTS, SLOW_TEXTS } from './markdown.ts';
import { MODEL_NAMES } from './model-metadata.ts';
import { FORMULA_TEXTS, UNICODE_TEXTS } from './unicode.ts';
import { URL_TEXTS } from './urls.ts';

/** Texts that a model may have written, or a file may say. They go everywhere a text goes. */
export const TEXTS: readonly HostileText[] = [
	...HTML_TEXTS,
	...SVG_TEXTS,
	...MARKDOWN_TEXTS,
	...SLOW_TEXTS,
	...LATEX_TEXTS,
	...URL_TEXTS,
	...UNICODE_TEXTS,
	...FORMULA_TEXTS,
	...MODEL_NAMES
];
