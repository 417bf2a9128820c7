import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/distance-command.ts';

describe('retort distance', () => {
	it('counts code points of texts and tokens of arrays, and refuses what is neither', async () => {
		async function* input(): AsyncGenerator<string> {
			yield JSON.stringify({ a: 'kitten', b: 'sitting', id: 1 });
			yield JSON.stringify({ a: '\u{1F600}', b: '' });
			yield JSON.stringify({ a: [7, 128000, 9], b: [7, 9] });
			yield JSON.stringify({ a: 'x' });
			yield JSON.stringify({ a: [1], b: 'x' });
			yield JSON.stringify({ a: [1, -1], b: [1] });
		}
		const rows: unknown[] = [];
		expect(await run(input(), (line) => rows.push(JSON.parse(line)))).toBe(1);
		expect(rows).toEqual([
			{ a: 'kitten', b: 'sitting', id: 1, unit: 'codepoint', distance: 3, normalised: 3 / 7 },
			{ a: '\u{1F600}', b: '', unit: 'codepoint', distance: 1, normalised: 1 },
			{ a: [7, 128000, 9], b: [7, 9], unit: 'token', distance: 1, normalised: 1 / 3 },
			{ error: expect.stringContaining('"b"'), line: 4 },
			{ error: expect.stringContaining('"b"'), line: 5 },
			{ error: expect.stringContaining('"a"'), line: 6 }
		]);
	});
});
