import { describe, expect, it } from 'vitest';
import { alpacaRecord } from '../../../src/lib/core/export/alpaca.ts';
import { datasetInfo } from '../../../src/lib/core/export/dataset-info.ts';
import { type Example, toExample } from '../../../src/lib/core/export/example.ts';
import { messagesRecord } from '../../../src/lib/core/export/messages.ts';
import { DEFAULT_EXPORT, type ExportOptions } from '../../../src/lib/core/export/options.ts';
import { preferenceRecord } from '../../../src/lib/core/export/preference.ts';
import { promptCompletionRecord } from '../../../src/lib/core/export/prompt-completion.ts';
import { recordOf, type SingleFormat } from '../../../src/lib/core/export/record.ts';
import { shareGptRecord } from '../../../src/lib/core/export/sharegpt.ts';
import { splitReasoning } from '../../../src/lib/core/model/reasoning.ts';

const EXAMPLE: Example = { question: 'What is 1 + 1?', reasoning: 'One and one.', answer: '2' };
const PLAIN: Example = { ...EXAMPLE, reasoning: '' };
const options = (changes: Partial<ExportOptions> = {}): ExportOptions => ({
	...DEFAULT_EXPORT,
	...changes
});
const INLINE = '<think>\nOne and one.\n</think>\n\n2';

/** As text: the order of the keys is part of the format. */
const text = (record: object): string => JSON.stringify(record);

describe('messages', () => {
	it('puts reasoning before the answer, as DeepSeek-R1 and Qwen3 write it', () => {
		expect(text(messagesRecord(EXAMPLE, options()))).toBe(
			text({
				messages: [
					{ role: 'user', content: 'What is 1 + 1?' },
					{ role: 'assistant', content: INLINE }
				]
			})
		);
	});

	it('or beside it, or not at all', () => {
		const { messages: field } = messagesRecord(EXAMPLE, options({ reasoning: 'field' }));
		expect(text(field[1]!)).toBe(
			'{"role":"assistant","reasoning_content":"One and one.","content":"2"}'
		);
		const { messages: dropped } = messagesRecord(EXAMPLE, options({ reasoning: 'drop' }));
		expect(text(dropped[1]!)).toBe('{"role":"assistant","content":"2"}');
	});

	it('adds no empty think block, and keeps the columns of mode field', () => {
		const { messages: inline } = messagesRecord(PLAIN, options());
		expect(inline[1]!.content).toBe('2');
		const { messages: field } = messagesRecord(PLAIN, options({ reasoning: 'field' }));
		expect(field[1]!.reasoning_content).toBe('');
	});

	it('begins with the system prompt where there is one', () => {
		const { messages } = messagesRecord(EXAMPLE, options({ systemPrompt: 'Be brief.' }));
		expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant']);
	});

	it('gives back what was taken apart', () => {
		const response = `<think>${EXAMPLE.reasoning}</think>${EXAMPLE.answer}`;
		const example = toExample('q', { response, reasoning: null, style: 'think' }, true) as Example;
		const { messages } = messagesRecord(example, options());
		const again = { response: messages[1]!.content, reasoning: null, style: 'think' } as const;
		expect(splitReasoning(again)).toEqual({ reasoning: 'One and one.', answer: '2' });
	});
});

