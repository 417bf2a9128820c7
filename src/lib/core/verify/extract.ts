import { lastBoxes, type Boxed } from './boxed.ts';
import { cleanAnswer } from './clean.ts';
import { lastPhrases } from './phrases.ts';

/** What a text commits itself to as its answer, and the rule that found it. */
export type Extraction =
	| { readonly answer: string; readonly rule: string }
	/** `rule` then says why nothing was found. */
	| { readonly answer: null; readonly rule: string };

interface Candidate {
	readonly start: number;
	readonly answer: string;
	readonly rule: string;
	readonly isComplete: boolean;
}

/** A response this short, on one line, is an answer and nothing else. */
const MAX_WHOLE_CHARS = 400;
const MAX_WHOLE_WORDS = 8;

/**
 * Finds the answer of a response. What is marked as the answer comes first: `\boxed{…}`, `####`,
 * `A:`, 'the answer is …'; the last mark wins. Without one: a short response as a whole, the last
 * bold text, the only number of the last sentence. A text that was cut off has only its marks.
 */
export function extractAnswer(response: string, isTruncated: boolean): Extraction {
	const text = response.trim();
	if (text === '') return { answer: null, rule: 'The response is empty' };
	const marked = lastMarked(text);
	if (marked !== null) {
		if (!marked.isComplete) return { answer: null, rule: 'The response ends inside its answer' };
		return { answer: marked.answer, rule: marked.rule };
	}
	if (isTruncated) return { answer: null, rule: 'The response was cut off before an answer' };
	return (
		wholeResponse(text) ??
		lastBold(text) ??
		lastResult(text) ??
		lastNumber(text) ?? { answer: null, rule: 'No answer is marked in the response' }
	);
}

function lastMarked(text: string): Candidate | null {
	const box = boxCandidate(text);
	const phrase = lastPhrases(text).find(
		({ answer, start }) => isUsable(answer) && !(box && inside(start, box))
	);
	if (phrase === undefined) return box;
	if (box === null || phrase.start > box.start) return { ...phrase, isComplete: true };
	return box;
}

/** 'The answer is 4, so \boxed{4}': the phrase before the box adds nothing to it. */
function inside(start: number, box: Candidate): boolean {
	return start <= box.start;
}

function boxCandidate(text: string): Candidate | null {
	const boxes = lastBoxes(text);
	const last = boxes.at(-1);
	if (last === undefined) return null;
	const joined = [last];
	for (let index = boxes.length - 2; index >= 0; index--) {
		const [box, next] = [boxes[index], joined[0]];
		if (box === undefined || next === undefined || !isJoined(text.slice(box.end, next.start)))
			break;
		joined.unshift(box);
	}
	const answer = [...new Set(joined.map((box) => box.content))].join(', ');
	if (answer.trim() === '') return null;
	return { start: last.start, answer, rule: 'From \\boxed{…}', isComplete: joined.every(isClosed) };
}

function isClosed(box: Boxed): boolean {
	return box.isClosed;
}

/** 'x = \boxed{1} or x = \boxed{2}' is one answer of two parts. */
function isJoined(between: string): boolean {
	if (between.length > 30 || /[\n.]/.test(between)) return false;
	const words = between.replace(/[$\\()]/g, ' ').trim();
	return /^(?:,|,? ?(?:and|or)\b)(?: ?[a-zA-Z]\w{0,2} ?=)?$/.test(words);
}

/** Something that can be an answer, not the beginning of a sentence about answers. */
function isUsable(answer: string): boolean {
	const clean = cleanAnswer(answer);
	if (clean === '' || clean.length > MAX_WHOLE_CHARS) return false;
	return /[\d\\]/.test(clean) ? true : clean.split(' ').length <= MAX_WHOLE_WORDS;
}

const LEAD_IN =
	/^(?:(?:thus|so|hence|therefore|then|finally|consequently|we (?:get|have|find|obtain)|this gives|which gives)\b,? ?)+/i;

function wholeResponse(text: string): Extraction | null {
	if (text.length > MAX_WHOLE_CHARS || /\n\n|\\(?:boxed|fbox)\b/.test(text)) return null;
	const isMatrix = text.includes('\\begin');
	if (text.includes('\n') && !isMatrix && !/^(?:\$\$|\\\[)/.test(text)) return null;
	const answer = text.replace(LEAD_IN, '');
	const words = answer.replace(/\\[a-zA-Z]+/g, ' ').match(/\p{L}{2,}/gu) ?? [];
	if (words.length > MAX_WHOLE_WORDS || /[.!?] \p{L}/u.test(answer.slice(3))) return null;
	if (answer === '' || isSentence(answer, words.length)) return null;
	return { answer, rule: 'The response as a whole' };
}

/** 'She makes $18 a day' says something about a number; 'Area = 6' and '18 eggs' are answers. */
function isSentence(text: string, words: number): boolean {
	if (!/^\p{L}{2,} /u.test(text) || !/\d/.test(text)) return false;
	return words > 2 || (words > 1 && text.endsWith('.'));
}

function lastBold(text: string): Extraction | null {
	const start = lastParagraphStart(text);
	const close = text.lastIndexOf('**');
	const open = close < 0 ? -1 : text.lastIndexOf('**', close - 1);
	if (open < start || close - open > MAX_WHOLE_CHARS) return null;
	const answer = text.slice(open + 2, close).trim();
	const isHeading = answer.endsWith(':') || !isUsable(answer);
	return isHeading ? null : { answer, rule: 'From the last bold text' };
}

function lastParagraphStart(text: string): number {
	const at = text.lastIndexOf('\n\n');
	return at < 0 ? 0 : at;
}

/** What a last sentence 'so 9 · 2 = 18 dollars.' computes. A long number may have been cut off. */
function lastResult(text: string): Extraction | null {
	const sentence = cleanAnswer(lastSentence(text));
	const at = sentence.lastIndexOf('=');
	const result = sentence.slice(at + 1).trim();
	const isNumber = /^[-$€£]{0,2} ?\d[\d,]{0,11}(?:\.\d{1,6})?%?(?: [a-zA-Z ]{1,40})?$/.test(result);
	return at >= 0 && isNumber ? { answer: result, rule: 'The result of the last sentence' } : null;
}

/** Only where the last sentence holds exactly one number: any choice among several would be a guess. */
function lastNumber(text: string): Extraction | null {
	const sentence = lastSentence(text);
	if (!/[.!)}\]$*\d]$/.test(sentence) || sentence.length > MAX_WHOLE_CHARS) return null;
	const numbers = sentence.match(/[-$€£]{0,2}\d[\d,]*(?:\.\d+)?(?:\/\d+)?%?/g) ?? [];
	const [only, ...others] = numbers;
	if (only === undefined || others.length > 0 || /[\\=]|\bnot\b/.test(sentence)) return null;
	// '5x' and '3rd' are no numbers, and '10' is none in 'x^10'.
	const at = sentence.indexOf(only);
	if (
		/[a-zA-Z^_]$/.test(sentence.slice(0, at)) ||
		/^[a-zA-Z^]/.test(sentence.slice(at + only.length))
	)
		return null;
	return { answer: only.replace(/,$/, ''), rule: 'The only number of the last sentence' };
}

function lastSentence(text: string): string {
	const line = text.slice(text.lastIndexOf('\n') + 1).trim();
	const body = line.slice(0, -1);
	const end = Math.max(body.lastIndexOf('. '), body.lastIndexOf('! '), body.lastIndexOf('? '));
	return line.slice(end + 1).trim();
}
