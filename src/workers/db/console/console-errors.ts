import { AppError, isCancelled } from '../../../lib/core/model/errors.ts';

/** What the console takes, and what to do with anything else. */
export const WHAT_READS =
	'The console only reads: SELECT, WITH, VALUES, FROM, EXPLAIN, DESCRIBE, SUMMARIZE and SHOW. Nothing was run and nothing was changed.';

const NO_FILES =
	'The console only reads the tables of this project: it opens no file and no address. Nothing was changed. Bring data in under Project.';

/** `FROM 'x.parquet'`: DuckDB looks for a table of that name where it may not look for a file. */
const NAMES_A_FILE = /^Catalog Error: Table with name \S*[./]\S* does not exist/;

export function refused(message: string, detail?: string): AppError {
	return new AppError('query-refused', message, { detail });
}

/** @param detail DuckDB's own words, which point at the place. */
export function invalid(message: string, detail?: string): AppError {
	return new AppError('query-invalid', message, { detail });
}

/** What DuckDB threw, in words; what is no error of the statement stays as it is. */
export function toConsoleError(error: unknown): unknown {
	if (error instanceof AppError || isCancelled(error)) return error;
	const words = wordsOf(error);
	if (/^Permission Error/.test(words) || NAMES_A_FILE.test(words)) return refused(NO_FILES, words);
	if (/read-only mode/.test(words)) return refused(WHAT_READS, words);
	if (/^Out of Memory Error/.test(words)) {
		return invalid(
			'The statement needs more memory than the browser gives. What was saved is safe. Ask for fewer rows or shorter texts.',
			words
		);
	}
	return invalid(
		'DuckDB cannot run this. Nothing was changed. Correct the statement and run it again.',
		words
	);
}

/** DuckDB-WASM hands some errors out as JSON. */
function wordsOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	const json = /^\{.*"exception_type":"([^"]*)".*"exception_message":"((?:[^"\\]|\\.)*)"/s.exec(
		message
	);
	return json ? `${json[1]} Error: ${json[2]}` : message;
}
