import { beforeEach, describe, expect, it } from 'vitest';
import { ANALYSIS_VERSION } from '../../src/lib/core/metrics/text-metrics.ts';
import { loadKernel } from '../../src/cli/load-kernel.ts';
import type { Grader } from '../../src/workers/analysis/analyse-trajectory.ts';
import { AnalysisService } from '../../src/workers/analysis/analysis-service.ts';
import { simdTextKernel } from '../support/text-kernel.ts';
import { NodeRemote } from './node-remote.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';

/** Right where the response ends with the gold answer; chokes on 'crash'. */
const grader: Grader = {
	version: 3,
	grade: ({ gold, response, truncated }) => {
		if (response.includes('crash')) throw new Error('cannot parse');
		if (truncated)
			return { verdict: 'unverifiable', extracted: null, expected: gold, reason: 'cut' };
		const verdict = response.endsWith(gold ?? '?') ? 'correct' : 'wrong';
		return { verdict, extracted: response, expected: gold, reason: 'compared' };
	}
};

const kernels = {
	ofDistances: () => Promise.resolve(loadKernel()),
	ofTexts: () => Promise.resolve(simdTextKernel())
};

let db: NodeDatabase;
let service: AnalysisService;

beforeEach(async () => {
	db = await createNodeDatabase();
	service = new AnalysisService(grader, kernels);
	service.use(new NodeRemote(db));
});

async function addQuestions(questions: Record<string, string>): Promise<void> {
	await db.insert(
		'questions',
		Object.entries(questions).map(([id, text]) => ({
			id,
			text,
			gold: '9',
			answer_type: 'auto',
			domain: '',
			source_name: ''
		}))
	);
}

async function addResponses(
	teacher: string,
	responses: Record<string, string>,
	question = 'q'
): Promise<void> {
	await db.insert(
		'trajectories',
		Object.entries(responses).map(([id, response], sample_index) => ({
			id,
			question_id: question,
			teacher_id: teacher,
			sample_index,
			response,
			reasoning: null,
			reasoning_style: response.includes('<think>') ? 'think' : 'none',
			finish_reason: 'unknown',
			reported_tokens: null,
			import_id: '',
			line: 1
		}))
	);
}

const verdicts = () =>
	db.rows('SELECT trajectory_id AS id, verdict, reason FROM verdicts ORDER BY trajectory_id');

