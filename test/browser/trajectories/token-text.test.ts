import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { locateInText } from '../../../src/lib/core/reading/token-text.ts';
import TokenText from '../../../src/lib/ui/trajectories/TokenText.svelte';
import '../../../src/lib/ui/theme/tokens.css';

const TOKENS = 50_000;
/** 160,000 characters in tokens of 3.2, a line end after every tenth. */
const words = Array.from({ length: TOKENS }, (_, token) => (token % 10 === 9 ? ' ab\n' : ' ab'));
const text = words.join('');
const starts = new Int32Array(TOKENS);
for (let token = 1; token < TOKENS; token++) {
	starts[token] = starts[token - 1]! + words[token - 1]!.length;
}
const heat = Float32Array.from({ length: TOKENS }, (_, token) => (token % 100) / 10);

let view: ReturnType<typeof mount> | null = null;
afterEach(async () => {
	if (view) await unmount(view);
	view = null;
	document.body.replaceChildren();
});

function show() {
	const seen = { hovered: -1, chosen: -1 };
	view = mount(TokenText, {
		target: document.body,
		props: {
			located: locateInText(text, { starts })!,
			heat,
			range: { low: 0, high: 10 },
			get current() {
				return seen.chosen;
			},
			onHover: (token: number) => (seen.hovered = token),
			onChoose: (token: number) => (seen.chosen = token)
		}
	});
	flushSync();
	return { seen, component: view as { jump: (token: number) => Promise<void> } };
}
const spans = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-token]')];

it('colours only what is near, and has the whole text to be found', async () => {
	show();
	await vi.waitFor(() => expect(spans().length).toBeGreaterThan(100));
	expect(spans().length).toBeLessThan(5_000);
	expect(document.body.textContent.replace(/[↵\n\s]/g, '').length).toBe(2 * TOKENS);
	expect(spans()[57]?.dataset['heat']).toBe('5');
});

it('tells the token under the pointer with one listener for all of them', async () => {
	const { seen } = show();
	await vi.waitFor(() => expect(spans().length).toBeGreaterThan(100));
	spans()[42]!.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
	expect(seen.hovered).toBe(42);
	spans()[7]!.click();
	expect(seen.chosen).toBe(7);
});
