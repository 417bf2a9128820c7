/** Apple's keyboards have a key for commands of the page; Ctrl+K means something else in their fields. */
const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

export const PALETTE_KEY = isApple ? '⌘K' : 'Ctrl K';

/** Whether a key opens the command palette. */
export function opensPalette(event: KeyboardEvent): boolean {
	const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
	const modifier = isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey;
	return modifier && !altKey && !shiftKey && key.toLowerCase() === 'k';
}
