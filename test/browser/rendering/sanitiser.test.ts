import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { splitIntoSteps } from '../../../src/lib/core/reading/steps.ts';
import { renderText } from '../../../src/lib/ui/rendering/render-text.ts';
import { sanitise } from '../../../src/lib/ui/rendering/sanitise.ts';
import { HTML_TEXTS, PAST_MARKDOWN, SVG_TEXTS } from '../../hostile/html.ts';
import { TEXTS } from '../../hostile/texts.ts';

let place: HTMLElement;
beforeEach(() => {
	place = document.createElement('div');
	document.body.append(place);
});
afterEach(() => place.remove());

/** Time for handlers, frames and requests that must not come. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

const TAGS =
	/^(?:p|br|hr|strong|em|s|code|pre|ul|ol|li|blockquote|table|thead|tbody|tr|th|td|span|div|math|semantics|annotation|m[a-z]+|svg|path|line)$/;
const ATTRIBUTES =
	/^(?:on.*|.*href|src.*|data.*|action|formaction|id|name|for|form|background|poster|ping|target|filter|fill|tabindex|contenteditable|slot|is|mathcolor|mathbackground|title)$/i;

/** What of it could do more than be looked at. */
function dangers(root: Element): string[] {
	return [...root.querySelectorAll('*')].flatMap((element) => {
		const found: string[] = [];
		if (!TAGS.test(element.localName)) found.push(`<${element.localName}>`);
		for (const { name, value } of element.attributes) {
			if (ATTRIBUTES.test(name)) found.push(`${name}=${value}`);
			if (name === 'style' && /url|fixed|absolute|sticky|color|expression|@|\(/i.test(value)) {
				found.push(`style=${value}`);
			}
			if (name === 'class' && /button|panel|visually-hidden|skip|field/.test(value)) {
				found.push(`class=${value}`);
			}
		}
		return found;
	});
}

const requests = (): string[] =>
	performance
		.getEntriesByType('resource')
		.map(({ name }) => name)
		.filter((name) => new URL(name).origin !== location.origin || name.includes('evil'));

async function expectHarmless(): Promise<void> {
	await pause();
	expect(dangers(place)).toEqual([]);
	expect('ran' in window).toBe(false);
	expect(requests()).toEqual([]);
	expect(document.querySelectorAll('form').length).toBe(0);
}

/** As a page shows it: in steps, each of them a task of its own. The better of two tries is measured. */
function show(text: string): void {
	const longest: number[] = [];
	for (let tries = 0; tries < 2; tries++) {
		place.replaceChildren();
		let longestMs = 0;
		for (const { from, to } of splitIntoSteps(text)) {
			const startedAtMs = performance.now();
			place.append(renderText(text.slice(from, to)));
			longestMs = Math.max(longestMs, performance.now() - startedAtMs);
		}
		longest.push(longestMs);
		if (longestMs < FREEZE_MS) return;
	}
	expect(Math.min(...longest)).toBeLessThan(FREEZE_MS);
}

/** Longer than that, a page stands still. */
const FREEZE_MS = 1_000;

describe('a hostile text', () => {
	it.each(TEXTS)('$name: can only be looked at', async ({ text }) => {
		show(text);
		await expectHarmless();
		expect(place.textContent).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u061c]|\0/);
	});

	it.each([...HTML_TEXTS, ...SVG_TEXTS, ...PAST_MARKDOWN])(
		'$name: is harmless even as HTML',
		async ({ text }) => {
			place.append(sanitise(text));
			await expectHarmless();
		}
	);

	it('shows what it tried, as text', () => {
		place.append(renderText('<b>bold</b> &lt; [x](javascript:alert) a\u202Eb'));
		expect(place.textContent.trim()).toBe('<b>bold</b> &lt; [x](javascript:alert) a[U+202E]b');
	});
});

