import { describe, expect, it, vi } from 'vitest';
import type { CurateState } from '../../../src/lib/state/curate-state.svelte.ts';
import type { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import { TrajectoryState } from '../../../src/lib/state/trajectory-state.svelte.ts';
import { listOf } from '../../../src/lib/state/trajectory-list.ts';

const BY_HAND = { grader: 'person', grader_version: 1, verdict: 'correct' };

/** The first question is answered from before a save, the later ones from after it. */
function tornByASave() {
	const answers: Record<string, readonly object[]> = {
		'lists/trajectory': [{ id: 't1', response: '', person_verdict: null, note: '' }],
		'lists/trajectory-verdicts': [BY_HAND],
		'lists/trajectory-neighbours': []
	};
	const decide = vi.fn(() => Promise.resolve());
	const state = new TrajectoryState({
		db: {
			query: (name: string) => Promise.resolve(answers[name] ?? []),
			track: () => Promise.resolve(null),
			append: () => Promise.resolve()
		} as never,
		curate: { recipe: {}, refresh: () => Promise.resolve(), decide } as unknown as CurateState,
		messages: {} as MessagesState
	});
	return { state, decide };
}

describe('a trajectory that is loaded while something is saved', () => {
	it('lets the verdict that is on screen be taken back', async () => {
		const { state, decide } = tornByASave();
		await state.show('t1', listOf({ param: () => '' }));
		expect(state.personVerdict).toBe('correct');
		await state.judge('none');
		expect(decide).toHaveBeenCalledExactlyOnceWith({
			kind: 'verdict',
			changes: [{ id: 't1', before: 'correct', after: 'none' }]
		});
	});
});
