/**
 * All of them in one pass: what is in braces inside a text that was filled in means nothing.
 *
 * @param names words without anything that means something in a regular expression
 */
export function fillPlaceholders<Name extends string>(
	template: string,
	names: readonly Name[],
	given: Readonly<Record<Name, string>>
): string {
	return template.replace(
		new RegExp(`\\{(${names.join('|')})\\}`, 'g'),
		(_, name: string) => given[name as Name]
	);
}

/**
 * What is wrong with a prompt that a person may edit, a sentence per reason; empty for nothing.
 *
 * @param name begins the sentences
 */
export function promptProblems(
	name: string,
	template: string,
	needed: readonly string[],
	known: readonly string[],
	maxChars: number
): string[] {
	const problems = needed
		.filter((each) => !template.includes(`{${each}}`))
		.map((each) => `${name} lacks {${each}}.`);
	for (const each of wordsInBraces(template)) {
		if (known.includes(each)) continue;
		problems.push(
			`${name} has {${each}}, which nothing stands for there. Known are ${known.map((word) => `{${word}}`).join(', ')}.`
		);
	}
	if (template.length > maxChars) {
		problems.push(`${name} is longer than ${maxChars} characters.`);
	}
	return problems;
}

/** Words alone in braces; not those of LaTeX, as in \boxed{answer}, which follow a letter or a brace. */
function wordsInBraces(template: string): string[] {
	const found = [...template.matchAll(/(?<![A-Za-z\\}])\{([A-Za-z_]{3,40})\}/g)];
	return [...new Set(found.map(([, word]) => word!))];
}