describe('AnalysisService', () => {
	it('measures and verifies what is pending, and then nothing is', async () => {
		await addQuestions({ q: 'What is 4 + 5?' });
		await addResponses('A', {
			a: '<think>4 + 5 = 10</think>9',
			b: 'It is 10',
			c: '<think>9',
			d: 'crash 9'
		});
		const pending = await service.pending();
		expect(pending).toEqual(['a', 'b', 'c', 'd']);
		expect(await service.analyse(pending)).toBe(4);
		expect(await verdicts()).toEqual([
			{ id: 'a', verdict: 'correct', reason: 'compared' },
			{ id: 'b', verdict: 'wrong', reason: 'compared' },
			{ id: 'c', verdict: 'unverifiable', reason: 'cut' },
			{ id: 'd', verdict: 'unverifiable', reason: 'the rule failed: cannot parse' }
		]);
		expect(await db.rows('SELECT trajectory_id, version, format FROM analyses LIMIT 1')).toEqual([
			{ trajectory_id: 'a', version: ANALYSIS_VERSION, format: 'thinking' }
		]);
		expect(await service.pending()).toEqual([]);
	});

	it('gives up on an answer with a reason, and it is no longer pending', async () => {
		await addQuestions({ q: 'What is 4 + 5?' });
		await addResponses('A', { a: 'It is 9' });
		await service.giveUp('a', 'time limit');
		expect(await verdicts()).toEqual([{ id: 'a', verdict: 'unverifiable', reason: 'time limit' }]);
		expect(await service.pending()).toEqual([]);
	});

	it('computes each pair once, in one order, and skips what is known', async () => {
		await addQuestions({ q: 'What is 4 + 5?' });
		await addResponses('A', { a: 'kitten', b: 'sitting', c: 'kitten' });
		const pair = (aId: string, bId: string) => ({ questionId: 'q', aId, bId });
		expect(await service.distances([pair('b', 'a'), pair('a', 'gone')])).toBe(1);
		expect(await service.distances([pair('a', 'b'), pair('a', 'c'), pair('c', 'b')])).toBe(2);
		expect(await db.rows('SELECT * FROM pairwise ORDER BY a_id, b_id')).toEqual([
			{ question_id: 'q', a_id: 'a', b_id: 'b', unit: 'codepoint', distance: 3, normalised: 3 / 7 },
			{ question_id: 'q', a_id: 'a', b_id: 'c', unit: 'codepoint', distance: 0, normalised: 0 },
			{ question_id: 'q', a_id: 'b', b_id: 'c', unit: 'codepoint', distance: 3, normalised: 3 / 7 }
		]);
	});

	it('refuses texts that are too long to be compared', async () => {
		await addQuestions({ q: 'What is 4 + 5?' });
		await addResponses('A', { a: 'x'.repeat(600_000), b: 'y'.repeat(600_000) });
		const pairs = [{ questionId: 'q', aId: 'a', bId: 'b' }];
		await expect(service.distances(pairs)).rejects.toMatchObject({ code: 'not-supported' });
	});

	it('finds duplicates among the questions and questions of a benchmark', async () => {
		const text =
			'How many eggs does the farmer sell at the market every single morning of the week?';
		await addQuestions({ z: text, a: `${text}!`, b: 'Something else entirely is asked here.' });
		await db.insert('benchmark_items', [{ id: 'i', list: 'eggs', text }]);
		expect(await service.findDuplicateQuestions(0.8)).toBe(1);
		expect(await db.rows('SELECT * FROM question_duplicates')).toEqual([
			{ question_id: 'a', original_id: 'z', jaccard: 1 }
		]);
		expect(await service.findContamination()).toBe(2);
		expect(
			await db.rows('SELECT question_id, list, item_id, n FROM contaminations ORDER BY question_id')
		).toEqual([
			{ question_id: 'a', list: 'eggs', item_id: 'i', n: 13 },
			{ question_id: 'z', list: 'eggs', item_id: 'i', n: 13 }
		]);
	});

	it('compares teachers on their common questions', async () => {
		await addQuestions({ q: 'What is 4 + 5?', r: 'What is 3 + 6?' });
		await addResponses('A', { a: 'It is 9' });
		await addResponses('B', { b: 'It is 10' });
		await service.analyse(await service.pending());
		const comparison = await service.compareTeachers(['B', 'A'], 1);
		expect(comparison).toMatchObject({
			teachers: ['B', 'A'],
			commonQuestions: 1,
			leftOutQuestions: 0
		});
		const accuracy = comparison.metrics.find(({ metric }) => metric === 'accuracy');
		expect(accuracy?.estimates.map(({ value, n }) => [value, n])).toEqual([
			[0, 1],
			[1, 1]
		]);
		// Of everything that has a direction, what the decision card rests its warnings on.
		const evident = comparison.evidence.map(({ metric }) => metric);
		expect(evident).toContain('accuracy');
		expect(evident).not.toContain('tokens');
	});

	it('compares the diversity of what teachers wrote on their common questions', async () => {
		const ids = Array.from({ length: 6 }, (_, q) => `q${q}`);
		await addQuestions(Object.fromEntries(ids.map((id) => [id, `What is ${id}?`])));
		for (const id of ids) {
			await addResponses('A', { [`a-${id}`]: 'the answer is again 9' }, id);
			await addResponses('B', { [`b-${id}`]: `${id} gives exactly${id} one${id} 9` }, id);
		}
		await addResponses('B', { alone: 'words that nobody else has written' }, 'only-b');
		const { metrics, commonQuestions } = await service.compareTeachers(['A', 'B'], 1);
		expect(commonQuestions).toBe(6);
		const estimatesOf = (id: string) => metrics.find(({ metric }) => metric === id)!.estimates;
		expect(estimatesOf('distinct-1').map(({ value }) => value)).toEqual([5 / 30, 20 / 30]);
		expect(estimatesOf('distinct-4')[0]).toMatchObject({ value: 2 / 12, n: 6, pBest: 0 });
		expect(estimatesOf('self-bleu').map(({ pBest }) => pBest)).toEqual([0, 1]);
		expect(estimatesOf('self-bleu')[0]).toMatchObject({ value: 1, low: 1, high: 1 });
		expect(estimatesOf('numbers-entropy')[0]).toMatchObject({ value: 0, pBest: null, n: 6 });
	});

	it('leaves the diversity of texts out where no question is common', async () => {
		await addQuestions({ q: 'What is 4 + 5?' });
		await addResponses('A', { a: 'It is 9' });
		const { metrics } = await service.compareTeachers(['A', 'B'], 1);
		expect(metrics.map(({ metric }) => metric)).not.toContain('distinct-1');
	});

	it('says so when it has no database', async () => {
		const unconnected = new AnalysisService(grader, kernels);
		await expect(unconnected.pending()).rejects.toMatchObject({ code: 'internal' });
	});
});
