import type { PersonVerdict } from '../../state/curation-steps.ts';
import { isForPlace } from '../parts/place-key.ts';

export type PageAction =
	| { readonly kind: 'step'; readonly way: 'previous' | 'next' }
	| { readonly kind: 'judge'; readonly verdict: PersonVerdict }
	| { readonly kind: 'undo' | 'redo' };

const STEPS: Readonly<Record<string, 'previous' | 'next'>> = {
	j: 'next',
	ArrowRight: 'next',
	k: 'previous',
	ArrowLeft: 'previous'
};
const VERDICTS: Readonly<Record<string, PersonVerdict>> = {
	'1': 'correct',
	'2': 'wrong',
	'3': 'unverifiable',
	'0': 'none'
};

/** What a key means on the page of a trajectory; null in a field, and for keys that are none of its own. */
export function actionOf(event: KeyboardEvent): PageAction | null {
	if (!isForPlace(event)) return null;
	if (event.ctrlKey || event.metaKey) {
		if (event.key.toLowerCase() !== 'z') return null;
		return { kind: event.shiftKey ? 'redo' : 'undo' };
	}
	const way = STEPS[event.key];
	// What scrolls sideways needs its arrow keys.
	const target = event.target instanceof HTMLElement ? event.target : null;
	const isScroller = target?.closest('[tabindex="0"]') && event.key.startsWith('Arrow');
	if (way && !isScroller) return { kind: 'step', way };
	const verdict = VERDICTS[event.key];
	return verdict ? { kind: 'judge', verdict } : null;
}
