import { expect, it } from 'vitest';
import { groupBy } from '../../../src/lib/core/model/group-by.ts';

it('groups rows by key, both in the order of their first appearance', () => {
	const groups = groupBy(['bb', 'a', 'cc', 'd', 'eee'], (word) => word.length);
	expect([...groups]).toEqual([
		[2, ['bb', 'cc']],
		[1, ['a', 'd']],
		[3, ['eee']]
	]);
	expect(groupBy([], () => 0).size).toBe(0);
});
