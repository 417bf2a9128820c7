import { describe, expect, it } from 'vitest';
import { isCancelled } from '../../../src/lib/core/model/errors.ts';
import { DiffClient } from '../../../src/lib/services/diff-client.ts';

/** Nothing in common, so that a comparison takes long. */
const long = (letter: string): string =>
	Array.from({ length: 12_000 }, (_, i) => `${letter}${i}`).join(' ');

describe('the worker that compares texts', () => {
	it('compares', async () => {
		const client = new DiffClient();
		expect(await client.diff('a b', 'a c', 'word')).toEqual([
			{ kind: 'same', text: 'a ' },
			{ kind: 'first', text: 'b' },
			{ kind: 'second', text: 'c' }
		]);
		await client.end();
	});

	it('lets go of a pair as soon as another comes', async () => {
		const client = new DiffClient();
		const slow = client.diff(long('a'), long('b'), 'word').catch((error: unknown) => error);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(await client.diff('x', 'x', 'word')).toEqual([{ kind: 'same', text: 'x' }]);
		expect(isCancelled(await slow)).toBe(true);
		await client.end();
	});

	it('says so when two texts take too long, and goes on with the next', async () => {
		const client = new DiffClient(undefined, 300);
		await expect(client.diff(long('a'), long('b'), 'word')).rejects.toThrow(/took too long/);
		expect(await client.diff('x', 'x', 'word')).toHaveLength(1);
		await client.end();
	});
});
