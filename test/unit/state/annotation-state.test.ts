/// <reference types="node" />
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_GUIDES } from '../../../src/lib/core/annotate/guide.ts';
import {
	defaultTeacherSettings,
	teacherSettingsJson
} from '../../../src/lib/core/run/teacher-settings.ts';
import { AnnotationState } from '../../../src/lib/state/annotation-state.svelte.ts';
import { MessagesState } from '../../../src/lib/state/messages-state.svelte.ts';
import { TeachersState } from '../../../src/lib/state/teachers-state.svelte.ts';
import { AnnotateBench } from '../../sql/annotate-bench.ts';
import { createNodeDatabase } from '../../sql/node-database.ts';
import { teacher } from '../../sql/project-rows.ts';
import { annotatorRow, ScriptedAnnotator } from '../../sql/scripted-annotator.ts';
import { MODEL } from '../../sql/scripted-judge.ts';

const duckdb = await createNodeDatabase();
const bench = new AnnotateBench(duckdb);
const settings = teacherSettingsJson(defaultTeacherSettings(MODEL));
const CATEGORY = annotatorRow('category');

let engine: ScriptedAnnotator;
let messages: MessagesState;
let isBusy: boolean;
const onSaved = vi.fn();

async function newState(): Promise<AnnotationState> {
	const { db } = bench;
	const teachers = new TeachersState(db);
	await teachers.refresh();
	return new AnnotationState({
		db,
		service: bench.serviceOf(engine),
		teachers,
		models: { deviceFor: () => 'wasm' },
		messages,
		isBusy: () => isBusy,
		onSaved
	});
}

async function chosenState(): Promise<AnnotationState> {
	const state = await newState();
	await state.choose('T');
	return state;
}

const countOf = async (table: string): Promise<number> =>
	(await duckdb.rows<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM ${table}`))[0]!.n;

beforeEach(async () => {
	await bench.reset();
	await duckdb.insert('teachers', [teacher('T', { name: 'Terse', origin: 'local', settings })]);
	engine = new ScriptedAnnotator((_, label) => (/Coding|hard|good/.test(label) ? 0.5 : 0.01));
	messages = new MessagesState();
	isBusy = false;
	onSaved.mockClear();
});

describe('a model that labels', () => {
	it('is nobody at first, and then who was chosen, with what there is to do', async () => {
		const state = await newState();
		await state.load();
		expect([state.entryId, state.pending('category'), state.estimate('category')]).toEqual([
			...['', null, null]
		]);
		await expect(state.start()).rejects.toMatchObject({ code: 'plan-invalid' });
		await state.choose('T');
		expect([state.pending('category'), state.pending('response-quality')]).toEqual([2, 4]);
		expect(state.estimate('category')).toMatchObject({ subjects: 2, basis: 'assumed' });
		await state.setScope('sample', NaN);
		expect(state.pending('category')).toBe(1);
		await state.setScope('selected');
		expect(state.pending('category')).toBe(0);
	});

	it('says what it said, and is there again when the project is opened again', async () => {
		const state = await chosenState();
		await state.start();
		expect(onSaved).toHaveBeenCalled();
		expect([state.pending('difficulty'), state.now]).toEqual([0, null]);
		expect(state.results.map(({ aspect, labels }) => [aspect, labels[0]!.label])).toEqual([
			['category', 'Coding'],
			['difficulty', 'hard'],
			['input-quality', 'good'],
			['response-quality', 'good']
		]);
		expect(state.results[0]!.repeated).toMatchObject({ repeated: 2, changed: 0 });
		const again = await newState();
		await again.load();
		expect(again.entryId).toBe('T');
		expect(again.results).toEqual(state.results);
	});

	it('is asked only about what is wanted', async () => {
		const state = await chosenState();
		state.setWanted('category', false);
		state.setWanted('response-quality', false);
		state.setWanted('difficulty', false);
		expect(state.wanted).toEqual(['input-quality']);
		await state.start();
		expect(state.results.map(({ aspect }) => aspect)).toEqual(['input-quality']);
		state.setWanted('input-quality', false);
		expect(state.canAsk).toBe(false);
		state.setWanted('difficulty', true);
		state.setWanted('category', true);
		expect(state.wanted).toEqual(['category', 'difficulty']);
	});

	it('is another one with another guide, and the labels of the first can be made to count', async () => {
		const state = await chosenState();
		state.setWanted('difficulty', false);
		await state.start();
		state.setGuide('category', { labels: ['Coding', 'Proving'] });
		expect(state.pending('category')).toBeNull();
		await vi.waitFor(() => expect(state.pending('category')).toBe(2));
		await state.start();
		expect(state.results[0]!.annotator.id).not.toBe(CATEGORY.id);
		const again = await newState();
		await again.load();
		expect(again.guide('category').labels).toEqual(['Coding', 'Proving']);
		await again.takeUp(again.known.find(({ id }) => id === CATEGORY.id)!);
		expect(again.results[0]!.annotator.id).toBe(CATEGORY.id);
		expect(again.guide('category')).toEqual(DEFAULT_GUIDES.category);
		expect(again.pending('category')).toBe(0);
	});

	it('is not started with a guide that cannot be asked, or while another model is at work', async () => {
		const state = await chosenState();
		isBusy = true;
		await expect(state.start()).rejects.toThrow('Another model is at work.');
		isBusy = false;
		state.setGuide('category', { labels: ['Coding'] });
		expect(state.problems('category')).toEqual(['There must be at least two labels.']);
		expect(state.canAsk).toBe(false);
		await expect(state.start()).rejects.toThrow('at least two labels. Nothing was started.');
		expect(await countOf('annotators')).toBe(0);
	});

	it('tells how many could not be labelled', async () => {
		engine.score = async () => {
			throw new Error('a shader was lost');
		};
		const state = await chosenState();
		await state.start().catch(() => undefined);
		expect(await countOf('annotations')).toBe(0);
		expect(messages.all.map(({ text }) => text).join(' ')).toMatch(/could not be given/);
	});

	it('rests before the project is closed, with what it labelled saved', async () => {
		const state = await chosenState();
		let saved = 0;
		bench.db.beforeAppend = (table) => {
			if (table === 'annotations' && ++saved === 2) state.cancel();
		};
		const started = state.start();
		await vi.waitFor(() => expect(state.now).not.toBeNull());
		await vi.waitFor(() => expect(saved).toBeGreaterThan(1));
		await state.rest();
		await started;
		expect(state.now).toBeNull();
		expect(await countOf('annotations')).toBeGreaterThan(1);
		state.clear();
		expect([state.entryId, state.results, state.known]).toEqual(['', [], []]);
	});
});