describe('a text', () => {
	const shown = (text: string): HTMLElement => {
		place.replaceChildren(renderText(text));
		return place;
	};

	it.each([
		['$3 and $4', 0],
		['It costs $5, or $6 a day.', 0],
		['\\$x\\$ and $ x $ and $$ $$', 0],
		['`$x$`', 0],
		['```\n$x$\n```', 0],
		['$x$ and \\(y\\)', 2],
		['\\[ a \\] and $$b$$', 2],
		['The answer is \\boxed{\\frac{1}{2}}.', 1],
		['**\\boxed {42}** and \\fbox{7}', 2],
		['\\boxed{not closed, `\\boxed{1}`', 0],
		['$\\boxed{3}$', 1],
		['f[1](2) * 3 * 4', 0]
	])('%j holds %i formulas', (text, formulas) => {
		expect(shown(text).querySelectorAll('.katex').length).toBe(formulas);
	});

	it('has formulas over several lines, lists inside which do not tear them', () => {
		const formula = '\\[\nx = 3\n- 4\n+ 5\n\\].';
		expect(shown(formula).querySelectorAll('.katex-display').length).toBe(1);
		expect(place.querySelector('ul')).toBeNull();
		expect(
			shown(`1. So\n   ${formula.replaceAll('\n', '\n   ')}\n2. Then`).querySelectorAll('li').length
		).toBe(2);
		expect(place.querySelectorAll('.katex-display').length).toBe(1);
	});

	it('keeps what KaTeX needs: boxes, roots and words for screen readers', () => {
		shown('$$\\sqrt{x} + \\boxed{\\frac{1}{2}}$$');
		expect(place.querySelectorAll('svg path').length).toBeGreaterThan(0);
		expect(place.querySelector('math annotation')?.textContent).toContain('\\sqrt{x}');
		expect(place.querySelector('.frac-line')?.getAttribute('style')).toMatch(/border-bottom-width/);
		expect(place.querySelector('.katex-html')?.getAttribute('aria-hidden')).toBe('true');
	});

	it('shows a formula that cannot be typeset as it was written', () => {
		expect(shown('so $\\frac{1$ is').textContent).toContain('\\frac{1');
	});

	it('has lists, emphasis, tables, code in colours, and no headings of the page', () => {
		shown('# A\n\n**b** *c*\n\n- d\n\n| e |\n|---|\n| f |\n\n```python\ndef g(): return 1\n```');
		for (const selector of ['p.heading', 'strong', 'em', 'li', 'td', 'pre .hljs-keyword']) {
			expect(place.querySelector(selector), selector).not.toBeNull();
		}
		expect(place.querySelector('h1')).toBeNull();
	});

	it.each([
		'25*4: 5*4=20, 2*4=8',
		'(a+b)*(c+d) = (e)*(f)',
		'x*y*z and 2**3 + 4**5',
		'a_1 + b_1 and snake_case_name'
	])('leaves the signs of %j alone', (text) => {
		expect(shown(text).textContent.trim()).toBe(text);
	});

	it('knows emphasis from multiplication', () => {
		expect(
			shown('**Step 1:** add (*carefully*). **4**, 中文**粗体**中文').querySelectorAll('strong')
				.length
		).toBe(3);
		expect(place.querySelectorAll('em').length).toBe(1);
	});

	it('keeps the signs of lines that look like lists', () => {
		expect(shown('15\n- 3\n= 12').querySelector('ul.dashes')).not.toBeNull();
		expect(shown('+ 3').querySelector('ul.pluses')).not.toBeNull();
	});

	it('shows addresses instead of following them', () => {
		expect(shown('[here](https://a.example/b) ![p](https://a.example/c)').textContent.trim()).toBe(
			'here (https://a.example/b) [image: p] (https://a.example/c)'
		);
		expect(shown('<https://a.example>').textContent.trim()).toBe('https://a.example');
		expect(place.querySelector('a, img')).toBeNull();
	});

	it('keeps the number of a list item that is a step of its own', () => {
		expect(shown('3. third').querySelector('ol')?.getAttribute('start')).toBe('3');
		expect(shown('     - deep\n     - too').querySelectorAll('li').length).toBe(2);
	});
});
