import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitReasoning } from '../../../src/lib/core/model/reasoning.ts';
import { importFile } from './import-file.ts';
import { memorySource } from './memory-source.ts';

function realFile(path: string) {
	const bytes = new Uint8Array(readFileSync(new URL(`../../../${path}`, import.meta.url)));
	return memorySource(path.split('/').at(-1)!, bytes);
}

describe('the GSM8K sample', () => {
	it('gives 1,319 questions and 5,276 trajectories of four models', async () => {
		const { mapping, batch, collector } = await importFile(
			realFile('static/samples/gsm8k/example_model_solutions.jsonl')
		);
		expect(mapping).toMatchObject({
			shape: 'models-in-row',
			question: 'question',
			gold: 'ground_truth'
		});
		expect(batch.questions).toHaveLength(1_319);
		expect(batch.trajectories).toHaveLength(5_276);
		expect(batch.verdicts).toHaveLength(5_276);
		expect(batch.rejects).toEqual([]);
		expect(collector.rowsRead).toBe(1_319);
		expect(batch.teachers.map((teacher) => teacher.name).sort()).toEqual([
			'175b_finetuning',
			'175b_verification',
			'6b_finetuning',
			'6b_verification'
		]);
		expect(new Set(batch.trajectories.map((row) => row.id)).size).toBe(5_276);
		expect(batch.questions.every((question) => question.gold?.includes('A: '))).toBe(true);
	});

	it('gives the same ids for the questions of both files', async () => {
		const solved = await importFile(realFile('static/samples/gsm8k/example_model_solutions.jsonl'));
		const questions = await importFile(realFile('static/samples/gsm8k/test.jsonl'));
		expect(questions.mapping).toMatchObject({
			shape: 'questions',
			question: 'question',
			gold: 'answer'
		});
		expect(questions.batch.trajectories).toEqual([]);
		const ids = new Set(questions.batch.questions.map((row) => row.id));
		expect(ids.size).toBe(1_319);
		const shared = solved.batch.questions.filter((row) => ids.has(row.id));
		expect(shared.length).toBeGreaterThan(1_300);
	});
});

describe('the AIME long chains of thought', () => {
	it('gives 30 questions by eleven checkpoints, marks and truncations recognised', async () => {
		const { mapping, batch } = await importFile(
			realFile('test/fixtures/aime24-long-cot/trajectories.jsonl.gz')
		);
		expect(mapping).toMatchObject({
			shape: 'prompt-response',
			question: 'question',
			response: 'response',
			gold: 'answer',
			teacher: { from: 'field', path: 'teacher' },
			correct: 'reference_correct'
		});
		expect(batch.questions).toHaveLength(30);
		expect(batch.teachers).toHaveLength(11);
		expect(batch.trajectories).toHaveLength(330);
		expect(batch.verdicts).toHaveLength(330);
		expect(batch.rejects).toEqual([]);
		expect(batch.trajectories.every((row) => row.reasoning_style === 'thought')).toBe(true);
		const cutOff = batch.trajectories.filter(
			({ response, reasoning }) =>
				splitReasoning({ response, reasoning, style: 'thought' }).answer === ''
		);
		expect(cutOff.length).toBeGreaterThan(0);
		expect(cutOff.every((row) => !row.response.includes('<|begin_of_solution|>'))).toBe(true);
	});
});
