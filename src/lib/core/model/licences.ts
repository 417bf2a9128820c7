/** Somebody else's work that is part of the built page. */
export interface LicensedPart {
	readonly name: string;
	/** '' where it has none, as data. */
	readonly version: string;
	/** SPDX, as its package says; of data and fonts what their licence is called. */
	readonly licence: string;
	/** Where it comes from, or what it is. */
	readonly source: string;
	/** Index in `texts`; null where the package holds no text, only the name of its licence. */
	readonly text: number | null;
}

/** Texts are kept once: most are the same. */
export interface LicenceList {
	readonly parts: readonly LicensedPart[];
	readonly texts: readonly string[];
}
