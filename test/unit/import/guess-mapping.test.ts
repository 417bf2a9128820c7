import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../../src/lib/core/import/apply-mapping.ts';
import { guessMapping, teacherFromFileName } from '../../../src/lib/core/import/guess-mapping.ts';
import { parseMapping } from '../../../src/lib/core/import/parse-mapping.ts';
import { LAYOUTS } from './layouts.ts';

function guessed(rows: readonly unknown[], fileName = 'data.jsonl') {
	const guess = guessMapping(rows, fileName);
	if (guess.mapping === null) throw new Error(guess.note);
	return guess.mapping;
}

describe('guessing the shape of published data sets', () => {
	it.each(LAYOUTS)('$name', ({ rows, fileName, shape, gold, domain, parts, reasoning }) => {
		const mapping = guessed(rows, fileName);
		expect(mapping.shape).toBe(shape);
		expect(parseMapping(mapping)).toEqual(mapping);
		const mapped = rows.map(compileMapping(mapping));
		expect(mapped.flatMap((row) => row.rejections)).toEqual([]);
		expect(mapped[0]?.question?.text).toContain('2');
		expect(mapped[0]?.question?.gold).toBe(gold);
		if (domain !== undefined) expect(mapped[0]?.question?.domain).toBe(domain);
		const trajectories = mapped.flatMap((row) =>
			row.trajectories.map((t) => [row.question?.text, t.teacher, t.response])
		);
		expect(trajectories).toEqual(parts);
		expect(mapped[0]?.trajectories[0]?.reasoning ?? undefined).toBe(reasoning);
	});
});

describe('facts beside the response', () => {
	it('are found: finish reason, tokens, sample', () => {
		const layout = LAYOUTS.find(({ name }) => name.startsWith('one file per model'))!;
		const [trajectory] = compileMapping(guessed(layout.rows, layout.fileName))(
			layout.rows[0]
		).trajectories;
		expect(trajectory).toMatchObject({
			finishReason: 'stop',
			reportedTokens: 20,
			sampleIndex: 5,
			style: 'think'
		});
	});

	it('follow a list of responses item by item', () => {
		const layout = LAYOUTS.find(({ name }) => name.startsWith('OpenR1'))!;
		const { trajectories } = compileMapping(guessed(layout.rows))(layout.rows[0]);
		expect(trajectories.map((t) => [t.correct, t.finishReason, t.sampleIndex])).toEqual([
			[true, 'stop', null],
			[false, 'length', null]
		]);
	});

	it('follow each model of a row', () => {
		const layout = LAYOUTS.find(({ name }) => name.startsWith('s1K-1.1'))!;
		const { trajectories } = compileMapping(guessed(layout.rows))(layout.rows[0]);
		expect(trajectories.map((t) => t.correct)).toEqual([true, false]);
	});
});

describe('the note', () => {
	it('says what was found', () => {
		const { note } = guessMapping([{ question: 'Q?', answer: '4' }], 'a.jsonl');
		expect(note).toBe('Questions only, from “question”; reference answer in “answer”.');
	});

	it('warns where earlier turns are left out', () => {
		const turn = (role: string, content: string) => ({ role, content });
		const messages = [turn('user', 'a'), turn('assistant', 'b'), turn('user', 'c')];
		const { note } = guessMapping(
			[{ messages: [...messages, turn('assistant', 'd')] }],
			'chat.jsonl'
		);
		expect(note).toContain('several user turns');
	});

	it('says so where nothing fits', () => {
		expect(guessMapping([{ a: 1, b: 2 }], 'a.jsonl').mapping).toBeNull();
		expect(guessMapping([], 'a.jsonl').mapping).toBeNull();
		expect(guessMapping([1, 'x', null], 'a.jsonl').mapping).toBeNull();
	});
});

describe('the name of a teacher from a file', () => {
	it.each([
		['qwq-32b.jsonl', 'qwq-32b'],
		['runs/Qwen2.5-7B.jsonl.gz', 'Qwen2.5-7B'],
		['C:\\data\\r1.PARQUET', 'r1'],
		['llama-3.1', 'llama-3.1'],
		['.jsonl', 'unnamed teacher'],
		['', 'unnamed teacher']
	])('%s → %s', (fileName, teacher) => {
		expect(teacherFromFileName(fileName)).toBe(teacher);
	});
});
