import { lastBoxes } from './boxed.ts';
import { extractAnswer } from './extract.ts';

/** A gold answer longer than this is a worked solution. */
const MAX_PLAIN_CHARS = 300;

/**
 * The answer inside of what a file calls the answer: after `####`, after the last `A:` line (both of
 * GSM8K), in the last `\boxed{…}`, or all of it. Null where a long text marks no answer.
 */
export function extractGold(gold: string): string | null {
	const text = gold.trim();
	const marked = /(?:^|\n)[ \t]*####(?!#)([^\n]*)/.exec(
		text.slice(Math.max(0, text.lastIndexOf('####') - 1))
	);
	if (marked?.[1] !== undefined && marked[1].trim() !== '') return marked[1].trim();
	const line = /^(?:[^]*\n)?[ \t]*A:([^\n]+)$/.exec(text);
	if (line?.[1] !== undefined && line[1].trim() !== '') return line[1].trim();
	if (lastBoxes(text).length > 0 || isProse(text)) return extractAnswer(text, false).answer;
	return text === '' ? null : text;
}

function isProse(text: string): boolean {
	return text.length > MAX_PLAIN_CHARS || /\n\n|answer (?:is|=|:)/i.test(text);
}
