import * as v from 'valibot';
import { parseJsonWithin } from '../model/json-within.ts';

/**
 * The tests of a code question. They stand in the question's reference (`questions.gold`, `answer_type`
 * 'code') as JSON text of this shape, written by `serialiseTests`. A file of somebody else may hold anything,
 * so it is read by schema and within limits.
 */

/** What a question may hold, in characters, as every text of a question (core/import/source-record.ts). */
export const MAX_TESTS_CHARS = 600_000;
export const MAX_CASES = 500;
export const DEFAULT_TIME_LIMIT_MS = 5_000;
const LEAST_TIME_LIMIT_MS = 100;
const LARGEST_TIME_LIMIT_MS = 30_000;
export const DEFAULT_MEMORY_LIMIT_MB = 256;
const LEAST_MEMORY_LIMIT_MB = 16;
const LARGEST_MEMORY_LIMIT_MB = 1_024;

/** A program reads `input` and must write `output` (compare-output.ts). */
const StdioCase = v.strictObject({ input: v.string(), output: v.string() });
/** JSON texts, so that no number is rounded: the list of arguments, and the result (compare-results.ts). */
const FunctionCase = v.strictObject({ args: v.string(), expected: v.string() });
/** Statements that run after the answer, where it ran; passed where they come to their end. */
const ScriptCase = v.strictObject({ code: v.string() });

const casesOf = <T extends v.GenericSchema>(one: T) =>
	v.pipe(v.array(one), v.minLength(1), v.maxLength(MAX_CASES));
const limit = (least: number, largest: number, usual: number) =>
	v.optional(v.pipe(v.number(), v.minValue(least), v.maxValue(largest)), usual);

const COMMON = {
	version: v.literal(1),
	language: v.picklist(['python', 'javascript']),
	/** How many cases; only for whoever reads the first words of the text. */
	tests: v.optional(v.number()),
	/** Runs before the answer: imports and helpers that the question shows. */
	preamble: v.optional(v.string(), ''),
	timeLimitMs: limit(LEAST_TIME_LIMIT_MS, LARGEST_TIME_LIMIT_MS, DEFAULT_TIME_LIMIT_MS),
	memoryLimitMb: limit(LEAST_MEMORY_LIMIT_MB, LARGEST_MEMORY_LIMIT_MB, DEFAULT_MEMORY_LIMIT_MB)
};
const entryPoint = v.pipe(v.string(), v.regex(/^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)?$/));

const TestsSchema = v.variant('kind', [
	v.strictObject({ ...COMMON, kind: v.literal('stdio'), cases: casesOf(StdioCase) }),
	/** `entryPoint` may be a method: `Solution.twoSum` is called on `Solution()`. */
	v.strictObject({
		...COMMON,
		kind: v.literal('function'),
		entryPoint,
		cases: casesOf(FunctionCase)
	}),
	/** `entryPoint` is what the statements find under the name `candidate`. */
	v.strictObject({
		...COMMON,
		kind: v.literal('script'),
		entryPoint: v.optional(entryPoint),
		/** Runs after the answer and before each case. */
		setup: v.optional(v.string(), ''),
		cases: casesOf(ScriptCase)
	})
]);

export type CodeTests = v.InferOutput<typeof TestsSchema>;
export type CodeTestsInput = v.InferInput<typeof TestsSchema>;
export type CodeCase = CodeTests['cases'][number];

/** Null where the text is none of ours, with limits that are not ours, or too large. */
export function parseTests(gold: string | null): CodeTests | null {
	if (gold === null) return null;
	try {
		const result = v.safeParse(TestsSchema, parseJsonWithin(gold, MAX_TESTS_CHARS));
		return result.success ? result.output : null;
	} catch {
		return null;
	}
}

/**
 * One text for the same tests, with what lists show at its beginning: of a long text a list has only that.
 * Null where they are more than a question can hold, or not valid.
 */
export function serialiseTests(tests: CodeTestsInput): string | null {
	const result = v.safeParse(TestsSchema, tests);
	if (!result.success) return null;
	const { version, language, kind, cases, ...rest } = result.output;
	const text = JSON.stringify(
		{ version, language, kind, ...rest, tests: cases.length, cases },
		ORDER
	);
	return text.length > MAX_TESTS_CHARS ? null : text;
}

/** Keys in this order. */
const ORDER = [
	'version',
	'language',
	'kind',
	'tests',
	'entryPoint',
	'timeLimitMs',
	'memoryLimitMb',
	'preamble',
	'setup',
	'cases',
	'input',
	'output',
	'args',
	'expected',
	'code'
];
