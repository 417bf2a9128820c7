import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { ASPECTS } from '../../src/lib/core/annotate/aspects.ts';
import { AppError, Cancelled } from '../../src/lib/core/model/errors.ts';
import type { Row } from '../../src/lib/core/model/tables.ts';
import { bindNames } from '../../src/workers/db/statement.ts';
import { AnnotateBench } from './annotate-bench.ts';
import { createNodeDatabase, readSql } from './node-database.ts';
import { annotatorRow, type Labelling, ScriptedAnnotator } from './scripted-annotator.ts';

const duckdb = await createNodeDatabase();
const bench = new AnnotateBench(duckdb);
const { annotateAll } = bench;

const QUALITY = annotatorRow('response-quality');
const CATEGORY = annotatorRow('category');

/** Excellent is what says 'good', and very poor what says 'bad'; sure of it by six in ten. */
const sees: Labelling = (prompt, label) =>
	label === (prompt.includes('good\n>>>') ? 'excellent' : 'very poor') ? 0.6 : 0.1;

const annotationsOf = (id: string): Promise<Row<'annotations'>[]> =>
	duckdb.rows('SELECT * FROM annotations WHERE subject_id = $1 ORDER BY repetition', [id]);
const factsOf = async (id: string): Promise<Record<string, unknown>> => {
	const [row] = await duckdb.rows<Record<string, unknown>>(
		`SELECT task_category, rated_difficulty, input_quality, response_quality
		FROM trajectory_facts WHERE id = $1`,
		[id]
	);
	return row!;
};

beforeEach(() => bench.reset());

describe('every statement', () => {
	const files = readdirSync(new URL('../../src/workers/db/sql/annotate', import.meta.url));
	const values = {
		...{ annotator: 'n', aspect: 'category', scope: 'all', sample: 1, settings: '{}' },
		...{ ids: 'a|b', share: 0.05, least: 20 }
	};

	it.each(files)('%s can be planned', async (file) => {
		const { sql, params } = bindNames(readSql(`annotate/${file}`), values);
		await duckdb.rows(`EXPLAIN ${sql}`, params);
	});
});

describe('an annotator', () => {
	it('labels each trajectory with what its model finds most probable of what is offered', async () => {
		const { saved, repeated, failed } = await annotateAll(QUALITY, sees);
		expect([saved, repeated, failed]).toEqual([['a', 'b', 'c', 'd'], 4, 0]);
		const [said, again] = await annotationsOf('a');
		expect(said).toMatchObject({ label: 'excellent', annotator_id: QUALITY.id, room_share: 1 });
		expect(said!.probability).toBeCloseTo(0.6, 5);
		expect(said!.score).toBeCloseTo(0.1 + 0.2 + 0.3 + 0.4 + 5 * 0.6, 5);
		expect(again).toMatchObject({ label: 'excellent', repetition: 1 });
		expect(await factsOf('b')).toMatchObject({
			response_quality: 'very poor',
			task_category: null
		});
	});

	it('is shown of a question the question alone, once, and labels all its trajectories', async () => {
		const engine = new ScriptedAnnotator((prompt, label) =>
			label === (prompt.includes('q1') ? 'Coding' : 'Planning') ? 0.9 : 0.01
		);
		const { saved } = await annotateAll(CATEGORY, engine);
		expect(saved).toEqual(['q1', 'q2']);
		expect([...engine.prompts].filter((prompt) => prompt.includes('Question q1'))).toHaveLength(2);
		expect([...engine.prompts].join()).not.toContain('good');
		const categories = await Promise.all(['a', 'b', 'c', 'd'].map(factsOf));
		expect(categories.map((row) => row['task_category'])).toEqual([
			...['Coding', 'Planning', 'Coding', 'Planning']
		]);
	});

	it.each(ASPECTS)('of %s has a column of its own', async (aspect) => {
		await annotateAll(annotatorRow(aspect), (_, label) => (label.length === 4 ? 0.9 : 0.1));
		const facts = await factsOf('a');
		expect(Object.values(facts).filter((label) => label !== null)).toHaveLength(1);
	});

	it('asks once more with the labels the other way round, and counts what that changed', async () => {
		// Goes for whatever is named first.
		const first: Labelling = (prompt, label) => (prompt.includes(`these: ${label},`) ? 0.7 : 0.1);
		await annotateAll(QUALITY, first);
		expect((await annotationsOf('a')).map(({ label }) => label)).toEqual([
			'very poor',
			'excellent'
		]);
		const [told] = await bench.db.query('annotate/repeated', { annotator: QUALITY.id });
		// From 1 · 0.7 + (2 + 3 + 4 + 5) · 0.1 of 1.1 to (1 + 2 + 3 + 4) · 0.1 + 5 · 0.7.
		expect(told).toMatchObject({ repeated: 4, changed: 4 });
		expect(told!.mean_shift).toBeCloseTo((4.5 - 2.1) / 1.1, 5);
	});

	it.each([
		['selected', 0, ['a', 'd']],
		['all', 0, ['a', 'b', 'c', 'd']]
	] as const)('labels those of the scope %s', async (scope, sample, ids) => {
		await duckdb.run(
			`INSERT INTO trajectory_outcomes VALUES ('a', 'budget', TRUE, NULL), ('b', 'quality', FALSE, 'wrong'), ('d', 'budget', TRUE, NULL)`
		);
		expect((await annotateAll(QUALITY, sees, { scope, sample })).saved).toEqual(ids);
	});

	it('labels the questions of what is in the set', async () => {
		await duckdb.run(`INSERT INTO trajectory_outcomes VALUES ('d', 'budget', TRUE, NULL)`);
		const { saved } = await annotateAll(CATEGORY, () => 0.1, { scope: 'selected' });
		expect(saved).toEqual(['q2']);
	});

	it('labels a sample that is the same for every annotator, and the rest of a larger one', async () => {
		const sampled = (sample: number, changes = {}) =>
			annotateAll(annotatorRow('response-quality', changes), sees, { scope: 'sample', sample });
		const { saved } = await sampled(2);
		expect(saved).toHaveLength(2);
		const prompt = 'Rate {answer} to {question}: {options}.';
		expect((await sampled(2, { prompt })).saved).toEqual(saved);
		const more = await sampled(3);
		expect(more.saved).toHaveLength(1);
		expect(saved).not.toContain(more.saved[0]);
	});

	it('gives no label where not even the shortest prompt fits, and is not asked again', async () => {
		await annotateAll(QUALITY, () => null);
		expect((await annotationsOf('a'))[0]).toMatchObject({ label: null, room_share: 1 / 16 });
		expect(await factsOf('a')).toMatchObject({ response_quality: null });
		expect((await annotateAll(QUALITY, sees)).saved).toEqual([]);
		const labels = await bench.db.query('annotate/labels', { annotator: QUALITY.id });
		expect(labels).toEqual([{ label: null, subjects: 4, mean_probability: null }]);
		expect((await bench.db.query('annotate/repeated', { annotator: QUALITY.id }))[0]).toEqual({
			...{ repeated: 0, changed: 0, mean_shift: null }
		});
	});
});

