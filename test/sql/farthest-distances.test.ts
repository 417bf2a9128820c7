import { beforeAll, describe, expect, it } from 'vitest';
import { loadKernel } from '../../src/cli/load-kernel.ts';
import type { Recipe } from '../../src/lib/core/model/recipe.ts';
import type { EditDistanceKernel } from '../../src/lib/core/select/edit-distance/kernel.ts';
import { PlainKernel } from '../../src/lib/core/select/edit-distance/plain-kernel.ts';
import { createRandom } from '../../src/lib/core/stats/random.ts';
import { AnalysisService } from '../../src/workers/analysis/analysis-service.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { runNamedQuery } from '../../src/workers/db/named-queries.ts';
import { farthestRequests } from './farthest-requests.ts';
import { ends, type Ends, OPEN } from './funnel.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';
import { loadProject, type Project, question, teacher } from './project-rows.ts';

const QUESTIONS = 5;
const ANSWERS = 9;

let db: NodeDatabase;
let remote: NodeRemote;
beforeAll(async () => {
	db = await createNodeDatabase();
});

/** Answers that are edited copies of a few texts, so that near and far ones, and ties, are among them. */
function project(seed: number): Project {
	const random = createRandom(seed);
	const words = Array.from({ length: 30 }, (_, n) => `word${n}`);
	const text = (length: number) =>
		Array.from({ length }, () => words[random.integer(words.length)]!);
	return {
		questions: Array.from({ length: QUESTIONS }, (_, q) => question(`q${q}`)),
		teachers: [teacher('t')],
		answers: Array.from({ length: QUESTIONS }, (_, q) => {
			const drafts = [text(40), text(60), text(90)];
			return Array.from({ length: ANSWERS }, (_, n) => {
				const draft = drafts[n % 3]!.map((word) => (random.next() < 0.1 ? 'other' : word));
				return { id: `x${q}-${n}`, question: `q${q}`, teacher: 't', response: draft.join(' ') };
			});
		}).flat()
	};
}

const recipe = (measure: 'raw' | 'normalised', perQuestion = 3): Recipe => ({
	...OPEN,
	diversity: { enabled: true, perQuestion, measure }
});

function serviceWith(kernel: EditDistanceKernel): AnalysisService {
	const service = new AnalysisService(
		{ version: 1, grade: () => Promise.reject(new Error('no grades here')) },
		{
			ofDistances: () => Promise.resolve(kernel),
			ofTexts: () => Promise.reject(new Error('no duplicates here'))
		}
	);
	remote = new NodeRemote(db);
	service.use(remote);
	return service;
}

async function curatedWithAllPairs(of: Recipe): Promise<Ends> {
	const rows = await runNamedQuery(db, 'curate/unmeasured', {});
	const pairs = rows.flatMap((a, i) =>
		rows
			.slice(i + 1)
			.filter((b) => b.question_id === a.question_id)
			.map((b) => ({ questionId: a.question_id, aId: a.id, bId: b.id }))
	);
	expect(await serviceWith(loadKernel()).distances(pairs)).toBeGreaterThan(0);
	await new Curation(db).curate(of, 1);
	return ends(db);
}

const count = async (table: string): Promise<number> =>
	(await db.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n;

describe('distances that settle who is farthest', () => {
	const PAIRS = (QUESTIONS * ANSWERS * (ANSWERS - 1)) / 2;

	it.each([
		['raw', 1, loadKernel],
		['normalised', 2, loadKernel],
		['raw', 3, () => new PlainKernel()]
	] as const)('select what all distances would (%s, %i)', async (measure, seed, kernel) => {
		await loadProject(db, project(seed));
		const curation = new Curation(db);
		expect(await curation.curate(recipe(measure), 1)).toMatchObject({ missingPairs: PAIRS });
		const measured = await serviceWith(kernel()).farthestDistances(
			await farthestRequests(db, recipe(measure))
		);
		const { missingPairs, selected } = await curation.curate(recipe(measure), 2);
		expect([missingPairs, selected]).toEqual([0, 3 * QUESTIONS]);
		const chosen = await ends(db);
		expect(await count('pairwise')).toBe(measured);
		expect(await count('pairwise_bounds')).toBe(PAIRS);
		expect(measured).toBeLessThan(PAIRS / 2);
		expect(chosen).toEqual(await curatedWithAllPairs(recipe(measure)));
		expect(await count('pairwise')).toBe(PAIRS);
		expect(await runNamedQuery(db, 'curate/unmeasured', {})).toEqual([]);
	});

	it('measure nothing twice, and only what is still open when the choice changes', async () => {
		await loadProject(db, project(4));
		const curation = new Curation(db);
		await curation.curate(recipe('raw'), 1);
		const asked = await farthestRequests(db, recipe('raw'));
		const service = serviceWith(loadKernel());
		const first = await service.farthestDistances(asked);
		expect(await service.farthestDistances(asked)).toBe(0);
		await curation.curate(recipe('raw', 4), 2);
		const more = await service.farthestDistances(await farthestRequests(db, recipe('raw', 4)));
		expect(await count('pairwise')).toBe(first + more);
		expect(await count('pairwise_bounds')).toBe(PAIRS);
		const { missingPairs } = await curation.curate(recipe('raw', 4), 3);
		expect(missingPairs).toBe(0);
	});

	it('keep what was measured when a text is too long, and skip what is gone', async () => {
		const { answers, ...rest } = project(5);
		const long = (id: string, letter: string) => ({
			...{ id, question: 'q0', teacher: 't', response: letter.repeat(400_000) }
		});
		await loadProject(db, { ...rest, answers: [...answers, long('y1', 'y'), long('y2', 'z')] });
		const ids = ['x0-0', 'x0-1', 'gone', 'y1', 'y2'];
		const request = { questionId: 'q0', ids, seats: 3, measure: 'raw' as const };
		await expect(serviceWith(loadKernel()).farthestDistances([request])).rejects.toMatchObject({
			code: 'not-supported',
			message: expect.stringContaining('400000 and 400000 characters are too long')
		});
		expect(await count('pairwise_bounds')).toBe(6);
	});
});
