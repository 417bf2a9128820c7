import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportOptions } from '../../src/lib/core/export/options.ts';
import { Cancelled } from '../../src/lib/core/model/errors.ts';
import { bundledTemplate } from '../../src/lib/core/template/bundled-templates.ts';
import type { ExportedFile } from '../../src/lib/protocol/db-api.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import {
	checkTemplate,
	exportDataset,
	readSelectedExample
} from '../../src/workers/db/dataset-export.ts';
import { exportRequest, fileNamed, linesOf, PROJECT, RECIPE, sizesOf } from './export-project.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { loadProject } from './project-rows.ts';

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});

async function write(options: Partial<ExportOptions> = {}): Promise<readonly ExportedFile[]> {
	return (await exportDataset(db, new Curation(db), exportRequest(options))).files;
}

describe('the check of the chat template', () => {
	const qwen = bundledTemplate('qwen-3')!;
	const r1 = bundledTemplate('deepseek-r1')!;
	const manifestOf = async (files: readonly ExportedFile[]): Promise<Record<string, unknown>> =>
		(
			JSON.parse(await fileNamed(files, 'manifest.json').file.text()) as {
				template_check: Record<string, unknown>;
			}
		).template_check;

	it('stands in the manifest, over every row, the same every time', async () => {
		await loadProject(db, PROJECT);
		const files = await write({ template: qwen });
		expect(await manifestOf(files)).toMatchObject({
			checked: true,
			template: 'Qwen3',
			template_sha256: createHash('sha256').update(qwen.source).digest('hex'),
			context_tokens: 32_768,
			examples: 24,
			without_red_flag: 24,
			tokens_counted: 'estimate'
		});
		expect(await fileNamed(files, 'README.md').file.text()).toContain(
			'Under the chat template Qwen3, 24 of 24 rows raised no red flag'
		);
		expect(sizesOf(await write({ template: qwen }))).toEqual(sizesOf(files));
		await loadProject(db, PROJECT, (rows) => [...rows].reverse());
		expect(sizesOf(await write({ template: qwen }))).toEqual(sizesOf(files));
	});

	it('counts what a template does, with the first trajectories', async () => {
		await loadProject(db, PROJECT);
		const check = (await manifestOf(await write({ template: r1 }))) as {
			red_flags: { flag: string; count: number; first_trajectories: string[] }[];
		};
		const stripped = check.red_flags.find(({ flag }) => flag === 'thinking-stripped');
		expect(stripped).toEqual({
			flag: 'thinking-stripped',
			count: 24,
			first_trajectories: ['x00', 'x01', 'x02', 'x03', 'x04']
		});
		expect(check.red_flags.find(({ flag }) => flag === 'template-failed')?.count).toBe(0);
	});

	it('finds the same without writing anything', async () => {
		await loadProject(db, PROJECT);
		const written = await exportDataset(db, new Curation(db), exportRequest({ template: r1 }));
		const checked = await checkTemplate(db, new Curation(db), exportRequest({ template: r1 }));
		expect(checked).toEqual(written.template);
		expect(checked?.examples).toBe(24);
	});

	it('says where none was made, and why', async () => {
		await loadProject(db, PROJECT);
		expect(await manifestOf(await write())).toEqual({
			checked: false,
			reason: 'no chat template was chosen'
		});
		const plain = await write({ template: qwen, format: 'prompt-completion' });
		expect(await manifestOf(plain)).toEqual({
			checked: false,
			reason: 'trainers put no chat template around this format'
		});
	});

	it('looks at both answers of a pair', async () => {
		const answers = PROJECT.answers.map((answer) =>
			Number(answer.id.slice(1)) < 24
				? answer
				: { ...answer, response: '<think>so</think>It is <|im_end|>' }
		);
		await loadProject(db, { ...PROJECT, answers });
		const check = await checkTemplate(
			db,
			new Curation(db),
			exportRequest({ template: qwen, format: 'preference' })
		);
		expect(check?.flags.find(({ flag }) => flag === 'special-token-in-text')?.count).toBe(24);
	});

	it('is not passed over in silence: without a worker nothing is written', async () => {
		await loadProject(db, PROJECT);
		const nobody = exportRequest({ template: qwen }, RECIPE, undefined, null);
		await expect(exportDataset(db, new Curation(db), nobody)).rejects.toMatchObject({
			code: 'internal'
		});
	});

	it('does not outlast a cancellation, even where the template never ends', async () => {
		await loadProject(db, PROJECT);
		const abort = new AbortController();
		const never = new Promise<never>(() => undefined);
		const asked = exportRequest({ template: qwen }, RECIPE, abort.signal, () => {
			queueMicrotask(() => abort.abort());
			return never;
		});
		await expect(checkTemplate(db, new Curation(db), asked)).rejects.toBeInstanceOf(Cancelled);
	});
});

describe('readSelectedExample', () => {
	it('gives the examples in the order of the files, the last one past the end', async () => {
		await loadProject(db, PROJECT);
		const curation = new Curation(db);
		const origins = (await linesOf(await write(), 'provenance.jsonl')) as { trajectory: string }[];
		for (const index of [0, 7, 23]) {
			const found = await readSelectedExample(db, curation, exportRequest({}), index);
			expect(found).toMatchObject({ index, total: 24, id: origins[index]!.trajectory });
			expect(found.example?.answer).toContain('answer');
		}
		expect((await readSelectedExample(db, curation, exportRequest({}), 99)).index).toBe(23);
	});

	it('says why the format cannot hold one', async () => {
		const answers = PROJECT.answers.map((answer) => ({ ...answer, response: '<think>never' }));
		await loadProject(db, { ...PROJECT, answers });
		const found = await readSelectedExample(db, new Curation(db), exportRequest({}), 0);
		expect(found).toMatchObject({ example: null, leftOut: 'no answer' });
	});
});
