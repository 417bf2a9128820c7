import { isRecord } from './field-path.ts';

const MAX_INT32 = 2_147_483_647;

/** Text of a field: a string, or a number as it is printed. Null for anything else. */
export function asText(value: unknown): string | null {
	if (typeof value === 'string') return value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** A gold answer: text, a number, a boolean, or a list with exactly one of these. */
export function asGold(value: unknown): string | null {
	if (typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return value.length === 1 ? asGold(value[0]) : null;
	const text = asText(value);
	return text === null || text.trim() === '' ? null : text.trim();
}

/** A short label such as a domain or a model's name; '' where there is none. */
export function asLabel(value: unknown): string {
	if (Array.isArray(value)) return asLabel(value[0]);
	if (isRecord(value)) return asLabel(value['name'] ?? value['id']);
	return (asText(value) ?? '').trim().slice(0, 500);
}

const TRUE_WORDS = new Set(['true', 'yes', '1', 'correct', 'right', 'pass', 'passed']);
const FALSE_WORDS = new Set(['false', 'no', '0', 'wrong', 'incorrect', 'fail', 'failed']);

/** A verdict as files write it. Null where it is neither yes nor no: a score of 0.5 is no verdict. */
export function asBoolean(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	if (value === 1 || value === 0) return value === 1;
	if (typeof value !== 'string') return null;
	const word = value.trim().slice(0, 20).toLowerCase();
	if (TRUE_WORDS.has(word)) return true;
	return FALSE_WORDS.has(word) ? false : null;
}

/** A count or an index that fits 32 bits. */
export function asCount(value: unknown): number | null {
	const number =
		typeof value === 'string' && value.trim() !== '' && value.length < 20 ? Number(value) : value;
	const isCount =
		typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= MAX_INT32;
	return isCount ? number : null;
}

export type FinishReason = 'stop' | 'length' | 'unknown';

const STOP_WORDS = new Set([
	'stop',
	'eos',
	'eos_token',
	'end_turn',
	'stop_sequence',
	'stop_token',
	'completed',
	'complete',
	'finished',
	'finish'
]);
const LENGTH_WORDS = new Set([
	'length',
	'max_tokens',
	'max_length',
	'max_new_tokens',
	'max_output_tokens',
	'model_length',
	'token_limit',
	'truncated'
]);

/** What the servers of different makers call the same two ends. */
export function asFinishReason(value: unknown): FinishReason {
	if (typeof value !== 'string') return 'unknown';
	const word = value.trim().slice(0, 40).toLowerCase();
	if (STOP_WORDS.has(word)) return 'stop';
	return LENGTH_WORDS.has(word) ? 'length' : 'unknown';
}
