/** Answers that words announce: '#### 42', 'A: 42', 'the answer is 42', 'Final answer: 42'. */
export interface Phrase {
	readonly start: number;
	readonly answer: string;
	readonly rule: string;
}

/** Only the last ones can be the answer; a text of 160,000 characters may hold thousands. */
const MAX_PHRASES = 40;
const MAX_CHARS = 1_000;

const LAST_LINE_RULE = 'From “A:”';

const MARKS: readonly { readonly pattern: RegExp; readonly rule: string }[] = [
	{ pattern: /^[ \t]*####(?!#)/gm, rule: 'From “####”' },
	{ pattern: /^[ \t]*(?:\*\*)?A:/gm, rule: LAST_LINE_RULE },
	{
		pattern: /\bfinal (?:answer|result)(?: is| would be)?[ \t]{0,4}(?:[:=]|\bis\b|\*\*)?/gi,
		rule: 'From “final answer”'
	},
	{
		pattern:
			/\banswer\*{0,2}(?: to [\w ,'-]{1,80}?)?(?:[ \t]{1,4}(?:is|are|would be|must be|should be|equals)\b|[ \t]{0,4}(?:\*\*)?[ \t]?[:=])/gi,
		rule: 'From “the answer is”'
	},
	{
		pattern: /\b(?=(?:option|choice) \(?[A-J]\)? is (?:the )?(?:correct|right|best)\b)/gi,
		rule: 'From “option … is correct”'
	},
	{
		pattern: /\b(?:correct|right|best) (?:option|choice) (?:is|would be)\b/gi,
		rule: 'From “the correct option is”'
	}
];

/** 'If the answer is 5 …' and 'the answer is not 5' commit to nothing. */
const HYPOTHETICAL =
	/\b(?:if|whether|when|suppose|assume|assuming|unless|check that|verify that|maybe|perhaps|might|previous|your)\b[^.!?\n]{0,40}$/i;
const NEGATED =
	/^\s*(?:not\b|n't|incorrect|wrong|correct\b|right\b|in the form|of the form|as follows|below|above|simply the|found|obtained|unknown|still|that\b|what\b|how\b)/i;

/** The last announcements, last first. Linear in the length of the text. */
export function lastPhrases(text: string): Phrase[] {
	const phrases: Phrase[] = [];
	for (const { pattern, rule } of MARKS) {
		const found: Phrase[] = [];
		for (const match of text.matchAll(pattern)) {
			const phrase = phraseAt(text, match.index, match.index + match[0].length, rule);
			if (phrase !== null) found.push(phrase);
			if (found.length > MAX_PHRASES) found.shift();
		}
		phrases.push(...found);
	}
	return phrases.sort((a, b) => b.start - a.start);
}

function phraseAt(text: string, start: number, end: number, rule: string): Phrase | null {
	if (HYPOTHETICAL.test(text.slice(Math.max(0, start - 60), start))) return null;
	// Points are named like that too: 'A: (0, 16)'. Only the last line of a response is its answer.
	if (rule === LAST_LINE_RULE && !isLastLine(text, end)) return null;
	const content = contentAfter(text, end);
	if (content === '' || NEGATED.test(content)) return null;
	const isLine = rule === 'From “####”' || rule === LAST_LINE_RULE;
	const answer = isLine ? content : untilSentenceEnd(content);
	return {
		start: end,
		answer: answer.replace(/^(?:given by|equal to|exactly|simply|just|therefore|:)\s*/i, ''),
		rule
	};
}

function isLastLine(text: string, from: number): boolean {
	const newline = text.indexOf('\n', from);
	return newline < 0 || text.slice(newline, newline + MAX_CHARS).trim() === '';
}

/** The rest of the line, or the next line that holds something where the rest is empty. */
function contentAfter(text: string, from: number): string {
	const window = text.slice(from, from + MAX_CHARS).replace(/^[\s:*]+/, '');
	const display = /^(\$\$|\\\[)/.exec(window)?.[1];
	if (display !== undefined) {
		const end = window.indexOf(display === '$$' ? '$$' : '\\]', 2);
		if (end > 0) return window.slice(2, end).trim();
	}
	const newline = window.indexOf('\n');
	return (newline < 0 ? window : window.slice(0, newline)).replace(/\*\*/g, '').trim();
}

const BREAKS = [
	'. ',
	'! ',
	'? ',
	'; ',
	' because',
	', because',
	', since',
	', which',
	', so ',
	' since ',
	', as ',
	' (since',
	' (because',
	', not ',
	' (not ',
	' rather than ',
	' instead of '
];

/** 'Paris, because …' is Paris. A full stop inside of maths or a number ends no sentence. */
function untilSentenceEnd(content: string): string {
	let end = content.length;
	for (const mark of BREAKS) {
		const at = content.indexOf(mark);
		if (at > 0 && at < end && !(mark === '. ' && isOption(content, at))) end = at;
	}
	return content.slice(0, end).trim();
}

/** The full stop of 'B. Paris' belongs to the letter. */
function isOption(content: string, at: number): boolean {
	return at === 1 && /^[A-Z]/.test(content);
}
