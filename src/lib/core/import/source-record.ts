/**
 * What every reader gives: one record of the file, or why there is none. A record that cannot be
 * used is data, never a throw, so that it does not cost the records around it. A reader throws an
 * AppError only where the rest of the file is lost; what it gave before stays good.
 */
export type SourceRecord =
	| {
			/** 1-based physical line of JSONL, CSV and text; 1-based record of JSON and Parquet. */
			readonly line: number;
			readonly value: unknown;
	  }
	| { readonly line: number; readonly error: string; readonly excerpt: string };

/** Bytes of one record, cut out of the file but not yet decoded; or why they were not kept. */
export type RawRecord =
	| { readonly line: number; readonly bytes: Uint8Array }
	| { readonly line: number; readonly error: string; readonly excerpt: string };

/** Longer records are rejected, so that one line cannot fill the memory. */
export const MAX_RECORD_BYTES = 100 * 1024 * 1024;

export const EXCERPT_CHARS = 200;

/**
 * Of a question, a response or its reasoning: 128,000 tokens have about 500,000. What is longer would make the page
 * stand still where it is read.
 */
export const MAX_TEXT_CHARS = 600_000;
export const TOO_LONG = `longer than ${MAX_TEXT_CHARS.toLocaleString('en')} characters`;
