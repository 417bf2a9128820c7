import * as v from 'valibot';
import { datasetCard } from '../../lib/core/export/dataset-card.ts';
import type { DatasetFacts } from '../../lib/core/export/dataset-facts.ts';
import { datasetInfo } from '../../lib/core/export/dataset-info.ts';
import { jsonText } from '../../lib/core/export/json-text.ts';
import { manifestText } from '../../lib/core/export/manifest.ts';
import { type ExportOptions, ExportOptionsSchema } from '../../lib/core/export/options.ts';
import { recipeText } from '../../lib/core/export/recipe-file.ts';
import { AppError, Cancelled, isCancelled } from '../../lib/core/model/errors.ts';
import { parseRecipe, type Recipe } from '../../lib/core/model/recipe.ts';
import type { TemplateReport } from '../../lib/core/template/template-report.ts';
import type { ExportedDataset, SelectedExample } from '../../lib/protocol/db-api.ts';
import type { Curation } from './curation.ts';
import type { Database } from './database.ts';
import { readExamples } from './export-examples.ts';
import { RowWriter } from './export-rows.ts';
import { incomplete, readSelection, type Selection } from './export-selection.ts';
import { ExportSink, type WrittenFile } from './export-sink.ts';
import { zipOf } from './export-zip.ts';
import type { Folder } from './disk.ts';
import { toStorageError } from './storage-error.ts';
import { startTemplateCheck, type TemplateChecker } from './template-check.ts';

/** A selection, and what is to be made of it. */
export interface SelectionRequest {
	readonly recipe: Recipe;
	readonly options: ExportOptions;
	/** As for Curation.curate. */
	readonly funnelVersion: number;
}

export interface CheckRequest extends SelectionRequest {
	/** null where no template worker is there. */
	readonly checker: TemplateChecker | null;
	/** 0 to 1. */
	readonly onProgress: (share: number) => void;
	readonly signal: AbortSignal;
}

export interface ExportRequest extends CheckRequest {
	/** An empty folder that stays until nobody reads the files any more. */
	readonly folder: Folder;
}

/**
 * Curates, checks, and writes the files of a training set: data, provenance, dataset_info.json where
 * the format has one, card, recipe, manifest, and an archive of all. Where a chat template is chosen,
 * every row is checked under it. The same project, recipe and options give the same bytes.
 *
 * @throws AppError 'export-incomplete', 'storage-full', 'storage-failed', 'database-failed'
 * @throws Cancelled
 */
export async function exportDataset(
	db: Database,
	curation: Curation,
	request: ExportRequest
): Promise<ExportedDataset> {
	return withSelection(db, curation, request, (selection, valid) =>
		writeFiles(db, selection, { ...request, ...valid })
	);
}

/**
 * The check of `exportDataset` without its files. @returns null where no template is chosen, or the
 * format takes none
 * @throws as `exportDataset`
 */
export async function checkTemplate(
	db: Database,
	curation: Curation,
	request: CheckRequest
): Promise<TemplateReport | null> {
	const { signal, onProgress } = request;
	return withSelection(db, curation, request, async (selection, { options }) => {
		const check = startTemplateCheck(options, request.checker);
		if (check === null) return null;
		let done = 0;
		for await (const rows of readExamples(db, selection, options, signal)) {
			await check.add(rows, signal);
			done += rows.length;
			onProgress(done / selection.rows.length);
		}
		return check.report();
	});
}

/**
 * One trajectory of the selection, in the order of the files.
 * @param index from 0; past the end it gives the last one
 * @throws AppError 'export-incomplete', 'database-failed'
 */
export async function readSelectedExample(
	db: Database,
	curation: Curation,
	request: SelectionRequest,
	index: number
): Promise<SelectedExample> {
	return withSelection(db, curation, request, async (selection, { options }) => {
		const total = selection.rows.length;
		const at = Math.min(Math.max(0, index), total - 1);
		const one = { ...selection, rows: selection.rows.slice(at, at + 1) };
		for await (const [prepared] of readExamples(db, one, options, new AbortController().signal)) {
			if (prepared === undefined) break;
			const { row, examples } = prepared;
			return typeof examples === 'string'
				? { index: at, total, id: row.id, example: null, leftOut: examples }
				: { index: at, total, id: row.id, example: examples[0]!, leftOut: '' };
		}
		throw incomplete(['The example is missing.']);
	});
}

