import { DEFAULT_EXPORT, type ExportOptions } from '../../src/lib/core/export/options.ts';
import { DEFAULT_RECIPE, type Recipe } from '../../src/lib/core/model/recipe.ts';
import { checkExamples } from '../../src/lib/core/template/check-examples.ts';
import { ExampleRenderer } from '../../src/lib/core/template/render-example.ts';
import type { ExportedFile } from '../../src/lib/protocol/db-api.ts';
import { MemoryFolder } from '../../src/workers/db/memory-disk.ts';
import type { TemplateChecker } from '../../src/workers/db/template-check.ts';
import { type Answer, type Project, question, teacher } from './project-rows.ts';

/** A project to export, and what the tests of the export ask of it. */

export const NASTY = 'a\u0000b "quoted" \\ \u2028 \u0085 \u{1F600} </script> ----\n\ttab';
export const RECIPE: Recipe = {
	...DEFAULT_RECIPE,
	seed: 7,
	budget: { enabled: true, maxExamples: 25 }
};

/** 12 questions, two teachers, three answers each: right, right and wrong. */
export const PROJECT: Project = {
	questions: Array.from({ length: 12 }, (_, n) => question(`q${n}`, { text: `${NASTY} ${n}` })),
	teachers: [teacher('t', { name: '| evil\n# name' }), teacher('u', { settings: '{"a":1}' })],
	answers: Array.from({ length: 36 }, (_, n): Answer => {
		const q = n % 12;
		return {
			id: `x${String(n).padStart(2, '0')}`,
			question: `q${q}`,
			teacher: n < 18 ? 't' : 'u',
			style: 'think',
			response: `<think>${NASTY} thought ${n}</think>${NASTY} answer ${n}`,
			analysis: { format: 'thinking' },
			...(n >= 24 && { verdict: 'wrong' as const })
		};
	})
};

/** Another one for each request: nothing that an earlier test selected counts. */
let version = 0;

export function exportRequest(
	options: Partial<ExportOptions>,
	recipe: Recipe = RECIPE,
	signal = new AbortController().signal,
	checker: TemplateChecker | null = checkHere
) {
	return {
		recipe,
		options: { ...DEFAULT_EXPORT, ...options },
		funnelVersion: ++version,
		folder: new MemoryFolder(),
		checker,
		onProgress: () => undefined,
		signal
	};
}

const checkHere: TemplateChecker = async (template, options, rows) =>
	checkExamples(new ExampleRenderer(template, options), rows);

export function fileNamed(files: readonly ExportedFile[], name: string): ExportedFile {
	const file = files.find((candidate) => candidate.name === name);
	if (!file) throw new Error(`no ${name}`);
	return file;
}

export async function linesOf(files: readonly ExportedFile[], name: string): Promise<unknown[]> {
	const text = await fileNamed(files, name).file.text();
	if (!text.endsWith('\n')) throw new Error(`${name} does not end with a line feed`);
	return text
		.slice(0, -1)
		.split('\n')
		.map((line): unknown => JSON.parse(line));
}

export const sizesOf = (files: readonly ExportedFile[]) =>
	files.map(({ name, bytes, sha256, rows }) => ({ name, bytes, sha256, rows }));