describe('the other formats', () => {
	it('prompt-completion: two strings, the system prompt above the question', () => {
		expect(text(promptCompletionRecord(EXAMPLE, options({ systemPrompt: 'Be brief.' })))).toBe(
			text({ prompt: 'Be brief.\n\nWhat is 1 + 1?', completion: INLINE })
		);
		expect(text(promptCompletionRecord(EXAMPLE, options({ reasoning: 'field' })))).toBe(
			text({ prompt: EXAMPLE.question, reasoning_content: 'One and one.', completion: '2' })
		);
	});

	it('ShareGPT, with the file by which LLaMA-Factory finds its columns', () => {
		const given = options({ format: 'sharegpt', systemPrompt: 'Be brief.', name: 'my-set' });
		expect(text(shareGptRecord(EXAMPLE, given))).toBe(
			text({
				conversations: [
					{ from: 'human', value: EXAMPLE.question },
					{ from: 'gpt', value: INLINE }
				],
				system: 'Be brief.'
			})
		);
		expect(datasetInfo(given, 'my-set.jsonl')).toEqual({
			'my-set': {
				file_name: 'my-set.jsonl',
				formatting: 'sharegpt',
				columns: { messages: 'conversations', system: 'system' }
			}
		});
		expect(datasetInfo(options({ format: 'sharegpt' }), 'x.jsonl')).toMatchObject({
			'retort-set': { columns: { messages: 'conversations' } }
		});
	});

	it('Alpaca, with the same file', () => {
		const given = options({ format: 'alpaca', systemPrompt: 'Be brief.' });
		expect(text(alpacaRecord(EXAMPLE, given))).toContain('"system":"Be brief."');
		expect(datasetInfo(given, 'retort-set.jsonl')).toEqual({
			'retort-set': {
				file_name: 'retort-set.jsonl',
				formatting: 'alpaca',
				columns: {
					prompt: 'instruction',
					query: 'input',
					response: 'output',
					system: 'system'
				}
			}
		});
		expect(datasetInfo(options(), 'x.jsonl')).toBeNull();
		expect(text(alpacaRecord(EXAMPLE, options()))).toBe(
			text({ instruction: EXAMPLE.question, input: '', output: INLINE })
		);
	});

	it('preference pairs', () => {
		expect(text(preferenceRecord(EXAMPLE, { ...PLAIN, answer: '3' }, options()))).toBe(
			text({
				prompt: [{ role: 'user', content: EXAMPLE.question }],
				chosen: [{ role: 'assistant', content: INLINE }],
				rejected: [{ role: 'assistant', content: '3' }]
			})
		);
	});
});

describe('a row', () => {
	it.each([
		['messages', ['messages']],
		['prompt-completion', ['prompt', 'completion']],
		['sharegpt', ['conversations']],
		['alpaca', ['instruction', 'input', 'output']]
	] as const)(
		'of %s has its columns, and none for a system prompt that is not there',
		(format, columns) => {
			const record = recordOf(format, EXAMPLE, options({ format }));
			expect(Object.keys(record)).toEqual(columns);
			expect(text(record)).toContain(JSON.stringify(INLINE));
		}
	);

	it.each(['messages', 'prompt-completion', 'sharegpt', 'alpaca'] satisfies SingleFormat[])(
		'of %s has reasoning in a field of its own where that is asked for',
		(format) => {
			const record = recordOf(format, EXAMPLE, options({ format, reasoning: 'field' }));
			expect(text(record)).toContain('"reasoning_content":"One and one."');
			expect(text(record)).not.toContain('think>');
		}
	);
});

describe('toExample', () => {
	it('keeps the question as it is put, and the parts of the answer', () => {
		const marked = { response: '<think>a</think>b', reasoning: null, style: 'think' } as const;
		expect(toExample('q', marked, true)).toEqual({ question: 'q', reasoning: 'a', answer: 'b' });
	});

	it.each([
		['<think>never closed', 'think', 'no answer'],
		['<think>a</think>   ', 'think', 'no answer'],
		['', 'none', 'no answer'],
		['<think>a</think>b <think>c</think> d', 'think', 'think marks in the text'],
		['a </think> b', 'none', 'think marks in the text']
	] as const)('leaves out %j', (response, style, reason) => {
		expect(toExample('q', { response, reasoning: null, style }, true)).toBe(reason);
	});

	it('leaves out marks in a reasoning field, unless reasoning is dropped', () => {
		const marked = { response: '4', reasoning: 'so <think> again', style: 'field' } as const;
		expect(toExample('q', marked, true)).toBe('think marks in the text');
		expect(toExample('q', marked, false)).toEqual({ question: 'q', reasoning: '', answer: '4' });
	});
});
