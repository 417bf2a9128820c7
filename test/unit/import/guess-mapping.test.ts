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

/** A row of which some fields are filled in so many of ten rows. */
function rowsWith(always: object, sometimes: object, filled: number) {
	return Array.from({ length: 10 }, (_, index) => ({
		...always,
		...(index < filled ? sometimes : {})
	}));
}

const say = (role: string, content: string) => ({ role, content });
const words = (chars: number) => 'word '.repeat(chars / 5);

describe('a question', () => {
	it('is in a field that half of the rows fill', () => {
		expect(guessed(rowsWith({ n: 1 }, { problem: 'Q?' }, 5))).toMatchObject({
			shape: 'questions',
			question: 'problem'
		});
		expect(guessMapping(rowsWith({ n: 1 }, { problem: 'Q?' }, 4), 'a.jsonl')).toEqual({
			mapping: null,
			note: 'No field looks like a question. Choose the fields by hand.'
		});
	});

	it('is a text, or a conversation that nobody answered', () => {
		expect(guessed([{ question: 7, problem: 'Q?' }]).shape).toBe('questions');
		expect(guessed([{ question: 7, problem: 'Q?' }])).toMatchObject({ question: 'problem' });
		expect(guessed([{ question: [say('user', 'Q?')], problem: 'Q?' }])).toMatchObject({
			question: 'question'
		});
		const answered = [say('user', 'Q?'), say('assistant', 'A.')];
		expect(guessed([{ question: answered, problem: 'Q?', response: 'A.' }])).toMatchObject({
			question: 'problem'
		});
	});

	it('is a conversation of any name that nobody answered, where half of the rows have one', () => {
		const asked = { turns: [say('user', 'Q?')] };
		expect(guessed(rowsWith({ response: 'A.' }, asked, 5))).toMatchObject({
			shape: 'prompt-response',
			question: 'turns'
		});
		expect(guessMapping(rowsWith({ response: 'A.' }, asked, 4), 'a.jsonl').mapping).toBeNull();
	});

	it('stands in the field nearest to the top, and the first of those', () => {
		const deep = { data: { question: 'Q?' }, question: 'P?' };
		expect(guessed([deep])).toMatchObject({ question: 'question' });
		expect(guessed([{ a: { question: 'Q?' }, b: { question: 'P?' } }])).toMatchObject({
			question: 'a.question'
		});
		expect(guessed([{ question: 'P?', data: { question: 'Q?' } }])).toMatchObject({
			question: 'question'
		});
	});

	it('has its context in “input” only where it is an instruction', () => {
		const row = { input: 'of this', output: 'A.' };
		expect(guessed([{ instruction: 'Say.', ...row }]).context).toBe('input');
		expect(guessed([{ question: 'Say.', ...row }]).context).toBeNull();
		expect(guessed([{ instruction: 'Say.', ...row, input: 7 }]).context).toBeNull();
	});

	it('has a short domain and a shorter answer type', () => {
		const withLabels = (domain: unknown, answerType: unknown) =>
			guessed([{ question: 'Q?', domain, answer_type: answerType }]);
		expect(withLabels(words(100), words(50))).toMatchObject({
			domain: 'domain',
			answerType: 'answer_type'
		});
		expect(withLabels(words(105), words(55))).toMatchObject({ domain: null, answerType: null });
		expect(withLabels(7, 7)).toMatchObject({ domain: null, answerType: null });
	});

	it('has a reference that is a text, a number or a list', () => {
		for (const gold of ['4', 4, ['4']]) {
			expect(guessed([{ question: 'Q?', gold }]).gold).toBe('gold');
		}
		expect(guessed([{ question: 'Q?', gold: [say('user', 'x')] }]).gold).toBeNull();
	});

	it('is not its own reference, nor is the response', () => {
		expect(guessed([{ question: 'Q?', response: 'A.', solution: words(2_000) }])).toMatchObject({
			response: 'response',
			gold: 'solution'
		});
		expect(guessed([{ question: 'Q?', solution: words(2_000) }])).toMatchObject({
			response: 'solution',
			gold: null
		});
	});
});

