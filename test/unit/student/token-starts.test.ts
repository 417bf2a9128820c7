import { beforeAll, describe, expect, it } from 'vitest';
import { locatePieces, locateTokens } from '../../../src/lib/core/student/token-starts.ts';
import { type DemoLm, loadDemoLm } from '../../support/node-onnx.ts';
import { reference } from './student-reference.ts';

describe('locatePieces', () => {
	it('adds up lengths in UTF-16 units', () => {
		expect(locatePieces(['a', '🍎', '', 'bc'])).toEqual({
			text: 'a🍎bc',
			starts: Int32Array.of(0, 1, 3, 3)
		});
	});
});

describe('locateTokens', () => {
	let demo: DemoLm;
	beforeAll(async () => {
		demo = await loadDemoLm('demo-student');
	});

	it.each(reference.trajectories.map((trajectory) => [trajectory.name, trajectory] as const))(
		'finds where each token begins, also inside characters: %s',
		(_, { ids, response, tokenStarts }) => {
			const located = locateTokens(Int32Array.from(ids), (some) => demo.encoder.decode(some));
			expect(located.text).toBe(response);
			expect([...located.starts]).toEqual(tokenStarts);
		}
	);

	it('puts an end token at the end', () => {
		const end = [...demo.lm.endTokens][0]!;
		const ids = Int32Array.of(...demo.encoder.text('So 7.'), end);
		const { text, starts } = locateTokens(ids, (some) => demo.encoder.decode(some));
		expect(text).toBe('So 7.');
		expect(starts.at(-1)).toBe(text.length);
	});
});
