import { showHidden } from '../reading/hidden-characters.ts';

/** What a text in a prompt is. */
export type ShownName = 'question' | 'reference' | 'answer' | 'reasoning';

/** UTF-16 units of each text in a prompt, at most. */
const ROOM: Readonly<Record<ShownName, number>> = {
	question: 4_000,
	reference: 1_500,
	answer: 1_500,
	reasoning: 6_000
};

/** How much of that room texts get, one after another, where a prompt does not fit into the model's context. */
export const SHARES_OF_ROOM = [1, 1 / 4, 1 / 16] as const;

const NOTHING = '(nothing)';

/** A text of a prompt between the marks `<<<` and `>>>`, which it cannot close. */
export function fencedText(name: ShownName, text: string, share: number): string {
	return `<<<\n${shownText(name, text, share)}\n>>>`;
}

/**
 * A text as a model that judges is shown it, without the marks around it.
 *
 * @param share of the room for texts: SHARES_OF_ROOM
 */
export function shownText(
	name: ShownName,
	text: string,
	share: number = SHARES_OF_ROOM[0]
): string {
	const room = Math.floor(ROOM[name] * share);
	// Signs for hidden characters are longer than those: cut again.
	const shown = cutMiddle(harmless(cutMiddle(text.trim(), room)), room);
	return shown === '' ? NOTHING : shown;
}

/**
 * A text that ends neither its marks nor its turn. No two angle brackets stand side by side in it, and no special
 * token of a chat template (`<|im_end|>`, `</s>`, `[INST]`) is left whole; full-width brackets, which some
 * tokenizers fold, count as plain ones; hidden characters stand there as what they are.
 */
function harmless(text: string): string {
	return showHidden(text)
		.replace(/[\uff1c\ufe64]/g, '<')
		.replace(/[\uff1e\ufe65]/g, '>')
		.replace(/<(?=[^\s])/g, '< ')
		.replace(/>(?=>)/g, '> ')
		.replace(/\[(?=\||\/?[A-Za-z_]{3,40}\])/g, '[ ');
}

/** The beginning and the end of a text that is too long, with a note between them that counts what is left out. */
export function cutMiddle(text: string, room: number): string {
	if (text.length <= room) return text;
	const note = (left: number): string => `\n[… ${left} characters left out …]\n`;
	const kept = Math.max(0, room - note(text.length).length);
	const head = wholeEnd(text.slice(0, Math.ceil(kept / 2)));
	const tail = wholeStart(text.slice(text.length - Math.floor(kept / 2)));
	return `${head}${note(text.length - head.length - tail.length)}${tail}`;
}

/** Without half a character at the end, and at the start. */
const wholeEnd = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');
const wholeStart = (text: string): string => text.replace(/^[\udc00-\udfff]/, '');