describe('a response', () => {
	it('is a list before a text, whatever their names', () => {
		expect(guessed([{ question: 'Q?', response: 'A.', generations: ['A.', 'B.'] }])).toMatchObject({
			response: 'generations'
		});
	});

	it('is in a field that half of the rows fill', () => {
		const shapeWhere = (filled: number) =>
			guessed(rowsWith({ question: 'Q?' }, { response: 'A.' }, filled)).shape;
		expect([shapeWhere(5), shapeWhere(4)]).toEqual(['prompt-response', 'questions']);
	});

	it('is a text, a list of texts, or a conversation with an answer', () => {
		const shapeOf = (output: unknown) => guessed([{ question: 'Q?', output }]).shape;
		expect(shapeOf([say('user', 'Q?'), say('assistant', 'A.')])).toBe('prompt-response');
		expect(shapeOf([say('user', 'Q?')])).toBe('questions');
		expect(shapeOf(7)).toBe('questions');
	});

	it('of a name that may mean the reference is one where a model is named, thinks, or writes much', () => {
		const shapeOf = (row: object) => guessed([{ question: 'Q?', ...row }]).shape;
		expect(shapeOf({ answer: 'A.' })).toBe('questions');
		expect(shapeOf({ answer: 'A.', model: 'r1' })).toBe('prompt-response');
		expect(shapeOf({ answer: 'A.', reasoning: words(30) })).toBe('prompt-response');
		expect(shapeOf({ answer: '<think>x</think>A.' })).toBe('prompt-response');
		expect(shapeOf({ answer: words(1_500) })).toBe('prompt-response');
		expect(shapeOf({ answer: words(1_495) })).toBe('questions');
	});

	it('of such a name is none beside an answered conversation', () => {
		const messages = [say('user', 'Q?'), say('assistant', 'A.')];
		expect(
			guessed([{ question: 'Q?', answer: 'A.', messages, model: 'r1', other: 1 }])
		).toMatchObject({ shape: 'messages', messages: 'messages', gold: 'answer' });
	});

	it('is in a conversation that half of the rows have', () => {
		const chat = { turns: [say('user', 'Q?'), say('assistant', 'A.')] };
		expect(guessed(rowsWith({ n: 1 }, chat, 5)).shape).toBe('messages');
		expect(guessMapping(rowsWith({ n: 1 }, chat, 4), 'a.jsonl').mapping).toBeNull();
	});
});

describe('the teacher', () => {
	const teacherOf = (rows: readonly unknown[]) => {
		const mapping = guessed(rows, 'r1.jsonl');
		return 'teacher' in mapping ? mapping.teacher : null;
	};
	const row = { question: 'Q?', response: 'A.' };

	it('is a short text, or a list of them, in half of the rows', () => {
		const inField = { from: 'field', path: 'model' };
		const ofFile = { from: 'constant', name: 'r1' };
		expect(teacherOf(rowsWith(row, { model: 'qwq' }, 5))).toEqual(inField);
		expect(teacherOf(rowsWith(row, { model: 'qwq' }, 4))).toEqual(ofFile);
		expect(teacherOf([{ ...row, model: ['qwq'] }])).toEqual(inField);
		expect(teacherOf([{ ...row, model: 7 }])).toEqual(ofFile);
		expect(teacherOf([{ ...row, model: words(500) }])).toEqual(inField);
		expect(teacherOf([{ ...row, model: words(505) }])).toEqual(ofFile);
	});
});

