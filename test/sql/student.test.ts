import { beforeEach, describe, expect, it } from 'vitest';
import { AppError, Cancelled } from '../../src/lib/core/model/errors.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import {
	defaultTeacherSettings,
	teacherSettingsJson
} from '../../src/lib/core/run/teacher-settings.ts';
import { compareTeachers } from '../../src/lib/core/stats/compare-teachers.ts';
import { SCORING_VERSION } from '../../src/lib/core/student/score-row.ts';
import { LocalScoring, type ScoringEngine } from '../../src/lib/services/local-scoring.ts';
import { runScoringTask } from '../../src/workers/engine/scoring.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';
import { type Answer, loadProject, question, teacher } from './project-rows.ts';

const duckdb: NodeDatabase = await createNodeDatabase();
const settings = defaultTeacherSettings({
	engine: 'onnx',
	source: 'bundled',
	id: 'demo-student',
	revision: 'v1',
	dtype: 'fp32'
});
const student = { id: 'S', settings };

/** Ten characters in two sentences, so ten tokens; 'b1' is cut at its mark, 'b2' has no token. */
const answers: readonly Answer[] = [
	{ id: 'a1', question: 'q1', teacher: 'A', response: 'One. Two.\n', verdict: 'correct' },
	{ id: 'a2', question: 'q2', teacher: 'A', response: 'One. Two.\n', verdict: 'wrong' },
	{ id: 'b1', question: 'q1', teacher: 'B', response: 'Four!cut', verdict: 'correct' },
	{ id: 'b2', question: 'q2', teacher: 'B', response: '!', verdict: 'wrong' },
	{ id: 's1', question: 'q1', teacher: 'S', response: '1', verdict: 'correct', sample: 0 },
	{ id: 's2', question: 'q1', teacher: 'S', response: '2', verdict: 'wrong', sample: 1 },
	{ id: 's3', question: 'q2', teacher: 'S', response: '3', verdict: 'unverifiable' }
];

let engine: ScriptedEngine;
let db: NodeRemote;

function scoringWith(scripted: ScriptedEngine): LocalScoring {
	const client: ScoringEngine = {
		load: (model) => scripted.load(model),
		scoreTrajectories: (task, onEvent, signal) =>
			runScoringTask({ engine: scripted, db, now: () => 0 }, task, onEvent, signal),
		end: async () => undefined
	};
	return new LocalScoring(db, { onnx: client, webllm: client });
}

async function scoreAll(withLocal = false, signal = new AbortController().signal) {
	const saved: string[] = [];
	const listener = {
		onLoad: () => undefined,
		onProgress: () => undefined,
		onEvent: (event: { saved: readonly string[] }) => void saved.push(...event.saved)
	};
	const report = await scoringWith(engine).scoreAll(student, withLocal, listener, signal);
	return { saved, report };
}

const scoreOf = async (id: string): Promise<Row<'scores'>> =>
	(await duckdb.rows<Row<'scores'>>('SELECT * FROM scores WHERE trajectory_id = $1', [id]))[0]!;

beforeEach(async () => {
	engine = new ScriptedEngine();
	db = new NodeRemote(duckdb);
	for (const table of ['scores', 'token_tracks', 'sentence_logprobs', 'readings'])
		await duckdb.run(`DELETE FROM ${table}`);
	await loadProject(duckdb, {
		questions: [question('q1'), question('q2')],
		teachers: [
			teacher('A'),
			teacher('B'),
			teacher('S', { origin: 'local', settings: teacherSettingsJson(settings) })
		],
		answers
	});
});

