import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadKernel } from '../../src/cli/load-kernel.ts';
import { EXPORT_FORMATS } from '../../src/lib/core/export/options.ts';
import { DEFAULT_RECIPE, type Recipe } from '../../src/lib/core/model/recipe.ts';
import { createVerifier, GRADER_VERSION } from '../../src/lib/core/verify/verifier.ts';
import { AnalysisService } from '../../src/workers/analysis/analysis-service.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { exportDataset } from '../../src/workers/db/dataset-export.ts';
import { BatchWriter } from '../../src/workers/import/batch-writer.ts';
import { SAME_BYTES, sameBytesRecipe } from '../support/same-bytes.ts';
import { simdTextKernel } from '../support/text-kernel.ts';
import { importFile } from '../unit/import/import-file.ts';
import { memorySource } from '../unit/import/memory-source.ts';
import { exportRequest } from './export-project.ts';
import { farthestRequests } from './farthest-requests.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { NodeRemote } from './node-remote.ts';

/** The symbolic engine is loaded, which takes long on a busy machine. */
const TIMEOUT_MS = 120_000;

/** From a file of answers to the files of a data set, by the parts that do it on the page. */
async function projectFrom(recipe: Recipe): Promise<NodeDatabase> {
	const db = await createNodeDatabase();
	const remote = new NodeRemote(db);
	const source = memorySource('answers.jsonl', await readFile(SAME_BYTES.answers));
	const writer = new BatchWriter(
		{
			append: (table, rows) => remote.append(table, rows),
			appendEncoded: (table, encoded) => remote.appendEncoded(table, encoded),
			knownQuestions: (ids) => remote.query('import/known-questions', { ids: ids.join('|') })
		},
		() => undefined
	);
	await writer.write((await importFile(source)).encoded);
	await writer.finish();
	const verifier = await createVerifier();
	const grader = {
		version: GRADER_VERSION,
		grade: (answer: Parameters<typeof verifier.verify>[0]) => verifier.verify(answer)
	};
	const service = new AnalysisService(grader, {
		ofDistances: () => Promise.resolve(loadKernel()),
		ofTexts: () => Promise.resolve(simdTextKernel())
	});
	service.use(remote);
	await service.analyse(await service.pending());
	await service.findDuplicateQuestions(DEFAULT_RECIPE.nearDuplicates.minJaccard);
	await new Curation(db).curate(recipe, 1);
	await service.farthestDistances(await farthestRequests(db, recipe));
	return db;
}

describe('the same data under the same recipe', () => {
	let db: NodeDatabase;
	let recipe: Recipe;
	beforeAll(async () => {
		recipe = await sameBytesRecipe();
		db = await projectFrom(recipe);
	}, TIMEOUT_MS);

	it('has something to drop at most stages, and something left', async () => {
		const { stages } = await new Curation(db).curate(recipe, 2);
		const busy = stages.filter(({ entered, kept }) => entered > kept).map(({ stage }) => stage);
		expect(busy).toEqual(['quality', 'near-duplicates', 'diversity', 'budget']);
		expect(stages.at(-1)!.kept).toBe(recipe.budget.maxExamples);
	});

	it(
		'gives the bytes that are written down, in every format',
		async () => {
			const hashes: Record<string, Record<string, string>> = {};
			for (const format of EXPORT_FORMATS) {
				const request = exportRequest({ format }, recipe);
				const { files } = await exportDataset(db, new Curation(db), request);
				hashes[format] = Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256]));
			}
			await expect(`${JSON.stringify(hashes, null, '\t')}\n`).toMatchFileSnapshot(
				SAME_BYTES.hashes
			);
		},
		TIMEOUT_MS
	);
});
