import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/lib/core/model/tables.ts';
import { AnalysisClient } from '../../../src/lib/services/analysis-client.ts';
import { AnalysisPool } from '../../../src/lib/services/analysis-pool.ts';
import { DbClient } from '../../../src/lib/services/db-client.ts';

const QUESTIONS = 60;
const TEACHERS = ['6b_finetuning', '175b_verification'];

interface SampleRow {
	readonly question: string;
	readonly ground_truth: string;
	readonly [model: string]: string | { readonly is_correct: boolean; readonly solution: string };
}

let client: DbClient;
let pool: AnalysisPool;
const claimed = new Map<string, boolean>();

/** The first questions of the GSM8K sample with two of its models, and one question asked twice. */
async function sampleRows(): Promise<{
	questions: Row<'questions'>[];
	trajectories: Row<'trajectories'>[];
}> {
	const text = await (await fetch('/samples/gsm8k/example_model_solutions.jsonl')).text();
	const rows = text
		.split('\n')
		.slice(0, QUESTIONS)
		.map((line) => JSON.parse(line) as SampleRow);
	const questions = rows.map((row, q) => question(`q${q}`, row.question, row.ground_truth));
	questions.push(question('again', `${rows[0]!.question} Explain.`, rows[0]!.ground_truth));
	const trajectories = rows.flatMap((row, q) =>
		TEACHERS.map((teacher) => {
			const answer = row[teacher];
			if (typeof answer !== 'object') throw new Error(`no ${teacher} in the sample`);
			claimed.set(`${teacher}-${q}`, answer.is_correct);
			return trajectory(`${teacher}-${q}`, `q${q}`, teacher, answer.solution);
		})
	);
	return { questions, trajectories };
}

function question(id: string, text: string, gold: string): Row<'questions'> {
	return { id, text, gold, answer_type: 'auto', domain: 'maths', source_name: 'gsm8k' };
}

function trajectory(
	id: string,
	question_id: string,
	teacher_id: string,
	response: string
): Row<'trajectories'> {
	return {
		id,
		question_id,
		teacher_id,
		sample_index: 0,
		response,
		reasoning: null,
		reasoning_style: 'none',
		finish_reason: 'unknown',
		reported_tokens: null,
		import_id: 'i',
		line: 1
	};
}

beforeAll(async () => {
	client = new DbClient();
	await client.start();
	const { id } = await client.call((api) => api.createProject('Analysis test'));
	await client.openProject(id, () => undefined);
	const { questions, trajectories } = await sampleRows();
	await client.call((api) => api.append('questions', questions));
	await client.call((api) => api.append('trajectories', trajectories));
	pool = new AnalysisPool({ connectDb: () => client.port() });
}, 120_000);

afterAll(async () => {
	await pool.end();
	await client.call((api) => api.closeProject());
});

describe('the analysis pool with the real workers', () => {
	const never = new AbortController().signal;
	const ignore = (): void => undefined;

	it('verifies the sample as its authors did, and compares its teachers', async () => {
		await pool.analyseAll(never, ignore);
		const { teachers, commonQuestions, metrics } = await pool.compareTeachers(TEACHERS, 1);
		expect(teachers).toEqual(TEACHERS);
		expect(commonQuestions).toBe(QUESTIONS);
		const accuracy = metrics.find(({ metric }) => metric === 'accuracy')!.estimates;
		TEACHERS.forEach((teacher, t) => {
			const right = [...claimed].filter(
				([id, correct]) => correct && id.startsWith(teacher)
			).length;
			expect(Math.abs(accuracy[t]!.value! - right / QUESTIONS)).toBeLessThanOrEqual(1 / QUESTIONS);
			expect(accuracy[t]!.n).toBe(QUESTIONS);
		});
		expect(accuracy[1]!.pBest).toBeGreaterThan(0.95);
		const bleu = metrics.find(({ metric }) => metric === 'self-bleu')!.estimates;
		for (const { value, low, high } of bleu) {
			expect(low).toBeLessThan(value!);
			expect(high).toBeGreaterThan(value!);
		}
	});

	it('finds nothing to do the second time', async () => {
		const totals: number[] = [];
		await pool.analyseAll(never, ({ total }) => totals.push(total));
		expect(new Set(totals)).toEqual(new Set([0]));
	});

	it('computes distances by the SIMD kernel', async () => {
		const worker = new AnalysisClient({
			connectDb: () => client.port(),
			createWorker: () =>
				new Worker(new URL('../../../src/workers/analysis/analysis-worker.ts', import.meta.url), {
					type: 'module'
				}),
			onDeath: ignore
		});
		expect(await worker.call((api) => api.distanceKernel(), 10_000)).toBe('simd');
		await worker.end();
	});

	it('saves distances and near-duplicates where the funnel looks for them', async () => {
		const ids = TEACHERS.map((teacher) => `${teacher}-0`);
		await pool.distancesFor([{ questionId: 'q0', ids }], never, ignore);
		const known = await client.call((api) =>
			api.query('analysis/known-distances', { ids: ids.join('|') })
		);
		expect(known).toMatchObject([
			{ a_id: '175b_verification-0', b_id: '6b_finetuning-0', exact: true }
		]);
		expect(await pool.findDuplicateQuestions(0.8)).toBe(1);
		expect(await pool.findContamination()).toBe(0);
	});
});
