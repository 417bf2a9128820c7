import type { Attachment } from 'svelte/attachments';

/** About one screen ahead in both directions. */
const MARGIN = '900px 0px';

const listeners = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | null = null;

/** Calls back when an element comes near the part of the page that is seen, and when it leaves again. */
export function whenNear(onChange: (isNear: boolean) => void): Attachment {
	return (element) => {
		observer ??= new IntersectionObserver(
			(entries) => {
				for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
			},
			{ rootMargin: MARGIN }
		);
		listeners.set(element, onChange);
		observer.observe(element);
		return () => observer?.unobserve(element);
	};
}
