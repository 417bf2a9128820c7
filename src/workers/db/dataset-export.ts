import * as v from 'valibot';
import { datasetCard } from '../../lib/core/export/dataset-card.ts';
import type { DatasetFacts } from '../../lib/core/export/dataset-facts.ts';
import { jsonText } from '../../lib/core/export/json-text.ts';
import { manifestText } from '../../lib/core/export/manifest.ts';
import { type ExportOptions, ExportOptionsSchema } from '../../lib/core/export/options.ts';
import { recipeText } from '../../lib/core/export/recipe-file.ts';
import { datasetInfo } from '../../lib/core/export/sharegpt.ts';
import { AppError, Cancelled, isCancelled } from '../../lib/core/model/errors.ts';
import { parseRecipe, type Recipe } from '../../lib/core/model/recipe.ts';
import type { ExportedFile } from '../../lib/protocol/db-api.ts';
import type { Curation } from './curation.ts';
import type { Database } from './database.ts';
import { RowWriter } from './export-rows.ts';
import { incomplete, readSelection, type Selection } from './export-selection.ts';
import { ExportSink } from './export-sink.ts';
import { writeZip } from './export-zip.ts';
import type { Folder } from './disk.ts';
import { toStorageError } from './storage-error.ts';

export interface ExportRequest {
	readonly recipe: Recipe;
	readonly options: ExportOptions;
	/** As for Curation.curate. */
	readonly dataVersion: number;
	/** An empty folder that stays until nobody reads the files any more. */
	readonly folder: Folder;
	/** 0 to 1. */
	readonly onProgress: (share: number) => void;
	readonly signal: AbortSignal;
}

/** The rest is the archive. */
const SHARE_OF_ROWS = 0.9;

/**
 * Curates, checks, and writes the files of a training set: data, provenance, dataset_info.json where
 * the format has one, card, recipe, manifest, and an archive of all. The same project, recipe and
 * options give the same bytes.
 *
 * @throws AppError 'export-incomplete', 'storage-full', 'storage-failed', 'database-failed'
 * @throws Cancelled
 */
export async function exportDataset(
	db: Database,
	curation: Curation,
	request: ExportRequest
): Promise<readonly ExportedFile[]> {
	const options = validOptions(request.options);
	const recipe = parseRecipe(request.recipe);
	try {
		const selection = await curation.withOutcome(recipe, request.dataVersion, (result) =>
			readSelection(db, result, recipe, options.format)
		);
		return await writeFiles(db, selection, { ...request, options, recipe });
	} catch (error) {
		if (isCancelled(error)) throw new Cancelled();
		throw toStorageError(error);
	}
}

async function writeFiles(
	db: Database,
	selection: Selection,
	request: ExportRequest
): Promise<readonly ExportedFile[]> {
	const { recipe, options, folder, signal, onProgress } = request;
	const sink = new ExportSink(folder);
	const dataFile = `${options.name}.jsonl`;
	const { data, provenance, facts } = await writeRows(db, selection, sink, request);
	const info =
		options.format === 'sharegpt'
			? [await sink.writeText('dataset_info.json', documentText(datasetInfo(options, dataFile)))]
			: [];
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
	const archive = await writeZip(sink, `${options.name}.zip`, files, signal);
	onProgress(1);
	return archive ? [...files, archive] : files;
}

async function writeRows(
	db: Database,
	selection: Selection,
	sink: ExportSink,
	{ recipe, options, signal, onProgress }: ExportRequest
): Promise<{ data: ExportedFile; provenance: ExportedFile; facts: DatasetFacts }> {
	const data = await sink.create(`${options.name}.jsonl`);
	const provenance = await sink.create('provenance.jsonl');
	try {
		const writer = new RowWriter(options, selection, data, provenance);
		await writer.writeAll(db, signal, (share) => onProgress(share * SHARE_OF_ROWS));
		if (writer.rows === 0) throw nothingFits(writer);
		return {
			data: await data.finish(writer.rows),
			provenance: await provenance.finish(writer.rows),
			facts: factsOf(selection, writer, recipe, options)
		};
	} finally {
		data.close();
		provenance.close();
	}
}

function factsOf(
	{ result, rows, teachers }: Selection,
	writer: RowWriter,
	recipe: Recipe,
	options: ExportOptions
): DatasetFacts {
	return {
		options,
		recipe,
		rows: writer.rows,
		questions: writer.questions,
		selected: rows.length,
		leftOut: writer.leftOut,
		stages: result.stages,
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
