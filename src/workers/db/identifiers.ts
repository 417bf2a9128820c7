/** The one place where names enter SQL. */
export function quoteIdentifier(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}

/** Fills `{name}` in the text of a statement with a quoted identifier, or a list of them. */
export function withIdentifiers(
	sql: string,
	names: Readonly<Record<string, string | readonly string[]>>
): string {
	return Object.entries(names).reduce((text, [placeholder, name]) => {
		const quoted = [name].flat().map(quoteIdentifier).join(', ');
		return text.replaceAll(`{${placeholder}}`, () => quoted);
	}, sql);
}
