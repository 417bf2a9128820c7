export const TEXT_VIEWS = [
	{ value: 'rendered', name: 'Rendered' },
	{ value: 'raw', name: 'Raw' },
	{ value: 'tokens', name: 'Tokens' }
] as const;
export type TextView = (typeof TEXT_VIEWS)[number]['value'];

/** The view that the URL names. */
export function textView(param: string): TextView {
	return TEXT_VIEWS.find(({ value }) => value === param)?.value ?? 'rendered';
}
