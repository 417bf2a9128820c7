import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIds } from '../../../src/lib/core/model/ids.ts';

const ids = await createIds();

/** The documented encoding, written again with Node's own SHA-256. */
function reference(...parts: (string | null)[]): string {
	const hash = createHash('sha256');
	for (const part of parts) {
		if (part === null) {
			hash.update('N');
			continue;
		}
		const bytes = Buffer.from(part, 'utf8');
		const length = Buffer.alloc(4);
		length.writeUInt32LE(bytes.length);
		hash.update('S').update(length).update(bytes);
	}
	return hash.digest('hex').slice(0, 32);
}

const trajectory = {
	questionId: 'q',
	teacherId: 't',
	sampleIndex: 3,
	response: 'r',
	reasoning: null
};

describe('ids', () => {
	it('are the same for a text and for its UTF-8', () => {
		const utf8 = new TextEncoder();
		for (const [response, reasoning] of [
			['r', null],
			['数学 🧮', 'ü'.repeat(100_000)],
			['', '']
		] as const) {
			const encoded = {
				...trajectory,
				response: utf8.encode(response),
				reasoning: reasoning === null ? null : utf8.encode(reasoning)
			};
			expect(ids.trajectory(encoded)).toBe(
				reference('trajectory', 'q', 't', '3', response, reasoning)
			);
		}
	});

	it('follow the documented encoding', () => {
		expect(ids.question('  2 + 2? \n')).toBe(reference('question', '2 + 2?'));
		expect(ids.teacher('Qwen', '{}')).toBe(reference('teacher', 'Qwen', '{}'));
		expect(ids.trajectory(trajectory)).toBe(reference('trajectory', 'q', 't', '3', 'r', null));
		expect(ids.benchmarkItem('aime', '数学 🧮')).toBe(
			reference('benchmark-item', 'aime', '数学 🧮')
		);
		expect(
			ids.import({ sourceName: 'a.jsonl', sizeBytes: 10, modifiedAtMs: null, mapping: '{}' })
		).toBe(reference('import', 'a.jsonl', '10', null, '{}'));
		expect(ids.run('{}', '2026-01-01')).toBe(reference('run', '{}', '2026-01-01'));
		expect(ids.job({ questionId: 'q', teacherId: 't', sampleIndex: 3, seed: 7 })).toBe(
			reference('job', 'q', 't', '3', '7')
		);
		expect(ids.judge('{"model":1}', '{}', 2)).toBe(reference('judge', '{"model":1}', '{}', '2'));
		expect(ids.annotator('quality', '{}', '{"a":1}', 1)).toBe(
			reference('annotator', 'quality', '{}', '{"a":1}', '1')
		);
		expect(ids.benchmarkItem('aime', ' x\n')).toBe(reference('benchmark-item', 'aime', 'x'));
	});

	it('tell apart what only a delimiter would confuse', () => {
		expect(ids.teacher('ab', 'c')).not.toBe(ids.teacher('a', 'bc'));
		expect(ids.teacher('x', 'y')).not.toBe(ids.benchmarkItem('x', 'y'));
		const absent = ids.trajectory(trajectory);
		expect(ids.trajectory({ ...trajectory, reasoning: '' })).not.toBe(absent);
		expect(ids.trajectory({ ...trajectory, reasoning: 'null' })).not.toBe(absent);
	});

	it('agree with the reference for any text', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.string({ unit: 'binary' }),
				(name, settings) => {
					expect(ids.teacher(name, settings)).toBe(reference('teacher', name, settings));
				}
			)
		);
	});

	it('take lone surrogates and very long texts', () => {
		expect(ids.teacher('\ud800', '')).toBe(reference('teacher', '\ufffd', ''));
		const long = 'ab🧮'.repeat(100_000);
		expect(ids.question(long)).toBe(reference('question', long));
	});
});
