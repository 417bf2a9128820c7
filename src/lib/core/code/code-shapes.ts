import { isRecord } from '../import/field-path.ts';
import { asText } from '../import/field-values.ts';
import { MAX_CASES, serialiseTests, type CodeTestsInput } from './code-tests.ts';
import { isJsonText } from './compare-results.ts';

/**
 * The ways in which known data sets write a question with tests. Each is read from the columns of a row by
 * their names; a row whose tests cannot be used becomes a question without tests.
 */

type Row = Readonly<Record<string, unknown>>;

interface CodeShapeRules {
	/** As people know it. */
	readonly name: string;
	/** Columns that it reads, the question's text first among those that may hold it. */
	readonly questions: readonly string[];
	readonly columns: readonly string[];
	/** Whether a row is of this shape. */
	readonly fits: (row: Row) => boolean;
	/** What a model is asked, made of the text and of what stands beside it. */
	readonly question: (row: Row, text: string) => string;
	readonly tests: (row: Row) => CodeTestsInput | null;
}

const PYTHON = { version: 1, language: 'python' } as const;
/** Limits of a judge are for compiled code on its machine; Python runs here inside of WebAssembly. */
const SLOWER = 4;

export const CODE_SHAPES = {
	'human-eval': {
		name: 'HumanEval',
		questions: ['prompt'],
		columns: ['test', 'entry_point'],
		fits: (row) => areTexts(row, 'prompt', 'test', 'entry_point'),
		question: (_, text) => text,
		tests: (row) => ({
			...PYTHON,
			kind: 'script',
			entryPoint: textOf(row, 'entry_point'),
			preamble: textOf(row, 'prompt'),
			setup: textOf(row, 'test'),
			cases: [{ code: 'check(candidate)' }]
		})
	},
	mbpp: {
		name: 'MBPP',
		questions: ['text', 'prompt'],
		columns: ['test_list', 'test_setup_code', 'test_imports'],
		fits: (row) => textsOf(row['test_list']).length > 0,
		// Nobody can guess the function's name: MBPP shows the tests to the model.
		question: (row, text) =>
			`${text}\n\nYour code should pass these tests:\n\n${textsOf(row['test_list']).join('\n')}`,
		tests: (row) => ({
			...PYTHON,
			kind: 'script',
			setup: [...textsOf(row['test_imports']), textOf(row, 'test_setup_code')].join('\n').trim(),
			cases: textsOf(row['test_list']).map((code) => ({ code }))
		})
	},
	livecodebench: {
		name: 'LiveCodeBench',
		questions: ['question_content'],
		columns: ['public_test_cases', 'private_test_cases', 'starter_code', 'metadata'],
		fits: (row) => areTexts(row, 'question_content') && row['public_test_cases'] !== undefined,
		question: withStarter,
		tests: liveCodeBenchTests
	},
	'input-output': {
		name: 'Inputs and outputs (APPS, TACO)',
		questions: ['question', 'problem', 'description', 'prompt'],
		columns: ['input_output', 'starter_code'],
		fits: (row) => isRecord(jsonOf(row['input_output'])),
		question: withStarter,
		tests: inputOutputTests
	},
	codeforces: {
		name: 'Codeforces',
		questions: ['description', 'problem', 'question', 'prompt'],
		columns: [
			'examples',
			'official_tests',
			'input_format',
			'output_format',
			'note',
			'time_limit',
			'generated_checker'
		],
		fits: (row) => [...pairsOf(row['official_tests']), ...pairsOf(row['examples'])].length > 0,
		question: codeforcesQuestion,
		tests: codeforcesTests
	}
} as const satisfies Record<string, CodeShapeRules>;

export type CodeShape = keyof typeof CODE_SHAPES;
export const CODE_SHAPE_NAMES = Object.keys(CODE_SHAPES) as CodeShape[];

/** Columns that hold solutions of people, or what else is no answer of a model, in one of these shapes. */
export const REFERENCE_COLUMNS: readonly string[] = [
	'canonical_solution',
	'code',
	'solution',
	'solutions',
	'editorial'
];

/** The shape that most rows have, and the column of its question; null where they have none. */
export function guessCodeShape(
	rows: readonly Row[]
): { readonly shape: CodeShape; readonly question: string } | null {
	for (const shape of CODE_SHAPE_NAMES) {
		const { questions, fits } = CODE_SHAPES[shape];
		const question = questions.find((name) => rows.some((row) => textOf(row, name) !== ''));
		const fitting = rows.filter(fits).length;
		if (question !== undefined && fitting * 2 > rows.length) return { shape, question };
	}
	return null;
}

/** What a row of this shape asks, and its tests as text; null where they cannot be used. */
export function readCodeRow(
	shape: CodeShape,
	row: unknown,
	text: string
): { readonly text: string; readonly gold: string | null } {
	const known: Row = isRecord(row) ? row : {};
	const { question, tests } = CODE_SHAPES[shape];
	const found = tests(known);
	return {
		text: question(known, text).trim(),
		gold: found === null ? null : serialiseTests(found)
	};
}

