import { KEYS as COMPARE_KEYS } from '../compare/compare-keys.ts';
import type { KeyGroup } from '../parts/key-group.ts';
import { PALETTE_KEY } from './palette-key.ts';

/** Every key there is, by where it works. */
export const KEY_GROUPS: readonly KeyGroup[] = [
	{
		title: 'Everywhere',
		keys: [
			{ keys: [PALETTE_KEY], meaning: 'Find a command, a place, a question' },
			{ keys: ['Esc'], meaning: 'Close what is open; skip the tour' }
		]
	},
	{
		title: 'The page of a trajectory',
		keys: [
			{ keys: ['j', 'k'], meaning: 'Next and previous in the list' },
			{ keys: ['1', '2', '3'], meaning: 'It is right, wrong, cannot be told' },
			{ keys: ['0'], meaning: 'Take your verdict back' },
			{ keys: ['Ctrl Z'], meaning: 'Undo' }
		]
	},
	{ title: 'Compare', keys: COMPARE_KEYS },
	{
		title: 'Curate',
		keys: [{ keys: ['Ctrl Z'], meaning: 'Undo; with Shift, redo' }]
	},
	{
		title: 'SQL',
		keys: [
			{ keys: ['Ctrl ⏎'], meaning: 'Run the statement' },
			{ keys: ['Tab'], meaning: 'Leave the editor; first takes a completion that is offered' }
		]
	}
];
