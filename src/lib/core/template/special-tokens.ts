import { THINK_CLOSE, THINK_OPEN } from '../model/reasoning.ts';
import type { ChatTemplate, TextSpan } from './chat-template.ts';

/** What current tokenizers write their special tokens like; found in templates that name none. */
const TOKEN_SHAPES =
	/<\|[^|<>\s]{1,60}\|>|<｜[^｜<>\s]{1,60}｜>|<(?:start_of_turn|end_of_turn|bos|eos|s)>|<\/s>|\[\/?INST\]|\[\/?SYSTEM_PROMPT\]/g;

/** Tokens that a template's own text names, each once, in the order in which they stand there. */
export function tokensNamedIn(source: string): string[] {
	return [...new Set(source.match(TOKEN_SHAPES) ?? [])];
}

/** Finds special tokens in texts, the longest where several begin at one place. Think marks are among them. */
export class SpecialTokenFinder {
	readonly #pattern: RegExp;

	constructor({ specialTokens, bosToken, eosToken }: ChatTemplate) {
		const tokens = [...specialTokens, bosToken, eosToken, THINK_OPEN, THINK_CLOSE];
		const longestFirst = [...new Set(tokens)]
			.filter((token) => token.trim() !== '')
			.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
		this.#pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'g');
	}

	find(text: string): TextSpan[] {
		return Array.from(text.matchAll(this.#pattern), ({ 0: token, index }) => ({
			start: index,
			end: index + token.length
		}));
	}

	isIn(text: string): boolean {
		return text.search(this.#pattern) >= 0;
	}
}

function escapePattern(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