describe('the reasoning', () => {
	it('is more than a flag, and text', () => {
		const reasoningOf = (reasoning: unknown) => {
			const mapping = guessed([{ question: 'Q?', response: 'A.', reasoning }]);
			return 'reasoning' in mapping ? mapping.reasoning : null;
		};
		expect(reasoningOf(words(30))).toBe('reasoning');
		expect(reasoningOf([words(30)])).toBe('reasoning');
		expect(reasoningOf(words(25))).toBeNull();
		expect(reasoningOf([say('user', words(100))])).toBeNull();
	});

	it('ends for a reason that is written as text', () => {
		const finishOf = (finishReason: unknown) => {
			const mapping = guessed([{ question: 'Q?', response: 'A.', finish_reason: finishReason }]);
			return 'finishReason' in mapping ? mapping.finishReason : null;
		};
		expect([finishOf('stop'), finishOf(['stop']), finishOf(7)]).toEqual([
			'finish_reason',
			'finish_reason',
			null
		]);
	});
});

describe('several models in a row', () => {
	const chosen = [say('user', 'Q?'), say('assistant', 'A.')];
	const rejected = [say('user', 'Q?'), say('assistant', 'B.')];

	it('have their question in the conversation that was chosen, where no field holds it', () => {
		expect(guessed([{ rejected, chosen }])).toMatchObject({
			shape: 'models-in-row',
			question: 'chosen'
		});
		expect(guessed([{ prompt: 'Q?', rejected, chosen }])).toMatchObject({ question: 'prompt' });
	});

	it('have no reference among their responses', () => {
		const mapping = guessed([
			{ question: 'Q?', qwen_solution: 'A.', llama_solution: 'B.', solution: 'C.' }
		]);
		expect(mapping.shape).toBe('models-in-row');
		expect(mapping.gold).toBe('solution');
	});
});

describe('a question with tests', () => {
	it('has neither a reference nor anybody’s answers in the solutions that come with it', () => {
		const row = {
			task_id: 'HumanEval/0',
			prompt: 'def f(x):',
			entry_point: 'f',
			canonical_solution: words(2_000),
			test: 'def check(candidate): assert candidate(1) == 1',
			answer_type: 'code'
		};
		expect(guessed([row])).toEqual({
			shape: 'questions',
			question: 'prompt',
			context: null,
			gold: null,
			domain: null,
			answerType: null,
			tests: 'human-eval'
		});
		expect(guessed([{ ...row, completion: 'return x' }])).toMatchObject({
			shape: 'prompt-response',
			response: 'completion',
			gold: null,
			tests: 'human-eval'
		});
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

	it('warns of turns only where a conversation is read, and some row has several', () => {
		const longer = [say('user', 'a'), say('assistant', 'b'), say('user', 'c')];
		const once = [say('user', 'a'), say('assistant', 'b')];
		const noteOf = (...rows: readonly unknown[]) => guessMapping(rows, 'a.jsonl').note;
		expect(noteOf({ messages: longer, n: 1 }, { messages: once, n: 1 })).toContain('several');
		expect(noteOf({ messages: once })).not.toContain('several');
		expect(noteOf({ question: 'Q?', response: 'A.', history: longer })).not.toContain('several');
		const says = (from: string, value: string) => ({ from, value });
		const conversations = [says('human', 'a'), says('gpt', 'b'), says('human', 'c')];
		expect(noteOf({ conversations })).toContain('several');
	});

	it('says so where nothing fits', () => {
		expect(guessMapping([{ a: 1, b: 2 }], 'a.jsonl').mapping).toBeNull();
		for (const rows of [[], [1, 'x', null]]) {
			expect(guessMapping(rows, 'a.jsonl')).toEqual({
				mapping: null,
				note: 'The sample holds no row that could be read.'
			});
		}
	});
});

describe('the name of a teacher from a file', () => {
	it.each([
		['qwq-32b.jsonl', 'qwq-32b'],
		['runs/Qwen2.5-7B.jsonl.gz', 'Qwen2.5-7B'],
		['C:\\data\\r1.PARQUET', 'r1'],
		['llama-3.1', 'llama-3.1'],
		['.jsonl', 'unnamed teacher'],
		['', 'unnamed teacher'],
		[' r1 .jsonl', 'r1'],
		[`${'x'.repeat(600)}.csv`, 'x'.repeat(500)]
	])('%s → %s', (fileName, teacher) => {
		expect(teacherFromFileName(fileName)).toBe(teacher);
	});
});
