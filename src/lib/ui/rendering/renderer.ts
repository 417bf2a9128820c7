export type RenderText = (source: string) => DocumentFragment;

let loading: Promise<RenderText> | null = null;

/** Markdown, KaTeX and the rest weigh half a megabyte: they come when a text is first looked at. */
export function loadRenderer(): Promise<RenderText> {
	loading ??= import('./render-text.ts').then(
		({ renderText }) => renderText,
		(error: unknown) => {
			// The next text tries again.
			loading = null;
			throw error;
		}
	);
	return loading;
}
