import { guessCodeShape, REFERENCE_COLUMNS, type CodeShape } from '../code/code-shapes.ts';
import { describeMapping } from './describe-mapping.ts';
import { isRecord } from './field-path.ts';
import {
	AMBIGUOUS_NAMES,
	ANSWER_TYPE_NAMES,
	CORRECT_NAMES,
	DOMAIN_NAMES,
	FINISH_NAMES,
	GOLD_NAMES,
	QUESTION_NAMES,
	REASONING_NAMES,
	RESPONSE_NAMES,
	SAMPLE_NAMES,
	TEACHER_NAMES,
	TOKEN_NAMES
} from './field-names.ts';
import { fieldStats, type FieldStats } from './field-stats.ts';
import { guessModels } from './guess-models.ts';
import type { Mapping, TeacherSource } from './mapping.ts';

export interface MappingGuess {
	/** Null where no field looks like a question. */
	readonly mapping: Mapping | null;
	/** What was found, or what is missing, in a sentence. */
	readonly note: string;
}

/** A text longer than this on average is a worked solution of a model rather than a reference. */
const LONG_ANSWER_CHARS = 1_500;
/** Shorter 'reasoning' is a flag such as 'on' or 'high'. */
const MIN_REASONING_CHARS = 30;
/** A field must be filled this often to carry questions or responses. */
const MIN_SHARE = 0.5;

/** Guesses from the first rows of a file. `fileName` names the teacher where no field does. */
export function guessMapping(rows: readonly unknown[], fileName: string): MappingGuess {
	const objects = rows.filter(isRecord);
	if (objects.length === 0) {
		return { mapping: null, note: 'The sample holds no row that could be read.' };
	}
	const fields = fieldStats(objects);
	const code = guessCodeShape(objects);
	const mapping =
		code === null
			? new Guess(fields, fileName).mapping()
			: codeMapping(fields, fileName, code.shape, code.question);
	if (mapping === null) {
		return { mapping, note: 'No field looks like a question. Choose the fields by hand.' };
	}
	const chat = mapping.shape === 'messages' || mapping.shape === 'conversations';
	const severalTurns = chat && fields.some((field) => field.hasSeveralUserTurns);
	const warning = severalTurns
		? ' Some conversations have several user turns: the last one is taken, what came before it is left out.'
		: '';
	return { mapping, note: describeMapping(mapping) + warning };
}

/** Rows with tests: the question is known, and solutions that come with them are nobody's answers. */
function codeMapping(
	fields: readonly FieldStats[],
	fileName: string,
	tests: CodeShape,
	question: string
): Mapping | null {
	const others = fields.filter(({ path }) => !REFERENCE_COLUMNS.includes(path));
	const mapping = new Guess(others, fileName, question).mapping();
	return mapping && { ...mapping, gold: null, answerType: null, tests };
}

class Guess {
	readonly #fields: readonly FieldStats[];
	readonly #fileName: string;
	readonly #question: FieldStats | null;
	readonly #reasoning: FieldStats | null;
	readonly #teacher: FieldStats | null;

