import * as v from 'valibot';
import { AppError } from '../model/errors.ts';
import { MappingSchema, type Mapping } from './mapping.ts';

/** Reads a mapping that a person, a file or the page gave. Throws an AppError that names the field. */
export function parseMapping(value: unknown): Mapping {
	const result = v.safeParse(MappingSchema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	const field = v.getDotPath(issue) ?? 'mapping';
	throw new AppError(
		'mapping-invalid',
		`The mapping of the columns is not complete: “${field}” is missing or not valid. Choose it and try again.`,
		{ detail: issue.message }
	);
}
