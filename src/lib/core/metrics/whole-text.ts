/**
 * Everything a model wrote for one question, as one text: what lengths, repetition, markers and
 * distances are measured on. Marks inside the response are part of it; reasoning that came in a
 * field of its own is put before the response, after the order in which it was generated.
 */
export function wholeText(response: string, reasoning: string | null): string {
	return reasoning === null || reasoning === '' ? response : `${reasoning}\n\n${response}`;
}
