import type { ColumnKind, ConsoleColumn } from '../../../lib/protocol/console-api.ts';

/** A row of DESCRIBE. */
export interface DescribedColumn {
	readonly column_name: string;
	readonly column_type: string;
}

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\)|BIGNUM)$/;
/** Longer type names are lists of an ENUM's values. */
const TYPE_CHARS = 60;

export function toColumn({ column_name, column_type }: DescribedColumn): ConsoleColumn {
	const short = /^ENUM\(/.test(column_type) ? 'ENUM' : column_type;
	return {
		name: column_name,
		type: short.length > TYPE_CHARS ? `${short.slice(0, TYPE_CHARS)}…` : short,
		kind: kindOf(column_type)
	};
}

function kindOf(type: string): ColumnKind {
	if (NUMBERS.test(type)) return 'number';
	if (type === 'BOOLEAN') return 'boolean';
	if (/^(DATE|TIMESTAMP[A-Z_ ]*)$/.test(type)) return 'time';
	return /^(VARCHAR|UUID|ENUM\(.*\))$/s.test(type) ? 'text' : 'other';
}

/**
 * Types that Arrow's JavaScript shows wrongly or not at all (an INTERVAL as zeros, a far date as an
 * error, an ENUM of a stream as NULL) or as bytes. DuckDB writes them out itself. A name that only looks like one costs nothing.
 */
const WRITTEN_OUT =
	/\b(DATE|TIME|TIMESTAMP\w*|INTERVAL|ENUM|BIT|BLOB|UHUGEINT|BIGNUM|UNION|VARIANT|GEOMETRY)\b/;

export function isWrittenOut({ column_type }: DescribedColumn): boolean {
	return WRITTEN_OUT.test(column_type);
}