function withStarter(row: Row, text: string): string {
	const starter = textOf(row, 'starter_code').trimEnd();
	return starter === '' ? text : `${text}\n\n\`\`\`python\n${starter}\n\`\`\``;
}

function liveCodeBenchTests(row: Row): CodeTestsInput | null {
	const cases = ['public_test_cases', 'private_test_cases'].flatMap((name) => {
		const found = jsonOf(row[name]);
		return Array.isArray(found) ? found.filter(isRecord) : [];
	});
	const metadata = jsonOf(row['metadata']);
	const name = isRecord(metadata) ? asText(metadata['func_name']) : null;
	if (name === null) return stdio(cases);
	return functionTests(
		entryOf(row, name),
		cases.map((one) => [
			`[${textOf(one, 'input')
				.split('\n')
				.filter((line) => line.trim() !== '')
				.join(', ')}]`,
			textOf(one, 'output')
		])
	);
}

function inputOutputTests(row: Row): CodeTestsInput | null {
	const found = jsonOf(row['input_output']);
	if (!isRecord(found)) return null;
	const { inputs, outputs } = found;
	if (!Array.isArray(inputs) || !Array.isArray(outputs) || inputs.length !== outputs.length)
		return null;
	const name = asText(found['fn_name']);
	if (name === null) {
		return stdio(inputs.map((input, i) => ({ input: lines(input), output: lines(outputs[i]) })));
	}
	// APPS puts each result into a list of one; TACO does not always.
	const wrapped = outputs.every((output) => Array.isArray(output) && output.length === 1);
	return functionTests(
		entryOf(row, name),
		inputs.map((args: unknown, i) => {
			const output: unknown = outputs[i];
			return [
				JSON.stringify(args),
				JSON.stringify(wrapped ? (output as readonly unknown[])[0] : output)
			];
		})
	);
}

function codeforcesTests(row: Row): CodeTestsInput | null {
	// Several outputs are right, and only a program can tell.
	if (textOf(row, 'generated_checker') !== '') return null;
	const official = pairsOf(row['official_tests']);
	const tests = stdio(official.length > 0 ? official : pairsOf(row['examples']));
	const seconds = Number(row['time_limit']);
	if (tests === null || !(seconds > 0)) return tests;
	return { ...tests, timeLimitMs: Math.min(Math.max(seconds * 1_000 * SLOWER, 1_000), 30_000) };
}

function codeforcesQuestion(row: Row, text: string): string {
	const examples = pairsOf(row['examples']).map(
		({ input, output }) => `Input:\n${lines(input).trimEnd()}\nOutput:\n${lines(output).trimEnd()}`
	);
	const part = (title: string, body: string): string => (body === '' ? '' : `${title}\n${body}`);
	return [
		text,
		part('Input', textOf(row, 'input_format')),
		part('Output', textOf(row, 'output_format')),
		part('Examples', examples.join('\n\n')),
		part('Note', textOf(row, 'note'))
	]
		.filter((one) => one !== '')
		.join('\n\n');
}

function stdio(cases: readonly Row[]): CodeTestsInput | null {
	if (cases.length === 0) return null;
	return {
		...PYTHON,
		kind: 'stdio',
		cases: cases
			.slice(0, MAX_CASES)
			.map(({ input, output }) => ({ input: lines(input), output: lines(output) }))
	};
}

function functionTests(
	entryPoint: string,
	pairs: readonly (readonly [string, string])[]
): CodeTestsInput | null {
	const cases = pairs
		.slice(0, MAX_CASES)
		.map(([args, expected]) => ({ args, expected: expected.trim() }));
	const sound = cases.every(({ args, expected }) => isJsonText(args) && isJsonText(expected));
	return cases.length > 0 && sound ? { ...PYTHON, kind: 'function', entryPoint, cases } : null;
}

function entryOf(row: Row, name: string): string {
	return textOf(row, 'starter_code').includes('class Solution') ? `Solution.${name}` : name;
}

function textOf(row: Row, name: string): string {
	return Object.hasOwn(row, name) ? (asText(row[name]) ?? '') : '';
}

function areTexts(row: Row, ...names: readonly string[]): boolean {
	return names.every((name) => textOf(row, name).trim() !== '');
}

function textsOf(value: unknown): string[] {
	const list = jsonOf(value);
	return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** Lines of an input are a text in most files and a list of texts in some. */
function lines(value: unknown): string {
	return Array.isArray(value)
		? value.map((line) => asText(line) ?? '').join('\n')
		: (asText(value) ?? '');
}

function pairsOf(value: unknown): Row[] {
	const list = jsonOf(value);
	if (!Array.isArray(list)) return [];
	return list.filter(isRecord).filter((one) => 'input' in one && 'output' in one);
}

/** What a column holds: as it is, or as JSON text. */
function jsonOf(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