describe('an annotator that is interrupted', () => {
	it('goes on where it was left, and asks nothing twice', async () => {
		const stop = new AbortController();
		const engine = new ScriptedAnnotator(sees);
		engine.score = async (requests) => {
			if (stop.signal.aborted) throw new Cancelled();
			return ScriptedAnnotator.prototype.score.call(engine, requests);
		};
		let saved = 0;
		bench.db.beforeAppend = (table) => {
			if (table === 'annotations' && ++saved === 2) stop.abort();
		};
		await expect(annotateAll(QUALITY, engine, { signal: stop.signal })).rejects.toBeInstanceOf(
			Cancelled
		);
		bench.db.beforeAppend = () => undefined;
		const rest = await annotateAll(QUALITY, sees);
		expect(rest.saved).toHaveLength(2);
		expect((await annotateAll(QUALITY, sees)).saved).toEqual([]);
	});

	it('goes on after its worker died in the middle', async () => {
		const engine = new ScriptedAnnotator(sees);
		let calls = 0;
		engine.score = async (requests) => {
			calls += 1;
			if (calls === 3) throw new AppError('worker-died', 'The worker died.');
			return ScriptedAnnotator.prototype.score.call(engine, requests);
		};
		const { saved, failed } = await annotateAll(QUALITY, engine);
		expect([saved, failed]).toEqual([['a', 'b', 'c', 'd'], 0]);
	});

	it.each([
		['its guide is none any more', { guide: '{"version":1}' }],
		['it says nothing of its aspect', { aspect: 'category', guide: QUALITY.guide }]
	])('ends where %s', async (_, changes) => {
		const broken = { ...QUALITY, ...changes };
		await expect(annotateAll(broken, sees)).rejects.toMatchObject({ code: 'plan-invalid' });
	});
});

describe('two annotators', () => {
	it('keep what each said; only what the one says counts that was asked last', async () => {
		await annotateAll(QUALITY, sees);
		const strict = annotatorRow(
			'response-quality',
			{ prompt: '{question} {answer} {options}' },
			'2026-01-02'
		);
		await annotateAll(strict, (_, label) => (label === 'poor' ? 0.5 : 0.1));
		expect(await factsOf('a')).toMatchObject({ response_quality: 'poor' });
		const known = await bench.db.query('annotate/annotators', {});
		expect(known.map(({ id, counts, labelled }) => [id, counts, labelled])).toEqual([
			[strict.id, true, 4],
			[QUALITY.id, false, 4]
		]);
		await bench.db.append('annotators', [{ ...QUALITY, asked_at: '2026-01-03' }]);
		expect(await factsOf('a')).toMatchObject({ response_quality: 'excellent' });
	});

	it('of different aspects do not meet', async () => {
		await annotateAll(QUALITY, sees);
		await annotateAll(CATEGORY, (_, label) => (label === 'Coding' ? 0.5 : 0.1));
		expect(await factsOf('d')).toMatchObject({
			...{ task_category: 'Coding', response_quality: 'excellent' }
		});
	});

	it('have one speed where the model is the same: what one took is an estimate for the other', async () => {
		await annotateAll(QUALITY, sees);
		await duckdb.run('UPDATE annotations SET seconds = 0.5');
		const prompt = '{question} {answer} {options}';
		const { id, aspect, settings } = annotatorRow('response-quality', { prompt });
		const asked = { annotator: id, aspect, settings, scope: 'all' as const, sample: 0 };
		const [cost] = await bench.db.query('annotate/cost', asked);
		// Four, and again in the other order; 'Question q1' and such are 11 characters each.
		expect(cost).toMatchObject({ subjects: 4, timed: 8, timed_seconds: 4 });
		expect(cost!.chars).toBe(4 * 11 + 'goodbadbadgood'.length);
	});
});
