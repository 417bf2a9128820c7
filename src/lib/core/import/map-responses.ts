import { detectReasoningStyle, type ReasoningStyle } from '../model/reasoning.ts';
import { asChatTurns, lastExchange } from './chat-turns.ts';
import { describe } from './describe.ts';
import { compilePath } from './field-path.ts';
import {
	asBoolean,
	asCount,
	asFinishReason,
	asLabel,
	asText,
	type FinishReason
} from './field-values.ts';
import type { Mapping, ModelColumn, TeacherSource } from './mapping.ts';
import { EXCERPT_CHARS, MAX_TEXT_CHARS, TOO_LONG } from './source-record.ts';

export interface MappedTrajectory {
	readonly teacher: string;
	/** As it arrived, marks included. */
	readonly response: string;
	readonly reasoning: string | null;
	readonly style: ReasoningStyle;
	readonly finishReason: FinishReason;
	readonly reportedTokens: number | null;
	/** Null where the file says nothing: then samples are counted. */
	readonly sampleIndex: number | null;
	/** The file's own verdict; null where it has none. */
	readonly correct: boolean | null;
}

export interface Rejection {
	/** The model, perhaps with the number of the sample; '' for the whole row. */
	readonly part: string;
	readonly reason: string;
	/** Null: show the row. */
	readonly excerpt: string | null;
}

export interface MappedResponses {
	readonly trajectories: readonly MappedTrajectory[];
	readonly rejections: readonly Rejection[];
}

type Read = (row: unknown) => unknown;

/** Where the facts about one response stand. */
interface ResponseReaders {
	readonly teacher: Read;
	/** Why a row has no teacher, where its field is empty. */
	readonly teacherMissing: string;
	readonly response: Read;
	readonly path: string;
	readonly reasoning: Read;
	readonly correct: Read;
	readonly finishReason: Read;
	readonly tokens: Read;
	readonly sampleIndex: Read;
}

export function compileResponses(mapping: Mapping): (row: unknown) => MappedResponses {
	const readers = readersOf(mapping);
	return (row) => {
		const trajectories: MappedTrajectory[] = [];
		const rejections: Rejection[] = [];
		for (const reader of readers) readResponse(row, reader, trajectories, rejections);
		return { trajectories, rejections };
	};
}

function readersOf(mapping: Mapping): readonly ResponseReaders[] {
	switch (mapping.shape) {
		case 'questions':
			return [];
		case 'models-in-row':
			return mapping.models.map(columnReaders);
		case 'prompt-response':
			return [fieldReaders(mapping, mapping.response)];
		case 'messages':
			return [fieldReaders(mapping, mapping.messages)];
		case 'conversations':
			return [fieldReaders(mapping, mapping.conversations)];
	}
}

function columnReaders(column: ModelColumn): ResponseReaders {
	return {
		teacher: () => column.teacher,
		teacherMissing: '',
		response: compilePath(column.response),
		path: column.response,
		reasoning: optionalPath(column.reasoning),
		correct: optionalPath(column.correct),
		finishReason: optionalPath(null),
		tokens: optionalPath(null),
		sampleIndex: optionalPath(null)
	};
}

interface ResponseFields {
	readonly teacher: TeacherSource;
	readonly reasoning: string | null;
	readonly correct: string | null;
	readonly finishReason: string | null;
	readonly tokens: string | null;
	readonly sampleIndex: string | null;
}

function fieldReaders(fields: ResponseFields, path: string): ResponseReaders {
	return {
		...teacherReader(fields.teacher),
		response: compilePath(path),
		path,
		reasoning: optionalPath(fields.reasoning),
		correct: optionalPath(fields.correct),
		finishReason: optionalPath(fields.finishReason),
		tokens: optionalPath(fields.tokens),
		sampleIndex: optionalPath(fields.sampleIndex)
	};
}

function teacherReader(source: TeacherSource): Pick<ResponseReaders, 'teacher' | 'teacherMissing'> {
	if (source.from === 'constant') return { teacher: () => source.name, teacherMissing: '' };
	const read = compilePath(source.path);
	return {
		teacher: read,
		teacherMissing: `no teacher: “${source.path}” is missing or empty`
	};
}

function optionalPath(path: string | null): Read {
	return path === null ? () => undefined : compilePath(path);
}

