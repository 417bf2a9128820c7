/** An answer as a grader found it, in one line: a program is read where it stands. */
export function answerFound(extracted: string): string {
	return extracted.includes('\n') ? 'its code' : extracted;
}
