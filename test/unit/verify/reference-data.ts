import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { detectReasoningStyle, splitReasoning } from '../../../src/lib/core/model/reasoning.ts';
import type { VerifyInput } from '../../../src/lib/core/verify/verifier.ts';

/** One response with the verdict that came with the data. */
export interface JudgedResponse {
	/** 0-based number of the question, or its id. */
	readonly question: string;
	readonly teacher: string;
	readonly isCorrect: boolean;
	readonly input: VerifyInput;
}

const root = new URL('../../../', import.meta.url);
const GSM8K = 'static/samples/gsm8k/example_model_solutions.jsonl';
const AIME = 'test/fixtures/aime24-long-cot/trajectories.jsonl.gz';

function rowsOf(path: string): Record<string, unknown>[] {
	const bytes = readFileSync(new URL(path, root));
	const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
	return text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The 1,319 questions of the GSM8K sample. */
export function gsm8kQuestions(): string[] {
	return rowsOf(GSM8K).map((row) => String(row['question']));
}

/** GSM8K: 1,319 questions, four models each; the gold answer follows 'A:'. */
export function gsm8kSample(): JudgedResponse[] {
	return rowsOf(GSM8K).flatMap((row, index) =>
		Object.entries(row).flatMap(([teacher, value]) => {
			if (typeof value !== 'object' || value === null) return [];
			const { solution, is_correct: isCorrect } = value as {
				solution: string;
				is_correct: boolean;
			};
			const input = {
				gold: String(row['ground_truth']),
				response: solution,
				answerType: 'auto'
			};
			return [{ question: String(index), teacher, isCorrect, input }];
		})
	);
}

const SOLUTION_END = '<|end_of_solution|>';

/** The whole responses to AIME 2024, reasoning and answer: 330 texts, 17 MB. */
export function aimeResponses(): string[] {
	return rowsOf(AIME).map((row) => String(row['response']));
}

/** AIME 2024: 30 questions, eleven checkpoints; a response without its closing mark was cut off. */
export function aimeSample(): JudgedResponse[] {
	return rowsOf(AIME).map((row) => {
		const response = String(row['response']);
		const style = detectReasoningStyle(response, null);
		const { answer } = splitReasoning({ response, reasoning: null, style });
		return {
			question: String(row['question_id']),
			teacher: String(row['teacher']),
			isCorrect: row['reference_correct'] === true,
			input: {
				gold: String(row['answer']),
				response: answer === '' ? response : answer,
				answerType: 'auto',
				truncated: !response.trimEnd().endsWith(SOLUTION_END)
			}
		};
	});
}
