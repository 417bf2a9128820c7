/// <reference types="node" />
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/lib/core/model/errors.ts';
import { DEFAULT_RUBRIC } from '../../../src/lib/core/judge/rubric.ts';
import {
	defaultTeacherSettings,
	teacherSettingsJson
} from '../../../src/lib/core/run/teacher-settings.ts';
import { JudgeState } from '../../../src/lib/state/judge-state.svelte.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import { TeachersState } from '../../../src/lib/state/teachers-state.svelte.ts';
import { JudgeBench } from '../../sql/judge-bench.ts';
import { createNodeDatabase } from '../../sql/node-database.ts';
import { teacher } from '../../sql/project-rows.ts';
import { JUDGE, MODEL, ScriptedJudge, sees } from '../../sql/scripted-judge.ts';

const duckdb = await createNodeDatabase();
const bench = new JudgeBench(duckdb);
const settings = teacherSettingsJson(defaultTeacherSettings(MODEL));

let engine: ScriptedJudge;
let messages: MessagesState;
let isBusy: boolean;
const onSaved = vi.fn();

async function newState(): Promise<JudgeState> {
	const { db } = bench;
	const teachers = new TeachersState(db);
	await teachers.refresh();
	return new JudgeState({
		db,
		service: bench.serviceOf(engine),
		teachers,
		models: { deviceFor: () => 'wasm' },
		messages,
		isBusy: () => isBusy,
		onSaved
	});
}

beforeEach(async () => {
	await bench.reset();
	await duckdb.insert('teachers', [teacher('T', { name: 'Terse', origin: 'local', settings })]);
	engine = new ScriptedJudge(sees);
	messages = new MessagesState();
	isBusy = false;
	onSaved.mockClear();
});

describe('the judge of a project', () => {
	it('is nobody at first, and then who was chosen, with what there is to do', async () => {
		const state = await newState();
		await state.load();
		expect([state.entryId, state.id, state.estimate]).toEqual(['', '', null]);
		await expect(state.start()).rejects.toMatchObject({ code: 'plan-invalid' });
		await state.choose('T');
		expect([state.id, state.pending, state.results]).toEqual([JUDGE.id, 2, null]);
		expect(state.estimate).toMatchObject({ subjects: 2, basis: 'assumed' });
		await state.setScope('sample', NaN);
		expect(state.pending).toBe(1);
		await state.setScope('all');
		expect(state.pending).toBe(5);
	});

	it('says what it said, and is there again when the project is opened again', async () => {
		const state = await newState();
		await state.choose('T');
		await state.setScope('all');
		await state.start();
		expect(onSaved).toHaveBeenCalled();
		expect([state.pending, state.now]).toEqual([0, null]);
		expect(state.results?.summary).toMatchObject({ judged: 5, flipped: 0 });
		expect(state.results?.repetition).toMatchObject({ repeated: 5, changed: 0 });
		const again = await newState();
		await again.load();
		expect([again.entryId, again.id]).toEqual(['T', JUDGE.id]);
		expect(again.results).toEqual(state.results);
	});

	it('is another one with another rubric, and the first can be taken up', async () => {
		const state = await newState();
		await state.choose('T');
		await state.start();
		state.setRubric({ margin: 0.45 });
		expect([state.id, state.results]).toEqual(['', null]);
		await vi.waitFor(() => expect(state.id).not.toBe(''));
		expect(state.id).not.toBe(JUDGE.id);
		expect(state.results).toBeNull();
		await state.start();
		expect(state.known.map(({ judged }) => judged)).toEqual([2, 2]);
		await state.takeUp(state.known.find(({ id }) => id === JUDGE.id)!);
		expect([state.id, state.rubric]).toEqual([JUDGE.id, DEFAULT_RUBRIC]);
		// The verdicts are those of the other one now.
		expect(state.pending).toBe(2);
		expect(state.estimate).toMatchObject({ subjects: 0 });
	});

	it('is not started with a rubric that cannot be asked, or while another model is at work', async () => {
		const state = await newState();
		await state.choose('T');
		isBusy = true;
		await expect(state.start()).rejects.toThrow('Another model is at work.');
		isBusy = false;
		state.setRubric({ correctLabel: '' });
		expect(state.problems).toEqual(['A label is empty.']);
		await expect(state.start()).rejects.toThrow('A label is empty. Nothing was started.');
		expect(await bench.countOf('judges')).toBe(0);
	});

	it('rests before the project is closed, with what it judged saved', async () => {
		const state = await newState();
		await state.choose('T');
		await state.setScope('all');
		bench.db.beforeAppend = (table) => {
			if (table === 'verdicts') state.cancel();
		};
		const started = state.start();
		await vi.waitFor(() => expect(state.now).not.toBeNull());
		await vi.waitFor(async () => expect(await bench.countOf('judgements')).toBeGreaterThan(0));
		await state.rest();
		await started;
		expect(state.now).toBeNull();
		state.clear();
		expect([state.entryId, state.results, state.known]).toEqual(['', null, []]);
	});

	it('says how many it could not judge, and why', async () => {
		engine.score = async () => {
			throw new AppError('model-unfit', 'A prompt is too long.');
		};
		const state = await newState();
		await state.choose('T');
		await state.start();
		expect(messages.all.map(({ text }) => text)).toEqual([
			'2 trajectories could not be judged: A prompt is too long. All others are saved.'
		]);
		expect(state.pending).toBe(2);
	});

	it('shows what it would be shown', async () => {
		const state = await newState();
		expect(await state.example(true)).toMatchObject({ question: 'Question q1', reference: '1' });
		await duckdb.run('DELETE FROM trajectories');
		expect(await state.example(true)).toBeNull();
	});
});
