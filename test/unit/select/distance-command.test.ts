import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/distance-command.ts';

describe('retort distance', () => {
	it('adds the distance over code points, and refuses what is no text', async () => {
		async function* input(): AsyncGenerator<string> {
			yield JSON.stringify({ a: 'kitten', b: 'sitting', id: 1 });
			yield JSON.stringify({ a: '\u{1F600}', b: '' });
			yield JSON.stringify({ a: 'x' });
		}
		const rows: unknown[] = [];
		expect(await run(input(), (line) => rows.push(JSON.parse(line)))).toBe(1);
		expect(rows).toEqual([
			{ a: 'kitten', b: 'sitting', id: 1, distance: 3, normalised: 3 / 7 },
			{ a: '\u{1F600}', b: '', distance: 1, normalised: 1 },
			{ error: expect.stringContaining('"b"'), line: 3 }
		]);
	});
});
