import { different, equal, unclear, type Outcome } from './outcome.ts';
import { sameWords } from './words.ts';

/** An option of a multiple-choice question: its letter, its text, or both. */
export interface Choice {
	/** Upper-case letters, sorted; '' where only the text was given. */
	readonly letters: string;
	readonly content: string;
}

const LETTERED =
	/^(?:the )?(?:correct )?(?:option|choice|answer)?:? ?(?:\(([A-Za-z])\)|\[([A-Za-z])\]|([A-Z])(?=[.):,]|\b(?![\w'])|$))[.):,]? ?-? ?(.*)$/i;

const SEVERAL = /^\(?[A-J]\)?(?:(?:, ?| and |, and | ?& ?)\(?[A-J]\)?){1,9}$/;

/** A gold answer that can only be an option: 'B', '(B)', 'B. Paris', 'option B'. */
export function isChoice(text: string): boolean {
	const clean = withoutText(text);
	return (
		/^(?:[A-H]|\([A-J]\)|[A-H][.):] .+|\([A-J]\) .+|(?:option|choice) \(?[A-J]\)?)$/i.test(clean) &&
		!/^[a-h]$/.test(clean) &&
		!/^[a-h][.):] /.test(clean)
	);
}

/** '\text{(C) } 17' → '(C) 17'. */
function withoutText(clean: string): string {
	return clean
		.replace(/\\text ?\{([^{}]*)\}/g, '$1 ')
		.replace(/ {2,}/g, ' ')
		.trim();
}

/** Reads a cleaned answer as an option. Several letters, 'A, C' or 'A and C', are one answer. */
export function readChoice(clean: string): Choice {
	const plain = withoutText(clean).replace(/ is (?:the )?(?:correct|right|best)\b.*$/i, '');
	if (plain !== clean) return readChoice(plain);
	// A list of all the options chooses none.
	if ((clean.match(/\([A-J]\)/g) ?? []).length > 1 && !SEVERAL.test(clean))
		return { letters: '', content: clean };
	if (SEVERAL.test(clean))
		return { letters: sortedLetters(clean.replace(/and/g, '')), content: '' };
	const match = LETTERED.exec(clean);
	const letter = match?.[1] ?? match?.[2] ?? match?.[3];
	if (match === null || letter === undefined) return { letters: '', content: clean };
	const content = (match[4] ?? '').trim();
	// 'A dog' and 'I think' begin with a letter that is a word.
	const isMarked =
		match[3] === undefined ||
		content === '' ||
		/^[A-Za-z][.):,]/.test(
			clean.replace(/^(?:the )?(?:correct )?(?:option|choice|answer):? ?/i, '')
		);
	return isMarked ? { letters: letter.toUpperCase(), content } : { letters: '', content: clean };
}

export function compareChoices(gold: Choice, response: Choice): Outcome {
	const hasText = gold.content !== '' && response.content !== '';
	const isSameText = hasText && sameWords(gold.content, response.content);
	if (gold.letters !== '' && response.letters !== '') {
		if (gold.letters !== response.letters) {
			return isSameText
				? unclear('the letters differ and the texts agree')
				: different('the letters differ');
		}
		if (hasText && !isSameText) return unclear('the letters agree and the texts differ');
		return equal('the letters are the same');
	}
	if (isSameText) return equal('the texts are the same');
	return unclear('the response names no option');
}

function sortedLetters(text: string): string {
	return [...new Set(text.replace(/[^A-J]/g, ''))].sort().join('');
}
