import { FILE_ADDRESSES, PAGE_ADDRESSES } from './addresses.ts';
import { CHAT_TEMPLATES, TOKENIZER_CONFIGS } from './chat-templates.ts';
import { CSV_FILES, JSON_FILES, PACKED_FILES } from './data-files.ts';
import { DATASET_NAMES, FILE_NAMES } from './file-names.ts';
import type { HostileInput } from './hostile-input.ts';
import { HTML_TEXTS, PAST_MARKDOWN, SVG_TEXTS } from './html.ts';
import { JSON_LINES } from './json-rows.ts';
import { LATEX_TEXTS } from './latex.ts';
import { MARKDOWN_TEXTS, SLOW_TEXTS } from './markdown.ts';
import {
	CHAT_CONFIGS,
	MODEL_ADDRESSES,
	MODEL_NAMES,
	SHARD_PATHS,
	TEACHER_SETTINGS
} from './model-metadata.ts';
import { PARQUET_FILES } from './parquet-files.ts';
import { PROJECT_FILES } from './project-files.ts';
import { RECIPES } from './recipes.ts';
import { SQL_NAMES, SQL_STATEMENTS } from './sql-statements.ts';
import { FORMULA_TEXTS, UNICODE_TEXTS } from './unicode.ts';
import { URL_TEXTS } from './urls.ts';

/** Inputs of one kind, and what must be true of each of them. */
export interface HostileKind {
	readonly kind: string;
	readonly inputs: readonly HostileInput[];
	readonly must: string;
}

const LOOKED_AT = 'can only be looked at, within a second; comes out of every file as it went in';
const NAMED = 'its bad rows are named with line and reason, its good rows come in';

export const CORPUS: readonly HostileKind[] = [
	{ kind: 'HTML', inputs: HTML_TEXTS, must: LOOKED_AT },
	{ kind: 'SVG and MathML', inputs: SVG_TEXTS, must: LOOKED_AT },
	{
		kind: 'HTML past Markdown',
		inputs: PAST_MARKDOWN,
		must: 'the sanitiser alone makes it harmless'
	},
	{ kind: 'Markdown', inputs: MARKDOWN_TEXTS, must: LOOKED_AT },
	{ kind: 'slow shapes', inputs: SLOW_TEXTS, must: LOOKED_AT },
	{ kind: 'LaTeX', inputs: LATEX_TEXTS, must: LOOKED_AT },
	{ kind: 'URLs in texts', inputs: URL_TEXTS, must: LOOKED_AT },
	{ kind: 'Unicode', inputs: UNICODE_TEXTS, must: LOOKED_AT },
	{ kind: 'spreadsheet formulas', inputs: FORMULA_TEXTS, must: LOOKED_AT },
	{ kind: 'JSONL lines', inputs: JSON_LINES, must: NAMED },
	{ kind: 'JSON files', inputs: JSON_FILES, must: NAMED },
	{ kind: 'CSV files', inputs: CSV_FILES, must: NAMED },
	{ kind: 'packed and other files', inputs: PACKED_FILES, must: NAMED },
	{ kind: 'Parquet files', inputs: PARQUET_FILES, must: NAMED },
	{ kind: 'file names', inputs: FILE_NAMES, must: 'the content decides; the name is a text' },
	{ kind: 'data set names', inputs: DATASET_NAMES, must: 'refused before a file is named so' },
	{ kind: 'project files', inputs: PROJECT_FILES, must: 'refused, or opened with its sound rows' },
	{ kind: 'recipes', inputs: RECIPES, must: 'refused; the recipe stays' },
	{ kind: 'chat templates', inputs: CHAT_TEMPLATES, must: 'end in time and reach nothing' },
	{ kind: 'tokenizer configs', inputs: TOKENIZER_CONFIGS, must: 'refused; the template stays' },
	{ kind: 'SQL that does not read', inputs: SQL_STATEMENTS, must: 'refused; nothing changes' },
	{ kind: 'SQL with hostile names', inputs: SQL_NAMES, must: 'files of its answer run nothing' },
	{ kind: 'page addresses', inputs: PAGE_ADDRESSES, must: 'a place is shown, nothing runs' },
	{ kind: 'file addresses', inputs: FILE_ADDRESSES, must: 'refused before a request' },
	{ kind: 'teacher settings', inputs: TEACHER_SETTINGS, must: 'such a teacher is never asked' },
	{ kind: 'MLC configs', inputs: CHAT_CONFIGS, must: 'refused' },
	{ kind: 'shard paths', inputs: SHARD_PATHS, must: 'nothing outside of the folder is fetched' },
	{ kind: 'model addresses', inputs: MODEL_ADDRESSES, must: 'refused before a request' },
	{ kind: 'model names', inputs: MODEL_NAMES, must: LOOKED_AT }
];

/** The corpus as docs/security.md shows it. */
export function corpusTable(): string {
	const rows = CORPUS.map(({ kind, inputs, must }) => `| ${kind} | ${inputs.length} | ${must} |`);
	const total = CORPUS.reduce((sum, { inputs }) => sum + inputs.length, 0);
	return [
		'| kind | inputs | what must be true |',
		'| --- | ---: | --- |',
		...rows,
		`| **all** | **${total}** | |`
	].join('\n');
}
