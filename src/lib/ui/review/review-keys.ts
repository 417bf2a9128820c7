import type { Review } from '../../state/review-state.svelte.ts';
import { isForPlace } from '../parts/place-key.ts';

/** What a key asks for in the place Review. */
export type ReviewAction =
	| { readonly kind: 'say'; readonly review: Review }
	| { readonly kind: 'back' | 'graders' | 'help' };

const ACTIONS: Readonly<Record<string, ReviewAction>> = {
	'1': { kind: 'say', review: 'correct' },
	'2': { kind: 'say', review: 'wrong' },
	'3': { kind: 'say', review: 'unverifiable' },
	'0': { kind: 'say', review: 'none' },
	s: { kind: 'say', review: 'skipped' },
	k: { kind: 'back' },
	g: { kind: 'graders' },
	'?': { kind: 'help' }
};

/** For the help, in its order. */
export const KEYS: readonly { readonly keys: readonly string[]; readonly meaning: string }[] = [
	{ keys: ['1', '2', '3'], meaning: 'It is right, wrong, cannot be told; then the next one' },
	{ keys: ['s'], meaning: 'Pass over it in this pass' },
	{ keys: ['k'], meaning: 'Back to the one before, to say something else' },
	{ keys: ['0'], meaning: 'Take back what you said of it' },
	{ keys: ['g'], meaning: 'What the graders say' },
	{ keys: ['?'], meaning: 'This help' }
];

/** Null in a field, with a modifier, and for keys that mean nothing here. */
export function actionOf(event: KeyboardEvent): ReviewAction | null {
	if (!isForPlace(event) || event.ctrlKey || event.metaKey || event.repeat) return null;
	return Object.hasOwn(ACTIONS, event.key) ? ACTIONS[event.key]! : null;
}
