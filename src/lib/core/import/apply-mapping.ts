import { CODE_SHAPES, readCodeRow } from '../code/code-shapes.ts';
import { parseTests, serialiseTests } from '../code/code-tests.ts';
import { CODE_ANSWER_TYPE } from '../code/tests-summary.ts';
import { asChatTurns, lastExchange } from './chat-turns.ts';
import { compilePath, isRecord } from './field-path.ts';
import { asGold, asLabel, asText } from './field-values.ts';
import type { Mapping } from './mapping.ts';
import { MAX_TEXT_CHARS, TOO_LONG } from './source-record.ts';
import { compileResponses, type MappedTrajectory, type Rejection } from './map-responses.ts';

export interface MappedQuestion {
	/** Trimmed. */
	readonly text: string;
	readonly gold: string | null;
	readonly domain: string;
	/** 'auto' where the file says nothing. */
	readonly answerType: string;
}

/** What one row holds. A rejection names its part: the model, or '' for the whole row. */
export interface MappedRow {
	readonly question: MappedQuestion | null;
	readonly trajectories: readonly MappedTrajectory[];
	readonly rejections: readonly Rejection[];
}

type Read = (row: unknown) => unknown;
const nothing: Read = () => undefined;

/**
 * Compiles a mapping once into a function for rows. A part that is missing or no text is a
 * rejection with its reason; the other parts of the row are used.
 */
export function compileMapping(mapping: Mapping): (row: unknown) => MappedRow {
	const readQuestion = compileQuestion(mapping);
	const readResponses = compileResponses(mapping);
	return (row) => {
		const question = readQuestion(row);
		if (typeof question === 'string') {
			return {
				question: null,
				trajectories: [],
				rejections: [{ part: '', reason: question, excerpt: null }]
			};
		}
		return { question, ...readResponses(row) };
	};
}

/** Every path that a mapping reads, for readers that can skip the rest. */
export function mappingPaths(mapping: Mapping): string[] {
	const paths: string[] = [];
	const visit = (value: unknown, key: string): void => {
		if (key === 'tests') paths.push(...testColumns(mapping));
		else if (typeof value === 'string' && !['shape', 'from', 'name', 'teacher'].includes(key)) {
			paths.push(value);
		} else if (typeof value === 'object' && value !== null) {
			for (const [name, item] of Object.entries(value)) visit(item, name);
		}
	};
	visit(mapping, '');
	return paths;
}

function testColumns({ tests }: Mapping): readonly string[] {
	return tests === undefined
		? []
		: [...CODE_SHAPES[tests].questions, ...CODE_SHAPES[tests].columns];
}

function compileOptional(path: string | null): Read {
	return path === null ? nothing : compilePath(path);
}

/** The question, or the reason why the row has none. */
function compileQuestion(mapping: Mapping): (row: unknown) => MappedQuestion | string {
	const path = questionPath(mapping);
	const read = compilePath(path);
	const readContext = compileOptional(mapping.context);
	const readGold = compileOptional(mapping.gold);
	const readDomain = compileOptional(mapping.domain);
	const readAnswerType = compileOptional(mapping.answerType);
	return (row) => {
		const value = read(row);
		const turns = asChatTurns(value);
		const text = turns === null ? value : lastExchange(turns).question;
		if (value === undefined || value === null) return `no question: “${path}” is missing`;
		if (turns !== null && text === null) return `no question: “${path}” has no user turn with text`;
		if (typeof text !== 'string') return `no question: “${path}” is not text`;
		if (text.trim() === '') return `no question: “${path}” is empty`;
		const context = (asText(readContext(row)) ?? '').trim();
		const asked = context === '' ? text.trim() : `${text.trim()}\n\n${context}`;
		const given = asLabel(readAnswerType(row)) || 'auto';
		const {
			text: whole,
			gold,
			answerType
		} = mapping.tests === undefined
			? { text: asked, ...referenceOf(readGold(row), given) }
			: { ...readCodeRow(mapping.tests, row, asked), answerType: CODE_ANSWER_TYPE };
		if (whole.length > MAX_TEXT_CHARS) return `no question: “${path}” is ${TOO_LONG}`;
		if ((gold ?? '').length > MAX_TEXT_CHARS) {
			return `no question: its reference answer is ${TOO_LONG}`;
		}
		return {
			text: whole,
			gold,
			domain: asLabel(readDomain(row)),
			answerType
		};
	};
}

/** Tests are brought into one text, whether the file has them as text or as they are. */
function referenceOf(
	value: unknown,
	answerType: string
): { readonly gold: string | null; readonly answerType: string } {
	if (answerType !== CODE_ANSWER_TYPE) return { gold: asGold(value), answerType };
	const written = isRecord(value) ? JSON.stringify(value) : asGold(value);
	const tests = parseTests(written);
	return { gold: tests === null ? written : serialiseTests(tests), answerType };
}

function questionPath(mapping: Mapping): string {
	switch (mapping.shape) {
		case 'messages':
			return mapping.messages;
		case 'conversations':
			return mapping.conversations;
		default:
			return mapping.question;
	}
}
