import { expect, it } from 'vitest';
import { formatHash, parseHash } from '../../../src/lib/state/router-state.svelte.ts';
import { inList, listOf } from '../../../src/lib/state/trajectory-list.ts';

it('leads to a trajectory and back to the same list', () => {
	const params: Record<string, string> = { verdict: 'wrong', search: 'a & b', sort: '-tokens' };
	const list = listOf({ param: (name) => params[name] ?? '' });
	const page = parseHash(formatHash('trajectories', inList(list, 'x1')));
	expect(page.params).toEqual({ ...params, id: 'x1' });
	const back = listOf({ param: (name) => page.params[name] ?? '' });
	expect(formatHash('trajectories', inList(back, ''))).toBe(formatHash('trajectories', params));
});
