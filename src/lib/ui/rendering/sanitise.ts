import createPurifier from 'dompurify';
import { showBidi } from '../../core/reading/hidden-characters.ts';

/**
 * The one way from HTML that was made of a model's text into the page. What is not listed here does not
 * pass: no address, no script, no form, no id, no name, no picture.
 */
const HTML_TAGS =
	'p br hr strong em s code pre ul ol li blockquote table thead tbody tr th td span div'.split(' ');
const MATHML_TAGS =
	'math semantics annotation mrow mi mo mn ms mtext mspace msqrt mroot mfrac msub msup msubsup munder mover munderover mmultiscripts mtable mtr mtd mlabeledtr mstyle mpadded mphantom menclose merror'.split(
		' '
	);
const SVG_TAGS = ['svg', 'path', 'line'];
const ATTRIBUTES =
	'class style start aria-hidden xmlns encoding display mathvariant stretchy fence separator lspace rspace accent accentunder notation scriptlevel displaystyle columnalign columnspacing rowspacing columnlines rowlines rowalign linethickness width height depth voffset minsize maxsize symmetric movablelimits largeop side viewbox preserveaspectratio d x1 y1 x2 y2 stroke-width'.split(
		' '
	);

/** Classes outside of formulas, whose own are KaTeX's. */
const CLASSES = new Set(
	'heading level-1 level-2 level-3 level-4 level-5 level-6 link address wide bullets dashes pluses katex katex-display katex-error'.split(
		' '
	)
);
const CODE_CLASS = /^(?:hljs-[a-z_]+|function_|class_|inherited__)$/;
/** Inside formulas, classes of the app are none of KaTeX's. */
const APP_CLASS = /^(?:button|field|panel|stack|row|chip|skip|labelled|visually-hidden|reading)$/;
/** Lengths of KaTeX's boxes; no colour, which one theme or the other would hide. */
const STYLE =
	/^(?:(?:min-|max-)?width|height|vertical-align|top|bottom|left|right|(?:margin|padding)(?:-(?:left|right|top|bottom))?|border-(?:(?:left|right|top|bottom)-)?(?:width|style))\s*:\s*[-0-9.a-z% ]+$|^position\s*:\s*relative$/;

const purifier = createPurifier(window);

purifier.addHook('uponSanitizeAttribute', (element, attribute) => {
	if (attribute.attrName === 'style') {
		attribute.attrValue = isInFormula(element) ? allowedStyle(attribute.attrValue) : '';
		attribute.keepAttr = attribute.attrValue !== '';
	}
	if (attribute.attrName === 'class') {
		attribute.attrValue = allowedClasses(element, attribute.attrValue);
		attribute.keepAttr = attribute.attrValue !== '';
	}
});
// \char and the like write characters that the source did not hold.
purifier.addHook('uponSanitizeElement', (node, { tagName }) => {
	if (tagName !== '#text') return;
	const shown = showBidi(node.textContent ?? '');
	if (shown !== node.textContent) node.textContent = shown;
});

const isInFormula = (element: Element): boolean => element.closest('.katex') !== null;

function allowedStyle(style: string): string {
	return style
		.split(';')
		.map((declaration) => declaration.trim())
		.filter((declaration) => STYLE.test(declaration))
		.join(';');
}

function allowedClasses(element: Element, classes: string): string {
	const inFormula = element.parentElement !== null && isInFormula(element.parentElement);
	const isAllowed = (name: string): boolean =>
		inFormula ? !APP_CLASS.test(name) : CLASSES.has(name) || CODE_CLASS.test(name);
	return classes.split(/\s+/).filter(isAllowed).join(' ');
}

/** HTML as nodes that cannot do anything but be looked at. */
export function sanitise(html: string): DocumentFragment {
	return purifier.sanitize(html, {
		ALLOWED_TAGS: [...HTML_TAGS, ...MATHML_TAGS, ...SVG_TAGS, '#text'],
		ALLOWED_ATTR: ATTRIBUTES,
		ALLOW_ARIA_ATTR: false,
		ALLOW_DATA_ATTR: false,
		RETURN_DOM_FRAGMENT: true
	});
}
