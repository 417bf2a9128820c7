/**
 * What data sets call the same thing, most telling first. Names are compared in lower snake case
 * (`normaliseName`), so `isCorrect`, `is-correct` and `is_correct` are one.
 */
export const QUESTION_NAMES = [
	'question',
	'problem',
	'prompt',
	'instruction',
	'query',
	'question_text',
	'problem_statement',
	'problem_text',
	'user_prompt',
	'original_question',
	'user',
	'input',
	'task'
] as const;

/** Names that only ever hold what a model wrote. */
export const RESPONSE_NAMES = [
	'response',
	'responses',
	'completion',
	'completions',
	'generation',
	'generations',
	'output',
	'outputs',
	'model_response',
	'model_responses',
	'model_output',
	'model_outputs',
	'model_answer',
	'model_completion',
	'generated_solution',
	'generated_text',
	'generated_answer',
	'generated_response',
	'assistant',
	'assistant_response',
	'attempt',
	'attempts',
	'prediction',
	'predictions',
	'samples',
	'trajectory',
	'trajectories',
	'rollouts',
	'solutions',
	'candidates'
] as const;

/** Names that hold a model's text in some files and the reference in others; their content decides. */
export const AMBIGUOUS_NAMES = ['solution', 'answer', 'content', 'text'] as const;

export const GOLD_NAMES = [
	'ground_truth',
	'gold',
	'gold_answer',
	'golden_answer',
	'reference_answer',
	'expected_answer',
	'correct_answer',
	'final_answer',
	'answer',
	'answer_key',
	'reference',
	'reference_solution',
	'gold_solution',
	'expected',
	'target',
	'label',
	'solution'
] as const;

export const REASONING_NAMES = [
	'reasoning_content',
	'reasoning',
	'thinking',
	'thinking_trajectory',
	'thinking_trajectories',
	'reasoning_trace',
	'reasoning_text',
	'thought',
	'thoughts',
	'think',
	'chain_of_thought',
	'cot',
	'rationale'
] as const;

export const TEACHER_NAMES = [
	'teacher',
	'teacher_model',
	'model',
	'model_name',
	'model_id',
	'generation_model',
	'generation_models',
	'model_names',
	'generator',
	'generator_model',
	'source_model',
	'llm',
	'engine'
] as const;

export const CORRECT_NAMES = [
	'is_correct',
	'correct',
	'reference_correct',
	'correctness',
	'correctness_math_verify',
	'is_right',
	'passed',
	'verified',
	'correctness_llama',
	'grade'
] as const;

export const FINISH_NAMES = ['finish_reason', 'finish_reasons', 'stop_reason'] as const;

export const TOKEN_NAMES = [
	'completion_tokens',
	'output_tokens',
	'response_tokens',
	'generated_tokens',
	'num_generated_tokens',
	'num_output_tokens',
	'num_tokens',
	'n_tokens',
	'token_count',
	'tokens'
] as const;

export const SAMPLE_NAMES = [
	'sample_index',
	'sample_idx',
	'sample_id',
	'sample',
	'rollout',
	'rollout_index',
	'rollout_id',
	'generation_index',
	'completion_index',
	'trial'
] as const;

export const DOMAIN_NAMES = [
	'domain',
	'subject',
	'category',
	'topic',
	'task_category',
	'problem_type',
	'subset',
	'ability',
	'type',
	'data_source',
	'source'
] as const;

export const ANSWER_TYPE_NAMES = ['answer_type'] as const;

/** `isCorrect`, `Is-Correct` and `is correct` all become `is_correct`. */
export function normaliseName(name: string): string {
	let result = '';
	for (const char of name) {
		const isUpper = char >= 'A' && char <= 'Z';
		const previous = result.at(-1);
		const startsWord = isUpper && previous !== undefined && /[a-z0-9]/u.test(previous);
		result += (startsWord ? '_' : '') + (/[\s.-]/u.test(char) ? '_' : char.toLowerCase());
	}
	return result;
}
