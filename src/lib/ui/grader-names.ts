/** Graders as the page calls them. */
const NAMES: Readonly<Record<string, string>> = {
	rule: 'Rule',
	reference: 'The file',
	judge: 'Judge',
	person: 'You'
};

/** Also 'pass 2' of a review, which is its own name. */
export function graderName(grader: string): string {
	return Object.hasOwn(NAMES, grader)
		? NAMES[grader]!
		: grader.replace(/^pass (\d+)$/, 'You, pass $1');
}
