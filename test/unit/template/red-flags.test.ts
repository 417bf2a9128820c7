import { describe, expect, it } from 'vitest';
import {
	findRedFlags,
	type FlagInput,
	RED_FLAG_NAMES,
	RED_FLAG_SENTENCES,
	RED_FLAGS
} from '../../../src/lib/core/template/red-flags.ts';

/** An example that the template keeps whole. */
function flags(changes: Partial<FlagInput> = {}): readonly string[] {
	const trained = changes.trained ?? '<think>\nadd\n</think>\n\n4<end>';
	return findRedFlags({
		texts: ['2 + 2?', 'add', '4'],
		reasoning: 'add',
		answer: '4',
		prompt: 'user: 2 + 2?\nassistant: ',
		text: `user: 2 + 2?\nassistant: ${trained}`,
		trained,
		tokens: 20,
		contextTokens: 20,
		holdsSpecialToken: (text) => text.includes('<end>'),
		...changes
	});
}

describe('red flags', () => {
	it('are none where the template keeps everything', () => {
		expect(flags()).toEqual([]);
		expect(flags({ contextTokens: null, tokens: 1e9 })).toEqual([]);
	});

	it('tell of reasoning that the template drops', () => {
		expect(flags({ trained: '4<end>' })).toEqual(['thinking-stripped']);
	});

	it('tell of reasoning that closes and was not opened', () => {
		expect(flags({ trained: 'add\n</think>\n\n4' })).toEqual(['think-not-opened']);
		expect(flags({ trained: 'add\n</think>\n<think>\n4' })).toEqual(['think-not-opened']);
	});

	it('tell nothing of reasoning that the prompt opened, as it does in use', () => {
		const prompt = 'assistant: <think>\n';
		const trained = 'add\n</think>\n\n4';
		expect(flags({ prompt, trained, text: prompt + trained })).toEqual([]);
		const other = `assistant:\n<think>\n${trained}`;
		expect(flags({ prompt, trained, text: other })).toEqual([
			'think-not-opened',
			'not-prefix-preserving'
		]);
	});

	it('tell of reasoning that opens twice in a row', () => {
		expect(flags({ trained: '<think>\n<think>\nadd\n</think>4' })).toEqual(['think-opened-twice']);
		expect(flags({ trained: '<think>a<think>\nadd\n</think>4' })).toEqual([]);
	});

	it('tell of what is not trained on', () => {
		const text = 'user: 2 + 2?\nassistant: add 4';
		expect(flags({ text, trained: 'add' })).toEqual(['answer-outside-mask']);
		expect(flags({ text, trained: '4' })).toEqual(['answer-outside-mask']);
	});

	it('tell of a context that is too short and of special tokens in a text', () => {
		expect(flags({ tokens: 21 })).toEqual(['longer-than-context']);
		expect(flags({ texts: ['a', 'b<end>'] })).toEqual(['special-token-in-text']);
	});

	it('have a name and a sentence each', () => {
		for (const flag of RED_FLAGS) {
			expect(RED_FLAG_NAMES[flag]).not.toBe('');
			expect(RED_FLAG_SENTENCES[flag]).toMatch(/\.$/);
		}
	});
});
