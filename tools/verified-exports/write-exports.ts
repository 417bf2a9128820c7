import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from '../../src/lib/core/export/example.ts';
import { toExample } from '../../src/lib/core/export/example.ts';
import {
	DEFAULT_EXPORT,
	EXPORT_FORMATS,
	type ExportOptions
} from '../../src/lib/core/export/options.ts';
import type { ReasoningStyle } from '../../src/lib/core/model/reasoning.ts';
import { BUNDLED_TEMPLATES } from '../../src/lib/core/template/bundled-templates.ts';
import type { ChatTemplate } from '../../src/lib/core/template/chat-template.ts';
import { ExampleRenderer } from '../../src/lib/core/template/render-example.ts';
import { takesTemplate } from '../../src/lib/core/template/template-messages.ts';
import type { ExportedFile } from '../../src/lib/protocol/db-api.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { exportDataset, readSelectedExample } from '../../src/workers/db/dataset-export.ts';
import { exportRequest, linesOf } from '../../test/sql/export-project.ts';
import { createNodeDatabase, type NodeDatabase } from '../../test/sql/node-database.ts';
import { loadProject } from '../../test/sql/project-rows.ts';
import { PROJECT, RECIPE } from './project.ts';
import { publishedTemplates } from './templates.ts';

/** A text under a template as the page shows it, cut where training begins. */
interface Preview {
	readonly prompt: string;
	readonly trained: string;
	/** Of the rejected answer of a pair. */
	readonly rejected: string;
	readonly failed: boolean;
}

type Rendered = ReturnType<ExampleRenderer['render']>;

/**
 * Writes every format in every form of reasoning, with and without a system prompt, by the code of the page
 * on a real database; beside the files what the page shows of each row (`case.json`), for check.py.
 * @returns how many files of data were written
 */
export async function writeExports(folder: string, jinjaFolder: string): Promise<number> {
	const db = await createNodeDatabase();
	await loadProject(db, PROJECT);
	const published = publishedTemplates(jinjaFolder);
	const all = [...BUNDLED_TEMPLATES, ...published];
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'templates.json'), JSON.stringify(all));
	let written = 0;
	for (const format of EXPORT_FORMATS) {
		// What all formats make of a row is the same conversation: under every template, one of them is enough.
		const templates = format === 'messages' ? all : BUNDLED_TEMPLATES;
		for (const reasoning of ['inline', 'field', 'drop'] as const) {
			for (const systemPrompt of ['', 'Be brief,\n"and" {{ exact }}. \u{1F600}']) {
				const options = { ...DEFAULT_EXPORT, format, reasoning, systemPrompt };
				const name = [format, reasoning, systemPrompt === '' ? 'plain' : 'system'].join('-');
				await writeCase(db, join(folder, name), options, templates);
				written++;
			}
		}
	}
	return written;
}

async function writeCase(
	db: NodeDatabase,
	folder: string,
	options: ExportOptions,
	templates: readonly ChatTemplate[]
): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const request = { ...exportRequest(options, RECIPE), checker: null };
	const { files } = await exportDataset(db, new Curation(db), request);
	for (const { name, file } of files) {
		writeFileSync(join(folder, name), new Uint8Array(await file.arrayBuffer()));
	}
	const rows = await rowsOf(db, files, options);
	const previews = takesTemplate(options.format)
		? Object.fromEntries(
				templates.map((template) => [template.name, previewsOf(rows, template, options)])
			)
		: {};
	writeFileSync(join(folder, 'case.json'), JSON.stringify({ options, rows, previews }));
}

interface WrittenRow {
	/** As the page shows it. */
	readonly example: Example;
	/** Of a pair; null in other formats. */
	readonly rejected: Example | null;
}

/** What the page shows of each line: the preview asks for one example after the other. */
async function rowsOf(
	db: NodeDatabase,
	files: readonly ExportedFile[],
	options: ExportOptions
): Promise<WrittenRow[]> {
	const curation = new Curation(db);
	const origins = (await linesOf(files, 'provenance.jsonl')) as {
		trajectory: string;
		rejected?: string;
	}[];
	const rows = new Map<string, Example>();
	const selection = { recipe: RECIPE, options, funnelVersion: 1 };
	for (let index = 0, total = 1; index < total; index++) {
		const shown = await readSelectedExample(db, curation, selection, index);
		total = shown.total;
		if (shown.example !== null) rows.set(shown.id, shown.example);
	}
	return origins.map(({ trajectory, rejected }) => ({
		example: rows.get(trajectory)!,
		rejected: rejected === undefined ? null : rejectedExample(rejected, options)
	}));
}

/** The page shows the chosen answer of a pair alone. */
function rejectedExample(id: string, { reasoning }: ExportOptions): Example {
	const answer = PROJECT.answers.find((candidate) => candidate.id === id)!;
	const { text } = PROJECT.questions.find((asked) => asked.id === answer.question)!;
	const response = {
		response: answer.response!,
		reasoning: answer.reasoning ?? null,
		style: answer.style as ReasoningStyle
	};
	const example = toExample(text, response, reasoning !== 'drop');
	if (typeof example === 'string') throw new Error(`${id}: ${example}`);
	return example;
}

function previewsOf(
	rows: readonly WrittenRow[],
	template: ChatTemplate,
	options: ExportOptions
): Preview[] {
	const renderer = new ExampleRenderer(template, options);
	return rows.map(({ example, rejected }) => {
		const shown = renderer.render(example);
		const other = rejected === null ? null : renderer.render(rejected);
		return { ...cut(shown), rejected: other?.text ?? '', failed: shown.failure !== '' };
	});
}

/** TRL's marks may leave several parts; what is trained on then is all that stands in them. */
function cut({ text, trained }: Rendered): Pick<Preview, 'prompt' | 'trained'> {
	const [first] = trained;
	return {
		prompt: text.slice(0, first?.start ?? text.length),
		trained: text.slice(first?.start ?? text.length)
	};
}
