import { filterText } from '../../src/lib/core/model/trajectory-filter.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { AnalysisService } from '../../src/workers/analysis/analysis-service.ts';
import { runEmbeddingTask } from '../../src/workers/engine/embedding.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';
import { type Answer, loadProject, question, teacher } from './project-rows.ts';

const duckdb: NodeDatabase = await createNodeDatabase();
const service = new AnalysisService(
	{
		version: 1,
		grade: () => ({ verdict: 'wrong', extracted: null, expected: null, reason: '' })
	},
	{
		ofDistances: () => Promise.reject(new Error('no distances here')),
		ofTexts: () => Promise.reject(new Error('no duplicates here'))
	}
);
const EMBEDDER = 'vector:test';

const answer = (id: string, by: string, response: string): Answer => ({
	id,
	question: 'q1',
	teacher: by,
	response,
	verdict: 'correct',
	sample: Number(id.slice(1))
});
/** The student's answers are numbers on a square, so both directions count the same. */
const own = ['0,0', '0,2', '2,0', '2,2', '0,0', '0,2', '2,0', '2,2'];
const answers = [
	...own.map((text, i) => answer(`s${i}`, 'S', text)),
	answer('a0', 'A', '1,5'),
	answer('a1', 'A', '1,7'),
	answer('b0', 'B', '1,1'),
	answer('p0', 'P', '9,9')
];

let db: NodeRemote;

/** A text of numbers is its own vector. */
async function embed(ids: readonly string[]): Promise<void> {
	const engine = {
		embed: async (texts: readonly string[]) =>
			texts.map((text) => Float32Array.from(text.split(','), Number))
	};
	const task = { embedder: EMBEDDER, trajectoryIds: ids };
	await runEmbeddingTask({ engine, db }, task, () => undefined, new AbortController().signal);
}

beforeEach(async () => {
	for (const table of ['embeddings', 'map_points']) await duckdb.run(`DELETE FROM ${table}`);
	db = new NodeRemote(duckdb);
	service.use(db);
	await loadProject(duckdb, {
		questions: [question('q1')],
		teachers: [
			teacher('A'),
			teacher('B'),
			teacher('S', { origin: 'local' }),
			teacher('P', { origin: 'probe' })
		],
		answers
	});
});

describe('the latent map', () => {
	it('reads every text once, those of smoke tests left out', async () => {
		const pending = async () =>
			(await db.query('map/pending', { embedder: EMBEDDER })).map(({ id }) => id);
		expect(await pending()).toHaveLength(11);
		await embed(['a0', 's1']);
		expect(await pending()).not.toContain('a0');
		expect(await pending()).toHaveLength(9);
	});

	it('places texts in units of the student’s own spread, and becomes the metric of a teacher', async () => {
		await embed(answers.filter(({ teacher: by }) => by !== 'P').map(({ id }) => id));
		expect(await service.placeOnMap(EMBEDDER, 'S')).toBe(11);
		const [state] = await db.query('map/state', { student: 'S' });
		expect(state).toEqual({ embedder: EMBEDDER, embedded: 11, placed: 11, trajectories: 11 });
		const { metrics } = await service.compareTeachers(['A', 'B'], 1, 'S');
		const shift = metrics.find(({ metric }) => metric === 'latent-shift')!;
		// The student's answers are √2 from their middle; A's middle is 5 away from it.
		expect(shift.estimates[0]!.value).toBeCloseTo(5 / Math.SQRT2, 5);
		expect(shift.estimates[1]!.value).toBeCloseTo(0, 5);
		const alone = await service.compareTeachers(['A'], 1);
		expect(alone.metrics.map(({ metric }) => metric)).not.toContain('latent-shift');
	});

	it('says so where the student’s answers span no plane, and where a vector is damaged leaves it out', async () => {
		await embed(['a0', 's1', 's2']);
		await expect(service.placeOnMap(EMBEDDER, 'S')).rejects.toMatchObject({
			code: 'not-supported'
		});
		await embed(own.map((_, i) => `s${i}`));
		await db.appendTracks([{ trajectoryId: 'a0', scorer: EMBEDDER, bytes: new Uint8Array(7) }]);
		expect(await service.placeOnMap(EMBEDDER, 'S')).toBe(8);
	});

	describe('an area', () => {
		const place = (trajectory_id: string, x: number, y: number) => ({
			trajectory_id,
			embedder: EMBEDDER,
			student_id: 'S',
			x,
			y
		});
		const inArea = async (area: string) =>
			(
				await db.query('lists/trajectories', {
					...{ filter: filterText({ area }), student: '', sort: 'sample', limit: 50, offset: 0 }
				})
			).map(({ id }) => id);

		beforeEach(() =>
			db.append('map_points', [
				place('a0', 0.5, 0.5),
				place('a1', 0.5, 1.5),
				place('b0', -0.5, 0.5),
				place('s0', 0.5, -3)
			])
		);

		it('holds the points inside a polygon, a hollow one too', async () => {
			expect(await inArea('0*0.100*0.100*100.0*100')).toEqual(['a0']);
			// A notch from above spares a0 and a1.
			expect(
				(await inArea('-100*-400.100*-400.100*200.80*200.50*0.20*200.-100*200')).sort()
			).toEqual(['b0', 's0']);
			const rows = await db.query('map/inside', {
				area: '-100*0.100*0.100*200.-100*200',
				teachers: 'A|B'
			});
			expect(rows).toEqual([
				{ teacher_id: 'A', trajectories: 2 },
				{ teacher_id: 'B', trajectories: 1 }
			]);
		});

		it('is empty where its text is none, and no filter where there is no text', async () => {
			expect(await inArea('x*y.1*1.2*2')).toEqual([]);
			expect(await inArea('1*1')).toEqual([]);
			expect(await inArea("');DROP TABLE map_points;--")).toEqual([]);
			expect(await inArea('')).toHaveLength(11);
		});
	});
});
