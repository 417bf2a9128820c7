/** Keys that work in one place, for the help. */
export interface KeyGroup {
	/** '' where there is one group. */
	readonly title: string;
	readonly keys: readonly { readonly keys: readonly string[]; readonly meaning: string }[];
}
