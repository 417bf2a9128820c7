/** An input that was made to harm. What must be true of it stands with its kind (corpus.ts). */
export interface HostileInput {
	/** Says what is tried, once in its kind. */
	readonly name: string;
}

/** What a model may have written, or a file may say anywhere: it can only be looked at. */
export interface HostileText extends HostileInput {
	readonly text: string;
}

/** Another host. Nothing may be asked of it. */
export const EVIL = 'https://evil.example';
/** What no payload may get to do. */
export const RUN = 'window.ran=1';

export function hostileTexts(texts: Readonly<Record<string, string>>): readonly HostileText[] {
	return Object.entries(texts).map(([name, text]) => ({ name, text }));
}