type ValidRequest = Pick<SelectionRequest, 'recipe' | 'options'>;

async function withSelection<T>(
	db: Database,
	curation: Curation,
	request: SelectionRequest,
	work: (selection: Selection, valid: ValidRequest) => Promise<T>
): Promise<T> {
	const options = validOptions(request.options);
	const recipe = parseRecipe(request.recipe);
	try {
		const selection = await curation.withOutcome(recipe, request.funnelVersion, (result) =>
			readSelection(db, result, recipe, options.format)
		);
		return await work(selection, { options, recipe });
	} catch (error) {
		if (isCancelled(error)) throw new Cancelled();
		throw toStorageError(error);
	}
}

async function writeFiles(
	db: Database,
	selection: Selection,
	request: ExportRequest
): Promise<ExportedDataset> {
	const { recipe, options, folder } = request;
	const sink = new ExportSink(folder);
	const dataFile = `${options.name}.jsonl`;
	const { data, provenance, facts } = await writeRows(db, selection, sink, request);
	const howToRead = datasetInfo(options, dataFile);
	const info =
		howToRead === null ? [] : [await sink.writeText('dataset_info.json', documentText(howToRead))];
	const described = [
		data,
		...info,
		provenance,
		await sink.writeText('README.md', datasetCard(facts, dataFile)),
		await sink.writeText('recipe.json', recipeText(recipe))
	];
	const manifest = manifestText(
		facts,
		described.map(({ name, bytes, sha256, rows }) => ({ name, bytes, sha256, rows }))
	);
	const files = [...described, await sink.writeText('manifest.json', manifest)];
	return { files, archive: zipOf(`${options.name}.zip`, files), template: facts.template };
}

async function writeRows(
	db: Database,
	selection: Selection,
	sink: ExportSink,
	request: ExportRequest
): Promise<{ data: WrittenFile; provenance: WrittenFile; facts: DatasetFacts }> {
	const { options, signal, onProgress } = request;
	const check = startTemplateCheck(options, request.checker);
	const data = await sink.create(`${options.name}.jsonl`);
	const provenance = await sink.create('provenance.jsonl');
	try {
		const writer = new RowWriter(options, selection, data, provenance);
		let done = 0;
		for await (const rows of readExamples(db, selection, options, signal)) {
			for (const row of rows) writer.write(row);
			await check?.add(rows, signal);
			done += rows.length;
			onProgress(done / selection.rows.length);
		}
		if (writer.rows === 0) throw nothingFits(writer);
		return {
			data: await data.finish(writer.rows),
			provenance: await provenance.finish(writer.rows),
			facts: factsOf(selection, writer, request, (await check?.report()) ?? null)
		};
	} finally {
		data.close();
		provenance.close();
	}
}

function factsOf(
	{ result, rows, teachers, graders }: Selection,
	writer: RowWriter,
	{ recipe, options }: ExportRequest,
	template: TemplateReport | null
): DatasetFacts {
	return {
		options,
		recipe,
		template,
		rows: writer.rows,
		questions: writer.questions,
		selected: rows.length,
		leftOut: writer.leftOut,
		stages: result.stages,
		graders,
		teachers: teachers
			.map(({ id, name, origin, settings }) => {
				return { id, name, origin, settings, rows: writer.rowsOf(id) };
			})
			.filter((teacher) => teacher.rows > 0)
	};
}

function nothingFits(writer: RowWriter): AppError {
	const reasons = writer.leftOut.map(({ reason, count }) => `${count}: ${reason}.`);
	return incomplete(['No selected trajectory fits this format.', ...reasons]);
}

/** The name becomes a file name, so nothing but the schema's characters may pass. */
function validOptions(options: ExportOptions): ExportOptions {
	const parsed = v.safeParse(ExportOptionsSchema, options);
	if (parsed.success) return parsed.output;
	throw new AppError(
		'not-supported',
		'These export options cannot be used. Nothing was written. Choose a name of small letters, digits, dots, dashes and underscores.',
		{ detail: v.flatten(parsed.issues).root?.join(' ') }
	);
}

function documentText(value: object): string {
	return `${jsonText(value, '\t')}\n`;
}
