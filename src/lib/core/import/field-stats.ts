import { asChatTurns, type ChatTurn } from './chat-turns.ts';
import { fieldsOf, isRecord, type Field } from './field-path.ts';
import { normaliseName } from './field-names.ts';
import { asBoolean, asCount } from './field-values.ts';

export type FieldKind = 'text' | 'text-list' | 'messages' | 'conversations' | 'other';

/** What a sample of rows tells about one field. */
export interface FieldStats {
	readonly path: string;
	readonly keys: readonly string[];
	/** Normalised last key. */
	readonly name: string;
	/** Of the most frequent kind of value. */
	readonly kind: FieldKind;
	/** Rows in which it is filled, over all rows. */
	readonly share: number;
	/** Mean over filled text values; lists count all their texts. */
	readonly meanChars: number;
	/** Some value holds the marks of a reasoning model. */
	readonly hasMarks: boolean;
	/** Every filled value, or every item of the list, is one. */
	readonly isCount: boolean;
	readonly isBoolean: boolean;
	/** Some conversation in it has an assistant turn. */
	readonly hasAssistant: boolean;
	/** Some conversation in it has more than one user turn. */
	readonly hasSeveralUserTurns: boolean;
}

const MARKS = ['<think>', '</think>', '<|begin_of_thought|>', '<|begin_of_solution|>'];

export function fieldStats(rows: readonly unknown[]): FieldStats[] {
	const found = new Map<string, Field[]>();
	for (const row of rows) {
		for (const field of fieldsOf(row)) {
			const fields = found.get(field.path) ?? [];
			if (isFilled(field.value)) fields.push(field);
			found.set(field.path, fields);
		}
	}
	return [...found.values()].flatMap((fields) =>
		fields.length === 0 ? [] : [statsOf(fields, rows.length)]
	);
}

function isFilled(value: unknown): boolean {
	if (value === null || value === undefined) return false;
	if (typeof value === 'string') return value.trim() !== '';
	return !(Array.isArray(value) && value.length === 0);
}

function statsOf(fields: readonly Field[], rows: number): FieldStats {
	const { path, keys } = fields[0]!;
	const values = fields.map((field) => field.value);
	const texts = values.flatMap(textsOf);
	const turns = values.flatMap((value): (readonly ChatTurn[])[] => {
		const chat = asChatTurns(value);
		return chat === null ? [] : [chat];
	});
	return {
		path,
		keys,
		name: normaliseName(keys.at(-1)!),
		kind: mostFrequent(values.map(kindOf)),
		share: fields.length / rows,
		meanChars: texts.reduce((sum, text) => sum + text.length, 0) / fields.length,
		hasMarks: texts.some((text) => MARKS.some((mark) => text.includes(mark))),
		isCount: values.every((value) => itemsOf(value).every((item) => asCount(item) !== null)),
		isBoolean: values.every((value) => itemsOf(value).every((item) => asBoolean(item) !== null)),
		hasAssistant: turns.some((chat) => chat.some((turn) => turn.role === 'assistant')),
		hasSeveralUserTurns: turns.some(
			(chat) => chat.filter((turn) => turn.role === 'user').length > 1
		)
	};
}

function itemsOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [value];
}

function textsOf(value: unknown): readonly string[] {
	return itemsOf(value).filter((item): item is string => typeof item === 'string');
}

function kindOf(value: unknown): FieldKind {
	if (typeof value === 'string') return 'text';
	if (!Array.isArray(value)) return 'other';
	if (asChatTurns(value) !== null) {
		return isRecord(value[0]) && Object.hasOwn(value[0], 'role') ? 'messages' : 'conversations';
	}
	return value.some((item) => typeof item === 'string') ? 'text-list' : 'other';
}

function mostFrequent(kinds: readonly FieldKind[]): FieldKind {
	const counts = new Map<FieldKind, number>();
	for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
