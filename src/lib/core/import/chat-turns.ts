import { isRecord } from './field-path.ts';

/** One turn of a conversation, whichever layout it came in. */
export interface ChatTurn {
	readonly role: 'user' | 'assistant' | 'other';
	readonly text: string | null;
	/** From `reasoning_content` and its like, or from a part of type 'thinking'. */
	readonly reasoning: string | null;
}

const USER_ROLES = new Set(['user', 'human', 'prompter']);
const ASSISTANT_ROLES = new Set(['assistant', 'gpt', 'model', 'bot', 'chatgpt', 'bing', 'bard']);
const REASONING_KEYS = ['reasoning_content', 'reasoning', 'thinking', 'thought', 'thoughts'];

/**
 * Turns of a `messages` ([{role, content}]) or `conversations` ([{from, value}]) list. Null where
 * the value is no such list; a turn with neither role nor text makes it none.
 */
export function asChatTurns(value: unknown): readonly ChatTurn[] | null {
	if (!Array.isArray(value) || value.length === 0) return null;
	const turns: ChatTurn[] = [];
	for (const item of value as readonly unknown[]) {
		if (!isRecord(item)) return null;
		const role = own(item, 'role') ?? own(item, 'from');
		if (typeof role !== 'string') return null;
		const content = own(item, 'content') ?? own(item, 'value') ?? own(item, 'text');
		turns.push({
			role: roleOf(role),
			text: contentText(content),
			reasoning: reasoningOf(item) ?? partsText(content, 'thinking')
		});
	}
	return turns;
}

export interface Exchange {
	readonly question: string | null;
	/** The assistant's answer to it; null where there is none. */
	readonly answer: ChatTurn | null;
	readonly userTurns: number;
}

/**
 * The last user turn and the last assistant turn after it. Earlier turns (a few worked examples, a
 * longer talk) and system prompts are left out: a trajectory is one question and one response.
 */
export function lastExchange(turns: readonly ChatTurn[]): Exchange {
	const userIndex = turns.findLastIndex((turn) => turn.role === 'user');
	const answer = turns.findLast((turn, index) => index > userIndex && turn.role === 'assistant');
	return {
		question: turns[userIndex]?.text ?? null,
		answer: answer ?? null,
		userTurns: turns.filter((turn) => turn.role === 'user').length
	};
}

function own(item: Readonly<Record<string, unknown>>, key: string): unknown {
	return Object.hasOwn(item, key) ? item[key] : undefined;
}

function roleOf(role: string): ChatTurn['role'] {
	const name = role.toLowerCase();
	if (USER_ROLES.has(name)) return 'user';
	return ASSISTANT_ROLES.has(name) ? 'assistant' : 'other';
}

function reasoningOf(item: Readonly<Record<string, unknown>>): string | null {
	for (const key of REASONING_KEYS) {
		const value = own(item, key);
		if (typeof value === 'string' && value.trim() !== '') return value;
	}
	return null;
}

function contentText(content: unknown): string | null {
	return typeof content === 'string' ? content : partsText(content, 'text');
}

/** Joins the parts of one type in a list of content parts: [{type: 'text', text}, …]. */
function partsText(content: unknown, type: 'text' | 'thinking'): string | null {
	if (!Array.isArray(content)) return null;
	const texts: string[] = [];
	for (const part of content as readonly unknown[]) {
		const text = isRecord(part) && own(part, 'type') === type ? own(part, type) : undefined;
		if (typeof text === 'string') texts.push(text);
	}
	return texts.length === 0 ? null : texts.join('\n');
}