describe('scoring under a student', () => {
	it('reads everybody but the student itself, saves rows and token tracks, and then has nothing to do', async () => {
		const { saved, report } = await scoreAll();
		expect(saved.sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
		expect(report.failed).toBe(0);
		expect(db.saved.map(({ trajectoryId, scorer }) => `${trajectoryId} ${scorer}`).sort()).toEqual([
			'a1 S',
			'a2 S',
			'b1 S',
			'b2 S'
		]);
		expect(await scoreOf('a1')).toMatchObject({
			scorer: 'S',
			version: SCORING_VERSION,
			tokens: 10,
			truncated: false,
			surprisal: 0.5,
			capped_rank: 3,
			rsr: 6,
			step_head_surprisal: 0.5,
			step_head_tokens: 6,
			local_surprisal: null,
			reason: ''
		});
		expect((await scoreAll()).saved).toEqual([]);
		expect(engine.loads).toBe(1);
	});

	it('marks what did not fit, and gives no number where there is none, with the reason', async () => {
		await scoreAll();
		expect(await scoreOf('b1')).toMatchObject({ tokens: 4, truncated: true, surprisal: 0.5 });
		expect(await scoreOf('b2')).toMatchObject({
			tokens: 0,
			truncated: true,
			surprisal: null,
			rsr: null,
			step_head_surprisal: null,
			reason: 'surprisal: no-tokens, rsr: no-tokens, step_head_surprisal: no-tokens'
		});
	});

	it('says of each sentence how probable it is', async () => {
		await scoreAll();
		const rows = await duckdb.rows<Row<'sentence_logprobs'>>(
			"SELECT * FROM sentence_logprobs WHERE trajectory_id IN ('a1', 'b1') ORDER BY trajectory_id"
		);
		expect(rows.map(({ means }) => means)).toEqual(['-0.5000|-0.5000', '']);
	});

	it('scores locally where that is asked for, what it has read before too', async () => {
		await scoreAll();
		const { saved } = await scoreAll(true);
		// 'b2' has no token, so there is nothing to find.
		expect(saved.sort()).toEqual(['a1', 'a2', 'b1']);
		expect((await scoreAll(true)).saved).toEqual([]);
		expect(await scoreOf('a1')).toMatchObject({ local_surprisal: 0.75, local_tokens: 10 });
	});

	it('goes on where it was left', async () => {
		const stop = new AbortController();
		let appended = 0;
		db.beforeAppend = (table) => {
			if (table === 'scores' && ++appended === 2) stop.abort();
		};
		const scoring = scoreAll(false, stop.signal);
		engine.score = async (requests) => {
			if (stop.signal.aborted) throw new Cancelled();
			return ScriptedEngine.prototype.score.call(engine, requests);
		};
		await expect(scoring).rejects.toBeInstanceOf(Cancelled);
		engine = new ScriptedEngine();
		expect((await scoreAll()).saved).toHaveLength(2);
	});

	it('loads its model again after its worker died in the middle', async () => {
		let calls = 0;
		engine.score = async (requests) => {
			calls += 1;
			if (calls === 2) throw new AppError('worker-died', 'The worker died.');
			return ScriptedEngine.prototype.score.call(engine, requests);
		};
		const { saved, report } = await scoreAll();
		expect(new Set(saved)).toEqual(new Set(['a1', 'a2', 'b1', 'b2']));
		expect(report.failed).toBe(0);
		expect(engine.loads).toBe(2);
	});

	it('tries again what failed, gives it up after three times, and says why', async () => {
		let calls = 0;
		engine.score = async (requests) => {
			calls += 1;
			if (requests[0]!.response.startsWith('Four')) {
				throw new AppError('model-unfit', 'The prompt is too long.');
			}
			return ScriptedEngine.prototype.score.call(engine, requests);
		};
		const { saved, report } = await scoreAll();
		expect(new Set(saved)).toEqual(new Set(['a1', 'a2', 'b2']));
		expect(report).toEqual({ failed: 1, reason: 'The prompt is too long.' });
		expect(calls).toBeGreaterThanOrEqual(3);
	});

	it('ends at once when the model does not load or the disk is full', async () => {
		engine.loadFailure = new AppError('model-missing', 'It is not there.');
		await expect(scoreAll()).rejects.toMatchObject({ code: 'model-missing' });
		engine.loadFailure = null;
		db.beforeAppend = () => {
			throw new AppError('storage-full', 'The disk is full.');
		};
		await expect(scoreAll()).rejects.toMatchObject({ code: 'storage-full' });
	});
});

describe('what the student says of teachers', () => {
	it('becomes metrics: surprisal by token, RSR by trajectory', async () => {
		await scoreAll(true);
		const rows = await db.query('analysis/question-matrix', { teachers: 'A|B', student: 'S' });
		const metrics = compareTeachers(rows, { teachers: ['A', 'B'], seed: 1, resamples: 20 });
		const value = (name: string) =>
			metrics.find(({ metric }) => metric === name)?.estimates.map((each) => each.value);
		expect(value('surprisal')).toEqual([0.5, 0.5]);
		expect(value('rsr')).toEqual([6, 6]);
		expect(value('local-surprisal')).toEqual([0.75, 0.75]);
		// Nobody wrote here, so there is no entropy, and no line for it.
		expect(value('entropy')).toBeUndefined();
	});

	it('puts the list of trajectories in order, those without a number last', async () => {
		await scoreAll();
		const rows = await db.query('lists/trajectories', {
			...{ filter: '', student: 'S', sort: '-rsr', limit: 10, offset: 0 }
		});
		expect(rows.slice(0, 3).map(({ rsr, surprisal }) => [rsr, surprisal])).toEqual([
			[6, 0.5],
			[6, 0.5],
			[6, 0.5]
		]);
		expect(rows.slice(3).every(({ rsr }) => rsr === null)).toBe(true);
	});

	it('is left out while no student is named', async () => {
		await scoreAll();
		const rows = await db.query('analysis/question-matrix', { teachers: 'A|B', student: '' });
		const metrics = compareTeachers(rows, { teachers: ['A', 'B'], seed: 1, resamples: 20 });
		expect(metrics.map(({ metric }) => metric)).not.toContain('rsr');
	});
});

describe('how far the student is', () => {
	it('tells what it answered and what it read', async () => {
		const params = { student: 'S', version: SCORING_VERSION };
		const [before] = await db.query('student/progress', params);
		expect(before).toMatchObject({ answers: 3, questions: 2, readable: 4, read: 0, tokens: 0 });
		await scoreAll();
		const [after] = await db.query('student/progress', params);
		expect(after).toMatchObject({ read: 4, tokens: 24, truncated: 2, unscored: 1 });
	});

	it('tells what is left to read, in the tokens that it makes of texts, and how fast it was', async () => {
		const params = { student: 'S', version: SCORING_VERSION, local: false };
		const [before] = await db.query('student/reading-cost', params);
		expect(before).toMatchObject({ trajectories: 4, read_tokens: 0, read_seconds: 0 });
		await scoreAll();
		const reading = { student_id: 'S', finished_at: '', seconds: 2 };
		await db.append('readings', [
			{ id: '1', ...reading, with_local: false, tokens: 100 },
			{ id: '2', ...reading, with_local: false, tokens: 300 },
			{ id: '3', ...reading, with_local: true, tokens: 50 },
			{ id: '4', ...reading, student_id: 'T', with_local: true, tokens: 70 }
		]);
		const [after] = await db.query('student/reading-cost', params);
		expect(after).toEqual({
			trajectories: 0,
			tokens: 0,
			read_tokens: 400,
			read_seconds: 4
		});
		const [locally] = await db.query('student/reading-cost', { ...params, local: true });
		expect(locally).toMatchObject({ trajectories: 3, read_tokens: 50, read_seconds: 2 });
	});

	it('gives the pass rate of each question', async () => {
		const rates = await db.query('student/pass-rates', { student: 'S' });
		expect(
			rates.map(({ question_id, samples, correct }) => [question_id, samples, correct])
		).toEqual([
			['q1', 2, 1],
			['q2', 1, 0]
		]);
	});
});

describe('the smoke test', () => {
	const probe = (id: string, teacherId: string, examples: string): Row<'probes'> => ({
		probe_id: id,
		student_id: 'S',
		teacher_id: teacherId,
		example_questions: examples
	});

	beforeEach(async () => {
		await duckdb.run('DELETE FROM probes');
		await loadProject(duckdb, {
			questions: [question('q1'), question('q2'), question('q3')],
			teachers: [
				teacher('A'),
				teacher('S', { origin: 'local' }),
				teacher('P', { origin: 'probe' })
			],
			answers: [
				...answers.filter((answer) => answer.teacher !== 'B'),
				{ id: 'a3', question: 'q3', teacher: 'A', response: 'Three.', verdict: 'correct' },
				{
					id: 'a4',
					question: 'q3',
					teacher: 'A',
					response: 'Longer.',
					verdict: 'correct',
					sample: 1
				},
				{ id: 'p1', question: 'q1', teacher: 'P', response: '1', verdict: 'correct' },
				{ id: 'p2', question: 'q2', teacher: 'P', response: '2', verdict: 'correct' },
				{ id: 'p3', question: 'q3', teacher: 'P', response: '3', verdict: 'correct' }
			]
		});
		await db.append('probes', [probe('P', 'A', 'q2')]);
	});

	it('offers one correct response per question, unasked questions first', async () => {
		const params = { teacher: 'A', student: 'S', maxChars: 100 };
		const found = await db.query('student/worked-examples', params);
		expect(found).toEqual([
			{ question_id: 'q3', question: 'Question q3', response: 'Three.', is_asked: false },
			{ question_id: 'q1', question: 'Question q1', response: 'One. Two.\n', is_asked: true }
		]);
		const short = await db.query('student/worked-examples', { ...params, maxChars: 6 });
		expect(short.map(({ question_id }) => question_id)).toEqual(['q3']);
	});

	it('pairs with and without examples by question, and leaves the examples’ own questions out', async () => {
		expect(await db.query('student/smoke-matrix', { teachers: 'A', student: 'S' })).toEqual([
			{
				question_id: 'q1',
				teacher_id: 'A',
				zero_shot_samples: 2,
				zero_shot_correct: 1,
				few_shot_samples: 1,
				few_shot_correct: 1
			}
		]);
	});

	it('writes nothing that counts as a trajectory, a teacher or a text to read', async () => {
		const [counts] = await db.query('project/counts', {});
		expect(counts).toMatchObject({ teachers: 2, trajectories: 7 });
		const teachers = await db.query('lists/teachers', {});
		expect(teachers.map(({ id }) => id)).toEqual(['A', 'S']);
		const facts = await duckdb.rows<{ id: string }>('SELECT id FROM trajectory_facts ORDER BY id');
		expect(facts.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3', 'a4', 's1', 's2', 's3']);
		const pending = await db.query('student/pending', {
			student: 'S',
			version: SCORING_VERSION,
			local: false
		});
		expect(pending.map(({ id }) => id).sort()).toEqual(['a1', 'a2', 'a3', 'a4']);
	});
});
