import { tick } from 'svelte';

/**
 * A heading takes the focus that went with what was on screen before it, so that whoever works by keyboard
 * goes on there and a screen reader says where that is. Nobody loses a focus that still is somewhere, and
 * a page that was just opened begins at its top.
 */
export function receiveFocus(heading: HTMLElement): void {
	if (!navigator.userActivation?.hasBeenActive) return;
	void tick().then(() => {
		const active = document.activeElement;
		if (active === null || active === document.body) heading.focus();
	});
}

/** For a place that is on screen already. */
export function focusHeading(): void {
	document.querySelector<HTMLElement>('main h1')?.focus();
}
