import { describe } from './describe.ts';
import { EXCERPT_CHARS, type RawRecord, type SourceRecord } from './source-record.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8');

/** The text of a record, or the rejection of bytes that are no UTF-8. */
export function decodeText(
	record: RawRecord
): Extract<SourceRecord, { error: string }> | { line: number; text: string } {
	if ('error' in record) return record;
	try {
		return { line: record.line, text: strict.decode(record.bytes) };
	} catch {
		const excerpt = lenient.decode(record.bytes.subarray(0, EXCERPT_CHARS));
		return { line: record.line, error: 'not valid UTF-8', excerpt };
	}
}

/** A JSON object, as a row must be one; anything else is rejected with its reason. */
export function decodeJson(record: RawRecord): SourceRecord {
	const decoded = decodeText(record);
	if ('error' in decoded) return decoded;
	const { line, text } = decoded;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return { line, error: 'not valid JSON', excerpt: text.slice(0, EXCERPT_CHARS) };
	}
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { line, value };
	return { line, error: 'not a JSON object', excerpt: describe(value, EXCERPT_CHARS) };
}
