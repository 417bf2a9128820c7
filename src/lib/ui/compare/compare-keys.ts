import { isForPlace } from '../parts/place-key.ts';

/** What a key asks for in the place Compare. */
export type CompareAction =
	| { readonly kind: 'question'; readonly by: 1 | -1 }
	| { readonly kind: 'column'; readonly by: 1 | -1 }
	| { readonly kind: 'judge'; readonly verdict: 'correct' | 'wrong' | 'unverifiable' | 'none' }
	| { readonly kind: 'pick' | 'help' | 'undo' | 'redo' };

const ACTIONS: Readonly<Record<string, CompareAction>> = {
	j: { kind: 'question', by: 1 },
	k: { kind: 'question', by: -1 },
	l: { kind: 'column', by: 1 },
	h: { kind: 'column', by: -1 },
	'1': { kind: 'judge', verdict: 'correct' },
	'2': { kind: 'judge', verdict: 'wrong' },
	'3': { kind: 'judge', verdict: 'unverifiable' },
	'0': { kind: 'judge', verdict: 'none' },
	d: { kind: 'pick' },
	'?': { kind: 'help' }
};

/** For the help, in its order. */
export const KEYS: readonly { readonly keys: readonly string[]; readonly meaning: string }[] = [
	{ keys: ['j', 'k'], meaning: 'Next and previous question' },
	{ keys: ['h', 'l'], meaning: 'The column to the left and to the right' },
	{ keys: ['1', '2', '3'], meaning: 'This answer is right, wrong, cannot be told' },
	{ keys: ['0'], meaning: 'Take your verdict back' },
	{ keys: ['Ctrl Z'], meaning: 'Undo what was decided on this question; with Shift, redo' },
	{ keys: ['d'], meaning: 'Choose this answer for the difference' },
	{ keys: ['?'], meaning: 'This help' }
];

/** Null in a field, with a modifier (but for Ctrl+Z), and for keys that mean nothing here. */
export function actionOf(event: KeyboardEvent): CompareAction | null {
	if (!isForPlace(event)) return null;
	if (event.ctrlKey || event.metaKey) {
		if (event.key.toLowerCase() !== 'z') return null;
		return { kind: event.shiftKey ? 'redo' : 'undo' };
	}
	return Object.hasOwn(ACTIONS, event.key) ? ACTIONS[event.key]! : null;
}
