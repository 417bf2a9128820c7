import { Bool, type DataType, Field, Float64, Int32, Schema, Utf8 } from 'apache-arrow';
import { type ColumnType, TABLES, type Column, type TableName } from '../model/tables.ts';

const ARROW_TYPES: Readonly<Record<ColumnType, () => DataType>> = {
	utf8: () => new Utf8(),
	int32: () => new Int32(),
	float64: () => new Float64(),
	bool: () => new Bool()
};

/** The columns of a table in their declared order. */
export function columnsOf(table: TableName): readonly (readonly [string, Column])[] {
	return Object.entries(TABLES[table].columns);
}

/** The one Arrow schema that a batch of this table may have. */
export function arrowSchemaOf(table: TableName): Schema {
	return new Schema(
		columnsOf(table).map(
			([name, column]) => new Field(name, ARROW_TYPES[column.type](), 'nullable' in column)
		)
	);
}