	constructor(fields: readonly FieldStats[], fileName: string, question = '') {
		this.#fields = fields;
		this.#fileName = fileName;
		this.#question =
			fields.find(({ path }) => path === question) ??
			this.#pick(QUESTION_NAMES, (f) => f.share >= MIN_SHARE && isQuestion(f)) ??
			fields.find((f) => f.share >= MIN_SHARE && isChat(f) && !f.hasAssistant) ??
			null;
		this.#reasoning = this.#pick(
			REASONING_NAMES,
			(f) => (f.kind === 'text' || f.kind === 'text-list') && f.meanChars >= MIN_REASONING_CHARS
		);
		this.#teacher = this.#pick(
			TEACHER_NAMES,
			(f) =>
				(f.kind === 'text' || f.kind === 'text-list') && f.share >= MIN_SHARE && f.meanChars <= 500
		);
	}

	mapping(): Mapping | null {
		return this.#modelsInRow() ?? this.#promptResponse() ?? this.#chat() ?? this.#questionsOnly();
	}

	#modelsInRow(): Mapping | null {
		const models = guessModels(this.#fields);
		const inChosen = this.#fields.find((field) => field.path === 'chosen' && isChat(field));
		const question = this.#question ?? inChosen;
		if (models.length < 2 || question === undefined) return null;
		const used = models.map((model) => model.response);
		return {
			shape: 'models-in-row',
			question: question.path,
			models,
			...this.#questionFields([question.path, ...used])
		};
	}

	#promptResponse(): Mapping | null {
		const question = this.#question;
		const response = this.#response();
		if (question === null || response === null) return null;
		return {
			shape: 'prompt-response',
			question: question.path,
			response: response.path,
			...this.#questionFields([question.path, response.path]),
			...this.#responseFields()
		};
	}

	#response(): FieldStats | null {
		const isResponse = (f: FieldStats) =>
			f.share >= MIN_SHARE &&
			f.path !== this.#question?.path &&
			(f.kind === 'text' || f.kind === 'text-list' || (isChat(f) && f.hasAssistant));
		const list = this.#pick(RESPONSE_NAMES, (f) => isResponse(f) && f.kind === 'text-list');
		const certain = list ?? this.#pick(RESPONSE_NAMES, isResponse);
		if (certain !== null) return certain;
		if (this.#fields.some((f) => isChat(f) && f.hasAssistant)) return null;
		const byAModel = this.#teacher !== null || this.#reasoning !== null;
		return this.#pick(
			AMBIGUOUS_NAMES,
			(f) => isResponse(f) && (byAModel || f.hasMarks || f.meanChars >= LONG_ANSWER_CHARS)
		);
	}

	#chat(): Mapping | null {
		const chat = this.#fields.find((f) => isChat(f) && f.hasAssistant && f.share >= MIN_SHARE);
		if (chat === undefined) return null;
		const fields = { ...this.#questionFields([chat.path]), ...this.#responseFields() };
		return chat.kind === 'messages'
			? { shape: 'messages', messages: chat.path, ...fields }
			: { shape: 'conversations', conversations: chat.path, ...fields };
	}

	#questionsOnly(): Mapping | null {
		const question = this.#question;
		if (question === null) return null;
		return {
			shape: 'questions',
			question: question.path,
			...this.#questionFields([question.path])
		};
	}

	#questionFields(used: readonly string[]) {
		const path = (names: readonly string[], fits: (f: FieldStats) => boolean): string | null =>
			this.#pick(names, (f) => !used.includes(f.path) && fits(f))?.path ?? null;
		const hasInstruction =
			this.#question?.name === 'instruction' && used.includes(this.#question.path);
		return {
			context: hasInstruction ? path(['input'], (f) => f.kind === 'text') : null,
			gold: path(GOLD_NAMES, isGold),
			domain: path(DOMAIN_NAMES, (f) => f.kind === 'text' && f.meanChars <= 100),
			answerType: path(ANSWER_TYPE_NAMES, (f) => f.kind === 'text' && f.meanChars <= 50)
		};
	}

	#responseFields() {
		const path = (names: readonly string[], fits: (f: FieldStats) => boolean): string | null =>
			this.#pick(names, fits)?.path ?? null;
		return {
			teacher: this.#teacherSource(),
			reasoning: this.#reasoning?.path ?? null,
			correct: path(CORRECT_NAMES, (f) => f.isBoolean),
			finishReason: path(FINISH_NAMES, (f) => f.kind === 'text' || f.kind === 'text-list'),
			tokens: path(TOKEN_NAMES, (f) => f.isCount),
			sampleIndex: path(SAMPLE_NAMES, (f) => f.isCount)
		};
	}

	#teacherSource(): TeacherSource {
		if (this.#teacher !== null) return { from: 'field', path: this.#teacher.path };
		return { from: 'constant', name: teacherFromFileName(this.#fileName) };
	}

	/** The first name that fits; of several fields with that name the one nearest to the top. */
	#pick(names: readonly string[], fits: (field: FieldStats) => boolean): FieldStats | null {
		for (const name of names) {
			const found = this.#fields.filter((field) => field.name === name && fits(field));
			if (found.length > 0) {
				return found.reduce((best, field) => (field.keys.length < best.keys.length ? field : best));
			}
		}
		return null;
	}
}

function isChat(field: FieldStats): boolean {
	return field.kind === 'messages' || field.kind === 'conversations';
}

function isQuestion(field: FieldStats): boolean {
	return field.kind === 'text' || (isChat(field) && !field.hasAssistant);
}

function isGold(field: FieldStats): boolean {
	return field.kind === 'text' || field.kind === 'other' || field.kind === 'text-list';
}

const EXTENSIONS = [
	'.gz',
	'.jsonl',
	'.ndjson',
	'.json',
	'.csv',
	'.tsv',
	'.tab',
	'.txt',
	'.parquet'
];

/** 'runs/qwen3-8b.jsonl.gz' → 'qwen3-8b'. */
export function teacherFromFileName(fileName: string): string {
	let name = fileName.split(/[/\\]/u).at(-1) ?? '';
	for (const extension of EXTENSIONS) {
		if (name.toLowerCase().endsWith(extension)) name = name.slice(0, -extension.length);
	}
	return name.trim().slice(0, 500) || 'unnamed teacher';
}
