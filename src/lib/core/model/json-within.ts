/**
 * JSON from outside, looked at only where it is no longer than anything honest is. A schema comes after it.
 * @throws RangeError, SyntaxError
 */
export function parseJsonWithin(text: string, maxChars: number): unknown {
	if (text.length > maxChars) {
		throw new RangeError(`${text.length} characters are more than ${maxChars}`);
	}
	return JSON.parse(text);
}
