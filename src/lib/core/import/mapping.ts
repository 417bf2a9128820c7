import * as v from 'valibot';
import { CODE_SHAPE_NAMES } from '../code/code-shapes.ts';

/**
 * How the rows of a file become questions and trajectories. Guessed (guess-mapping.ts), shown, and
 * correctable by hand. A field is named by its path: `question`, `usage.completion_tokens`,
 * `messages`. An empty path is never valid; "absent" is null.
 */

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const optional = v.nullable(path);

/** Where a teacher's name comes from: a field of the row, or one name for the whole file. */
const TeacherSchema = v.variant('from', [
	v.strictObject({ from: v.literal('field'), path }),
	v.strictObject({
		from: v.literal('constant'),
		name: v.pipe(v.string(), v.minLength(1), v.maxLength(500))
	})
]);

/** One model's answer inside a row that holds several. */
const ModelColumnSchema = v.strictObject({
	teacher: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
	/** Path of the response: a string, or an array of strings (several samples). */
	response: path,
	reasoning: optional,
	/** Path of a boolean verdict that came with the file. */
	correct: optional
});

const QuestionFieldsSchema = {
	/** A second part of the question, put below it: Alpaca's `input`. */
	context: optional,
	gold: optional,
	domain: optional,
	answerType: optional,
	/** The data set whose way of writing tests the rows follow; they make the gold then. */
	tests: v.optional(v.picklist(CODE_SHAPE_NAMES))
};

const ResponseFieldsSchema = {
	teacher: TeacherSchema,
	/** A separate reasoning field, e.g. `reasoning_content`; within messages it is found by itself. */
	reasoning: optional,
	correct: optional,
	finishReason: optional,
	tokens: optional,
	sampleIndex: optional
};

export const MappingSchema = v.variant('shape', [
	/** Questions only: nothing was answered yet. */
	v.strictObject({ shape: v.literal('questions'), question: path, ...QuestionFieldsSchema }),
	/** A question and a response in two fields; the response may be an array (several samples). */
	v.strictObject({
		shape: v.literal('prompt-response'),
		question: path,
		response: path,
		...QuestionFieldsSchema,
		...ResponseFieldsSchema
	}),
	/** OpenAI / TRL `messages`: [{role, content, reasoning_content?}]. The last user turn is the question. */
	v.strictObject({
		shape: v.literal('messages'),
		messages: path,
		...QuestionFieldsSchema,
		...ResponseFieldsSchema
	}),
	/** ShareGPT `conversations`: [{from: 'human' | 'gpt', value}]. */
	v.strictObject({
		shape: v.literal('conversations'),
		conversations: path,
		...QuestionFieldsSchema,
		...ResponseFieldsSchema
	}),
	/** One question and several models in one row, as in the GSM8K sample. */
	v.strictObject({
		shape: v.literal('models-in-row'),
		question: path,
		models: v.pipe(v.array(ModelColumnSchema), v.minLength(1), v.maxLength(200)),
		...QuestionFieldsSchema
	})
]);

export type Mapping = v.InferOutput<typeof MappingSchema>;
export type MappingShape = Mapping['shape'];
export type TeacherSource = v.InferOutput<typeof TeacherSchema>;
export type ModelColumn = v.InferOutput<typeof ModelColumnSchema>;

export type FileFormat = 'jsonl' | 'json' | 'csv' | 'parquet';
