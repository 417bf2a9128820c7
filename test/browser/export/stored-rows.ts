import type { Row } from '../../../src/lib/core/model/tables.ts';

/** A correct response of 16,000 characters that passes the recipe, by its id alone. */

export const storedTrajectory = (id: string): Row<'trajectories'> => ({
	id,
	question_id: `q-${id}`,
	teacher_id: 't',
	sample_index: 0,
	response: `<think>${id} ${'thought '.repeat(2_000)}</think>The answer is ${id}`,
	reasoning: null,
	reasoning_style: 'think',
	finish_reason: 'stop',
	reported_tokens: null,
	import_id: 'i',
	line: 1
});

export const storedAnalysis = (id: string): Row<'analyses'> => ({
	trajectory_id: id,
	version: 1,
	chars: 16_000,
	words: 2_000,
	tokens: 4_000,
	tokens_estimated: true,
	reasoning_chars: 16_000,
	answer_chars: 20,
	format: 'thinking',
	repetition_share: 0,
	compression_ratio: 2,
	longest_repeat_chars: 0,
	check_rate: 0,
	perhaps_rate: 0,
	wait_rate: 0,
	therefore_rate: 0,
	foreign_script_share: 0
});

export const storedVerdict = (id: string): Row<'verdicts'> => ({
	trajectory_id: id,
	grader: 'rule',
	grader_version: 1,
	verdict: 'correct',
	extracted: id,
	expected: id,
	reason: 'same text'
});
