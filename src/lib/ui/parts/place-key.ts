/** Whether a press of a key is meant for the place that is shown: not typed into a field, nor dealt with already. */
export function isForPlace(event: KeyboardEvent): boolean {
	const target = event.target instanceof HTMLElement ? event.target : null;
	return !event.defaultPrevented && !event.altKey && !target?.matches('input, select, textarea');
}
