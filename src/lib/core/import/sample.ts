import { splitReasoning } from '../model/reasoning.ts';
import { compileMapping, type MappedRow } from './apply-mapping.ts';
import { describe } from './describe.ts';
import type { Mapping } from './mapping.ts';
import { EXCERPT_CHARS, type SourceRecord } from './source-record.ts';

/** Rows that are looked at before anything is imported. */
export const SAMPLE_ROWS = 50;
const MAX_EXAMPLES = 20;
const TEXT_CHARS = 2_000;

export interface ExampleRow {
	readonly question: string;
	readonly gold: string | null;
	readonly teacher: string;
	readonly reasoning: string;
	readonly answer: string;
}

export interface SampleReject {
	readonly line: number;
	readonly part: string;
	readonly reason: string;
	readonly excerpt: string;
}

/** What a mapping makes of the first rows; texts are cut for display. */
export function previewMapping(
	sample: readonly SourceRecord[],
	mapping: Mapping
): { readonly examples: ExampleRow[]; readonly rejected: SampleReject[] } {
	const apply = compileMapping(mapping);
	const examples: ExampleRow[] = [];
	const rejected: SampleReject[] = [];
	for (const record of sample) {
		const { line } = record;
		if ('error' in record) {
			rejected.push({ line, part: '', reason: record.error, excerpt: record.excerpt });
			continue;
		}
		const mapped = apply(record.value);
		examples.push(...examplesOf(mapped));
		for (const { part, reason, excerpt } of mapped.rejections) {
			const shown = excerpt ?? describe(record.value, EXCERPT_CHARS);
			rejected.push({ line, part, reason, excerpt: shown });
		}
	}
	return { examples: examples.slice(0, MAX_EXAMPLES), rejected };
}

function examplesOf({ question, trajectories }: MappedRow): ExampleRow[] {
	if (question === null) return [];
	const base = { question: cut(question.text), gold: question.gold && cut(question.gold) };
	if (trajectories.length === 0) return [{ ...base, teacher: '', reasoning: '', answer: '' }];
	return trajectories.map(({ teacher, ...trajectory }) => {
		const { reasoning, answer } = splitReasoning(trajectory);
		return { ...base, teacher, reasoning: cut(reasoning), answer: cut(answer) };
	});
}

function cut(text: string): string {
	return text.length > TEXT_CHARS ? `${text.slice(0, TEXT_CHARS - 1)}…` : text;
}
