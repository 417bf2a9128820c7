import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/verify-command.ts';

async function* linesOf(rows: readonly unknown[]): AsyncGenerator<string> {
	for (const row of rows)
		yield await Promise.resolve(typeof row === 'string' ? row : JSON.stringify(row));
}

async function verify(
	...rows: unknown[]
): Promise<{ code: number; rows: Record<string, unknown>[] }> {
	const written: Record<string, unknown>[] = [];
	const code = await run(linesOf(rows), (line) =>
		written.push(JSON.parse(line) as Record<string, unknown>)
	);
	return { code, rows: written };
}

describe('retort verify', () => {
	it('keeps the fields of each line and adds the verdict', async () => {
		const { code, rows } = await verify({ id: 7, gold: '1/2', response: 'A: 0.5' });
		expect(rows).toEqual([
			{
				id: 7,
				gold: '1/2',
				response: 'A: 0.5',
				extracted: '0.5',
				verdict: 'correct',
				reason: 'From “A:”. The numbers are equal.'
			}
		]);
		expect(code).toBe(0);
	});

	it('judges what stands after the reasoning, or all where nothing does', async () => {
		const { rows } = await verify(
			{ gold: '5', response: '<think>It is \\boxed{4}?</think>It is \\boxed{5}.' },
			{ gold: '5', response: 'It is \\boxed{4}?</think>It is \\boxed{5}.' },
			{
				gold: '5',
				response:
					'<|begin_of_thought|>4<|end_of_thought|><|begin_of_solution|>\\boxed{5}<|end_of_solution|>'
			},
			{ gold: '5', response: '<think>It is \\boxed{5}' }
		);
		expect(rows.map((row) => row['verdict'])).toEqual(['correct', 'correct', 'correct', 'correct']);
	});

	it('takes an answer type, a number as gold, and no gold', async () => {
		const { rows, code } = await verify(
			{ gold: '1,2', response: '2,1', answer_type: 'set' },
			{ gold: '1,2', response: '2,1', answer_type: 'list' },
			{ gold: 18, response: '18' },
			{ gold: null, response: '18' }
		);
		expect(rows.map((row) => row['verdict'])).toEqual([
			'correct',
			'wrong',
			'correct',
			'unverifiable'
		]);
		expect(code).toBe(0);
	});

	it('reports bad lines in their place and loses no other', async () => {
		const { rows, code } = await verify(
			'not json',
			{ gold: '5' },
			{ gold: [5], response: '5' },
			{ gold: '5', response: '5' }
		);
		expect(rows.map((row) => row['line'] ?? row['verdict'])).toEqual([1, 2, 3, 'correct']);
		expect(code).toBe(1);
	});
});
