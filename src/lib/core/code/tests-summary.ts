/** What is said of tests without reading them: they may be long, and lists hold many. */

export const CODE_ANSWER_TYPE = 'code';
export const LANGUAGE_NAMES = { python: 'Python', javascript: 'JavaScript' } as const;
export type CodeLanguage = keyof typeof LANGUAGE_NAMES;

const HEAD =
	/^\{"version":1,"language":"(python|javascript)","kind":"(stdio|function|script)","tests":(\d{1,4}),/;

/** '7 tests in Python', from the text or its beginning; null where it is no text of `serialiseTests`. */
export function describeTests(gold: string): string | null {
	const found = HEAD.exec(gold);
	if (found === null) return null;
	const tests = Number(found[3]);
	return `${tests} ${tests === 1 ? 'test' : 'tests'} in ${LANGUAGE_NAMES[found[1] as CodeLanguage]}`;
}

/** The reference of a question as a person reads it. */
export function describeGold(gold: string | null, answerType: string): string | null {
	if (gold === null || answerType !== CODE_ANSWER_TYPE) return gold;
	return describeTests(gold) ?? 'tests that cannot be read';
}
