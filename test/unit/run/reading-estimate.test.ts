import { describe, expect, it } from 'vitest';
import { estimateReading, type ReadingWork } from '../../../src/lib/core/run/reading-estimate.ts';
import { defaultTeacherSettings } from '../../../src/lib/core/run/teacher-settings.ts';

const settings = defaultTeacherSettings({
	engine: 'onnx',
	source: 'bundled',
	id: 'demo-student',
	revision: 'v1',
	dtype: 'fp32'
});
const work = (changes: Partial<ReadingWork> = {}): ReadingWork => ({
	settings,
	device: 'wasm',
	trajectories: 10,
	tokens: 9000,
	withLocal: false,
	read: { tokens: 0, seconds: 0 },
	written: { responses: 0, tokens: 0, seconds: 0 },
	...changes
});

describe('estimateReading', () => {
	it('goes by what was read before', () => {
		expect(estimateReading(work({ read: { tokens: 3000, seconds: 2 } }))).toEqual({
			trajectories: 10,
			tokens: 9000,
			tokensPerSecond: { low: 1500, high: 1500 },
			seconds: { low: 6, high: 6 },
			basis: 'measured here'
		});
	});

	it('takes at most as long as writing where it has only written', () => {
		const { seconds, basis } = estimateReading(
			work({ written: { responses: 20, tokens: 2000, seconds: 2 } })
		);
		expect(basis).toBe('from its writing');
		expect(seconds.high).toBe(9);
		expect(seconds.low).toBeLessThan(seconds.high);
	});

	it('begins to believe a measurement at 500 tokens that took some time', () => {
		const basis = (kind: 'read' | 'written', tokens: number, seconds: number): string =>
			estimateReading(work({ [kind]: { responses: 1, tokens, seconds } })).basis;
		expect([basis('read', 499, 1), basis('read', 500, 1), basis('read', 500, 0)]).toEqual([
			'assumed',
			'measured here',
			'assumed'
		]);
		expect([basis('written', 499, 1), basis('written', 500, 1), basis('written', 500, 0)]).toEqual([
			'assumed',
			'from its writing',
			'assumed'
		]);
	});

	it('is wide where nothing is known, and wider and longer with local surprisal', () => {
		const plain = estimateReading(work({ read: { tokens: 20, seconds: 1 } }));
		const local = estimateReading(work({ withLocal: true }));
		expect(plain.basis).toBe('assumed');
		expect(plain.seconds.low).toBeLessThan(plain.seconds.high);
		expect(local.seconds.low).toBeGreaterThan(plain.seconds.low);
		expect(local.seconds.high).toBeGreaterThan(plain.seconds.high);
	});

	it('is nothing for nothing', () => {
		expect(estimateReading(work({ trajectories: 0, tokens: 0 })).seconds).toEqual({
			low: 0,
			high: 0
		});
	});
});
