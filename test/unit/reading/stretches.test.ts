import { expect, it } from 'vitest';
import { splitIntoSteps } from '../../../src/lib/core/reading/steps.ts';
import { chunkLines, groupSteps } from '../../../src/lib/core/reading/stretches.ts';

it('groups steps by the screen, and holds each once', () => {
	const text = [...Array(60).fill('short'), 'x'.repeat(3_900), ...Array(5).fill('y'.repeat(900))];
	const steps = splitIntoSteps(text.join('\n\n'));
	const groups = groupSteps(steps);
	expect(groups.map(({ from, to }) => to - from)).toEqual([25, 25, 10, 1, 2, 2, 1]);
	expect(groups.map(({ from }) => from)).toEqual([0, 25, 50, 60, 61, 63, 65]);
	expect(groupSteps([])).toEqual([]);
	// Two that fill a group to the last character, and two that are one more.
	for (const [last, expected] of [
		[1_000, 1],
		[1_001, 2]
	] as const) {
		const two = splitIntoSteps(`${'x'.repeat(998)}\n\n${'y'.repeat(last)}`);
		expect(groupSteps(two)).toHaveLength(expected);
	}
});

it('cuts a text at line ends and puts together again what it was', () => {
	const text = `${'line\n'.repeat(3_000)}\n${'z'.repeat(9_000)}\n\n`;
	const chunks = chunkLines(text);
	expect(chunks.length).toBeGreaterThan(3);
	expect(chunks.map(({ from, to }) => text.slice(from, to)).join('\n')).toBe(text);
	expect(chunkLines('')).toEqual([{ from: 0, to: 0 }]);
});