/** Adds what one response field holds: a text, a conversation, or a list of either. */
function readResponse(
	row: unknown,
	reader: ResponseReaders,
	trajectories: MappedTrajectory[],
	rejections: Rejection[]
): void {
	const value = reader.response(row);
	const isList = Array.isArray(value) && asChatTurns(value) === null;
	const samples: readonly unknown[] = isList ? value : [value];
	if (samples.length === 0) {
		const part = asLabel(reader.teacher(row));
		rejections.push({ part, reason: `no response: “${reader.path}” is empty`, excerpt: null });
	}
	samples.forEach((sample, index) => {
		const nth = (fact: unknown): unknown => factOf(fact, isList ? index : null, samples.length);
		const named = reader.teacher(row);
		const teacher = asLabel(Array.isArray(named) ? nth(named) : named);
		if (teacher === '') {
			rejections.push({ part: '', reason: reader.teacherMissing, excerpt: null });
			return;
		}
		const trajectory = readSample(row, sample, reader, teacher, nth);
		const part = samples.length > 1 ? `${teacher} #${String(index + 1)}` : teacher;
		if (trajectory === null) rejections.push(rejectResponse(part, reader.path, sample));
		else if (isTooLong(trajectory)) rejections.push(rejectLength(part, reader.path, trajectory));
		else trajectories.push(isList ? { ...trajectory, sampleIndex: null } : trajectory);
	});
}

function isTooLong({ response, reasoning }: MappedTrajectory): boolean {
	return response.length > MAX_TEXT_CHARS || (reasoning ?? '').length > MAX_TEXT_CHARS;
}

function rejectLength(part: string, path: string, { response }: MappedTrajectory): Rejection {
	const excerpt = response.slice(0, EXCERPT_CHARS);
	return { part, reason: `no response: “${path}” or its reasoning is ${TOO_LONG}`, excerpt };
}

/** One fact beside several samples says nothing about each of them: which one was correct? */
function factOf(fact: unknown, index: number | null, samples: number): unknown {
	if (index === null) return fact;
	if (Array.isArray(fact)) return fact[index] as unknown;
	return samples === 1 ? fact : undefined;
}

/** `nth` picks the fact of this sample where the row holds a list of them. Null without a response. */
function readSample(
	row: unknown,
	sample: unknown,
	reader: ResponseReaders,
	teacher: string,
	nth: (fact: unknown) => unknown
): MappedTrajectory | null {
	const found = responseText(sample);
	const reasoning = found.reasoning ?? reasoningText(nth(reader.reasoning(row)));
	const isAbsent = sample === undefined || sample === null;
	const response = found.response ?? (isAbsent && reasoning !== null ? '' : null);
	if (response === null || (response.trim() === '' && reasoning === null)) return null;
	return {
		teacher,
		response,
		reasoning,
		style: detectReasoningStyle(response, reasoning),
		finishReason: asFinishReason(nth(reader.finishReason(row))),
		reportedTokens: asCount(nth(reader.tokens(row))),
		sampleIndex: asCount(reader.sampleIndex(row)),
		correct: asBoolean(nth(reader.correct(row)))
	};
}

function responseText(value: unknown): { response: string | null; reasoning: string | null } {
	const turns = asChatTurns(value);
	if (turns === null) return { response: asText(value), reasoning: null };
	const { answer } = lastExchange(turns);
	const hasReasoning = (answer?.reasoning ?? null) !== null;
	return {
		response: answer?.text ?? (hasReasoning ? '' : null),
		reasoning: answer?.reasoning ?? null
	};
}

/** A list of thoughts, one per step, is joined. Blank reasoning is none. */
function reasoningText(value: unknown): string | null {
	const text = Array.isArray(value)
		? value.filter((part): part is string => typeof part === 'string').join('\n')
		: asText(value);
	return text === null || text.trim() === '' ? null : text;
}

function rejectResponse(part: string, path: string, value: unknown): Rejection {
	if (asChatTurns(value) !== null) {
		return { part, reason: `no response: “${path}” ends without an assistant turn`, excerpt: null };
	}
	if (value === undefined || value === null) {
		return { part, reason: `no response: “${path}” is missing`, excerpt: null };
	}
	if (typeof value === 'string') {
		return { part, reason: `no response: “${path}” is empty`, excerpt: null };
	}
	return {
		part,
		reason: `no response: “${path}” is not text`,
		excerpt: describe(value, EXCERPT_CHARS)
	};
}
