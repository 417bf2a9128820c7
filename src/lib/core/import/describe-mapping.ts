import { CODE_SHAPES } from '../code/code-shapes.ts';
import type { Mapping, TeacherSource } from './mapping.ts';

/** A mapping as sentences for people, e.g. below the guess. */
export function describeMapping(mapping: Mapping): string {
	const extras = [
		mapping.tests === undefined
			? named('reference answer', mapping.gold)
			: `tests as in ${CODE_SHAPES[mapping.tests].name}`,
		named('domain', mapping.domain),
		...('teacher' in mapping
			? [
					named('separate reasoning', mapping.reasoning),
					named('verdict of the file', mapping.correct),
					teacher(mapping.teacher)
				]
			: [])
	].filter((part) => part !== '');
	return `${[shape(mapping), ...extras].join('; ')}.`;
}

function shape(mapping: Mapping): string {
	switch (mapping.shape) {
		case 'questions':
			return `Questions only, from “${mapping.question}”`;
		case 'prompt-response':
			return `Question in “${mapping.question}”, response in “${mapping.response}”`;
		case 'messages':
			return `Chat messages in “${mapping.messages}”`;
		case 'conversations':
			return `Conversations in “${mapping.conversations}”`;
		case 'models-in-row':
			return `Question in “${mapping.question}” and ${String(mapping.models.length)} models in each row: ${names(mapping.models.map((model) => model.teacher))}`;
	}
}

function named(what: string, path: string | null): string {
	return path === null ? '' : `${what} in “${path}”`;
}

function teacher(source: TeacherSource): string {
	return source.from === 'field' ? `teacher in “${source.path}”` : `teacher: ${source.name}`;
}

function names(all: readonly string[]): string {
	const shown = all.slice(0, 6).join(', ');
	return all.length > 6 ? `${shown} and others` : shown;
}
