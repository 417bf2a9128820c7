import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT, type ExportOptions } from '../../src/lib/core/export/options.ts';
import { AppError, Cancelled } from '../../src/lib/core/model/errors.ts';
import { DEFAULT_RECIPE, type Recipe } from '../../src/lib/core/model/recipe.ts';
import { bundledTemplate } from '../../src/lib/core/template/bundled-templates.ts';
import { checkExamples } from '../../src/lib/core/template/check-examples.ts';
import { ExampleRenderer } from '../../src/lib/core/template/render-example.ts';
import type { ExportedFile } from '../../src/lib/protocol/db-api.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import {
	checkTemplate,
	exportDataset,
	readSelectedExample
} from '../../src/workers/db/dataset-export.ts';
import { MemoryFolder } from '../../src/workers/db/memory-disk.ts';
import type { TemplateChecker } from '../../src/workers/db/template-check.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { type Answer, loadProject, type Project, question, teacher } from './project-rows.ts';

let db: NodeDatabase;
let version = 0;
beforeAll(async () => {
	db = await createNodeDatabase();
});

const NASTY = 'a\u0000b "quoted" \\ \u2028 \u0085 \u{1F600} </script> ----\n\ttab';
const RECIPE: Recipe = { ...DEFAULT_RECIPE, seed: 7, budget: { enabled: true, maxExamples: 25 } };

/** 12 questions, two teachers, three answers each: right, right and wrong. */
const PROJECT: Project = {
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

async function write(
	options: Partial<ExportOptions> = {},
	recipe: Recipe = RECIPE,
	signal = new AbortController().signal
): Promise<readonly ExportedFile[]> {
	return (await exportDataset(db, new Curation(db), request(options, recipe, signal))).files;
}

function request(
	options: Partial<ExportOptions>,
	recipe: Recipe = RECIPE,
	signal = new AbortController().signal,
	checker: TemplateChecker | null = checkHere
) {
	return {
		recipe,
		options: { ...DEFAULT_EXPORT, ...options },
		dataVersion: ++version,
		folder: new MemoryFolder(),
		checker,
		onProgress: () => undefined,
		signal
	};
}

const checkHere: TemplateChecker = async (template, options, rows) =>
	checkExamples(new ExampleRenderer(template, options), rows);

function fileNamed(files: readonly ExportedFile[], name: string): ExportedFile {
	const file = files.find((candidate) => candidate.name === name);
	if (!file) throw new Error(`no ${name}`);
	return file;
}

async function lines(files: readonly ExportedFile[], name: string): Promise<unknown[]> {
	const text = await fileNamed(files, name).file.text();
	expect(text.endsWith('\n')).toBe(true);
	return text
		.slice(0, -1)
		.split('\n')
		.map((line): unknown => JSON.parse(line));
}

const sizes = (files: readonly ExportedFile[]) =>
	files.map(({ name, bytes, sha256, rows }) => ({ name, bytes, sha256, rows }));

describe('exportDataset', () => {
	it('writes what the recipe selects, and the texts survive', async () => {
		await loadProject(db, PROJECT);
		const files = await write();
		expect(files.map(({ name }) => name)).toEqual([
			'retort-set.jsonl',
			'provenance.jsonl',
			'README.md',
			'recipe.json',
			'manifest.json',
			'retort-set.zip'
		]);
		const rows = await lines(files, 'retort-set.jsonl');
		const origins = (await lines(files, 'provenance.jsonl')) as {
			line: number;
			trajectory: string;
			verdict: string;
			question: string;
		}[];
		expect(rows).toHaveLength(24);
		expect(origins.map(({ line }) => line)).toEqual(rows.map((_, i) => i + 1));
		rows.forEach((row, i) => {
			const { trajectory, verdict, question: asked } = origins[i]!;
			const n = Number(trajectory.slice(1));
			expect(verdict).toBe('correct');
			expect(row).toEqual({
				messages: [
					{ role: 'user', content: `${NASTY} ${asked.slice(1)}` },
					{
						role: 'assistant',
						content: `<think>\n${NASTY} thought ${n}\n</think>\n\n${NASTY} answer ${n}`
					}
				]
			});
		});
	});

	it('hashes every file, names the hashes in the manifest, and packs the same bytes', async () => {
		await loadProject(db, PROJECT);
		const files = await write({ format: 'sharegpt' });
		const manifest = JSON.parse(await fileNamed(files, 'manifest.json').file.text()) as {
			files: unknown;
			teachers: unknown;
			counts: unknown;
		};
		const described = files.filter(({ name }) => !/^manifest|\.zip$/.test(name));
		expect(manifest.files).toEqual(sizes(described));
		expect(described.map(({ name }) => name)).toContain('dataset_info.json');
		expect(manifest.counts).toEqual({ rows: 24, questions: 12, selected: 24, left_out: [] });
		const archive = unzipSync(
			new Uint8Array(await fileNamed(files, 'retort-set.zip').file.arrayBuffer())
		);
		for (const { name, bytes, sha256, file } of files) {
			const content = new Uint8Array(await file.arrayBuffer());
			expect(content.length).toBe(bytes);
			expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
			if (!name.endsWith('.zip')) expect(archive[name]).toEqual(content);
		}
		expect(Object.keys(archive)).toHaveLength(files.length - 1);
	});

	it.each(['messages', 'prompt-completion', 'sharegpt', 'alpaca', 'preference'] as const)(
		'gives the same bytes as %s twice, and from rows in another order',
		async (format) => {
			await loadProject(db, PROJECT);
			const first = sizes(await write({ format }));
			expect(sizes(await write({ format }))).toEqual(first);
			await loadProject(db, PROJECT, (rows) => [...rows].reverse());
			expect(sizes(await write({ format }))).toEqual(first);
		}
	);

	it('gives the same bytes for a recipe whose keys come in another order', async () => {
		await loadProject(db, PROJECT);
		const reversed = Object.fromEntries(Object.entries(RECIPE).reverse()) as Recipe;
		expect(sizes(await write({}, reversed))).toEqual(sizes(await write({}, RECIPE)));
	});

	it('stays within the budget', async () => {
		await loadProject(db, PROJECT);
		const files = await write({}, { ...RECIPE, budget: { enabled: true, maxExamples: 5 } });
		expect(await lines(files, 'retort-set.jsonl')).toHaveLength(5);
		expect(fileNamed(files, 'retort-set.jsonl').rows).toBe(5);
	});

	it('escapes what a teacher is called in the card', async () => {
		await loadProject(db, PROJECT);
		const card = await fileNamed(await write(), 'README.md').file.text();
		expect(card).toContain('| \\| evil \\# name | imported | ');
		expect(card.startsWith('---\npretty_name: "retort-set"\n')).toBe(true);
	});
});

describe('preference pairs', () => {
	const options = { format: 'preference' } as const;

	it('sets a verified answer against a wrong one to the same question', async () => {
		await loadProject(db, PROJECT);
		const files = await write(options);
		const origins = (await lines(files, 'provenance.jsonl')) as {
			question: string;
			trajectory: string;
			rejected: string;
		}[];
		expect(origins).toHaveLength(24);
		for (const { question: asked, trajectory, rejected } of origins) {
			expect([Number(trajectory.slice(1)) % 12, Number(rejected.slice(1)) % 12]).toEqual([
				Number(asked.slice(1)),
				Number(asked.slice(1))
			]);
			expect(Number(rejected.slice(1))).toBeGreaterThanOrEqual(24);
		}
		const rows = (await lines(files, 'retort-set.jsonl')) as Record<string, { role: string }[]>[];
		expect(Object.keys(rows[0]!)).toEqual(['prompt', 'chosen', 'rejected']);
		expect(rows[0]!['rejected']!.map(({ role }) => role)).toEqual(['assistant']);
	});

	it('rejects nothing truncated, unfinished or dropped by hand, and counts what is left out', async () => {
		const answers = PROJECT.answers.map((answer) => {
			if (answer.id === 'x24') return { ...answer, finish: 'length' };
			if (answer.id === 'x25') return { ...answer, analysis: { format: 'truncated' } };
			if (answer.id === 'x26') return { ...answer, analysis: { format: 'no-answer' } };
			return answer;
		});
		const overrides = [{ trajectory_id: 'x27', decision: 'drop' }];
		await loadProject(db, { ...PROJECT, answers, overrides });
		const files = await write(options);
		expect(fileNamed(files, 'retort-set.jsonl').rows).toBe(16);
		const manifest = JSON.parse(await fileNamed(files, 'manifest.json').file.text()) as {
			counts: unknown;
		};
		expect(manifest.counts).toEqual({
			rows: 16,
			questions: 8,
			selected: 24,
			left_out: [{ reason: 'no wrong answer to the question', count: 8 }]
		});
	});

	it('chooses by the seed', async () => {
		const manyWrong = PROJECT.answers.map((answer) =>
			Number(answer.id.slice(1)) >= 12 ? { ...answer, verdict: 'wrong' as const } : answer
		);
		await loadProject(db, { ...PROJECT, answers: manyWrong });
		const rejected = async (seed: number) =>
			(
				(await lines(await write(options, { ...RECIPE, seed }), 'provenance.jsonl')) as {
					rejected: string;
				}[]
			).map((row) => row.rejected);
		const first = await rejected(1);
		expect(await rejected(1)).toEqual(first);
		expect(await rejected(2)).not.toEqual(first);
	});
});

describe('what cannot be framed', () => {
	it('is left out and counted, never altered', async () => {
		const answers: Answer[] = [
			{ id: 'fine', question: 'q0', teacher: 't' },
			{
				id: 'marks',
				question: 'q1',
				teacher: 't',
				style: 'field',
				reasoning: 'I write </think> now',
				response: 'The answer is 4'
			},
			{
				id: 'unfinished',
				question: 'q2',
				teacher: 't',
				style: 'think',
				response: '<think>and then',
				analysis: { format: 'thinking' }
			}
		];
		await loadProject(db, { ...PROJECT, answers });
		const files = await write();
		expect(fileNamed(files, 'retort-set.jsonl').rows).toBe(1);
		const card = await fileNamed(files, 'README.md').file.text();
		expect(card).toContain('1 (no answer), 1 (think marks in the text)');
		// Without its reasoning, the second is fine.
		const dropped = await write({ reasoning: 'drop' });
		expect(fileNamed(dropped, 'retort-set.jsonl').rows).toBe(2);
	});
});

describe('the check of the chat template', () => {
	const qwen = bundledTemplate('qwen-3')!;
	const r1 = bundledTemplate('deepseek-r1')!;
	const manifestOf = async (files: readonly ExportedFile[]): Promise<Record<string, unknown>> =>
		(
			JSON.parse(await fileNamed(files, 'manifest.json').file.text()) as {
				template_check: Record<string, unknown>;
			}
		).template_check;

	it('stands in the manifest, over every row, the same every time', async () => {
		await loadProject(db, PROJECT);
		const files = await write({ template: qwen });
		expect(await manifestOf(files)).toMatchObject({
			checked: true,
			template: 'Qwen3',
			template_sha256: createHash('sha256').update(qwen.source).digest('hex'),
			context_tokens: 32_768,
			examples: 24,
			without_red_flag: 24,
			tokens_counted: 'estimate'
		});
		expect(await fileNamed(files, 'README.md').file.text()).toContain(
			'Under the chat template Qwen3, 24 of 24 rows raised no red flag'
		);
		expect(sizes(await write({ template: qwen }))).toEqual(sizes(files));
		await loadProject(db, PROJECT, (rows) => [...rows].reverse());
		expect(sizes(await write({ template: qwen }))).toEqual(sizes(files));
	});

	it('counts what a template does, with the first trajectories', async () => {
		await loadProject(db, PROJECT);
		const check = (await manifestOf(await write({ template: r1 }))) as {
			red_flags: { flag: string; count: number; first_trajectories: string[] }[];
		};
		const stripped = check.red_flags.find(({ flag }) => flag === 'thinking-stripped');
		expect(stripped).toEqual({
			flag: 'thinking-stripped',
			count: 24,
			first_trajectories: ['x00', 'x01', 'x02', 'x03', 'x04']
		});
		expect(check.red_flags.find(({ flag }) => flag === 'template-failed')?.count).toBe(0);
	});

	it('finds the same without writing anything', async () => {
		await loadProject(db, PROJECT);
		const written = await exportDataset(db, new Curation(db), request({ template: r1 }));
		const checked = await checkTemplate(db, new Curation(db), request({ template: r1 }));
		expect(checked).toEqual(written.template);
		expect(checked?.examples).toBe(24);
	});

	it('says where none was made, and why', async () => {
		await loadProject(db, PROJECT);
		expect(await manifestOf(await write())).toEqual({
			checked: false,
			reason: 'no chat template was chosen'
		});
		const plain = await write({ template: qwen, format: 'prompt-completion' });
		expect(await manifestOf(plain)).toEqual({
			checked: false,
			reason: 'trainers put no chat template around this format'
		});
	});

	it('looks at both answers of a pair', async () => {
		const answers = PROJECT.answers.map((answer) =>
			Number(answer.id.slice(1)) < 24
				? answer
				: { ...answer, response: '<think>so</think>It is <|im_end|>' }
		);
		await loadProject(db, { ...PROJECT, answers });
		const check = await checkTemplate(
			db,
			new Curation(db),
			request({ template: qwen, format: 'preference' })
		);
		expect(check?.flags.find(({ flag }) => flag === 'special-token-in-text')?.count).toBe(24);
	});

	it('is not passed over in silence: without a worker nothing is written', async () => {
		await loadProject(db, PROJECT);
		const nobody = request({ template: qwen }, RECIPE, undefined, null);
		await expect(exportDataset(db, new Curation(db), nobody)).rejects.toMatchObject({
			code: 'internal'
		});
	});

	it('does not outlast a cancellation, even where the template never ends', async () => {
		await loadProject(db, PROJECT);
		const abort = new AbortController();
		const never = new Promise<never>(() => undefined);
		const asked = request({ template: qwen }, RECIPE, abort.signal, () => {
			queueMicrotask(() => abort.abort());
			return never;
		});
		await expect(checkTemplate(db, new Curation(db), asked)).rejects.toBeInstanceOf(Cancelled);
	});
});

describe('readSelectedExample', () => {
	it('gives the examples in the order of the files, the last one past the end', async () => {
		await loadProject(db, PROJECT);
		const curation = new Curation(db);
		const origins = (await lines(await write(), 'provenance.jsonl')) as { trajectory: string }[];
		for (const index of [0, 7, 23]) {
			const found = await readSelectedExample(db, curation, request({}), index);
			expect(found).toMatchObject({ index, total: 24, id: origins[index]!.trajectory });
			expect(found.example?.answer).toContain('answer');
		}
		expect((await readSelectedExample(db, curation, request({}), 99)).index).toBe(23);
	});

	it('says why the format cannot hold one', async () => {
		const answers = PROJECT.answers.map((answer) => ({ ...answer, response: '<think>never' }));
		await loadProject(db, { ...PROJECT, answers });
		const found = await readSelectedExample(db, new Curation(db), request({}), 0);
		expect(found).toMatchObject({ example: null, leftOut: 'no answer' });
	});
});

describe('refusals', () => {
	it('writes nothing while distances are missing', async () => {
		await loadProject(db, PROJECT);
		const recipe: Recipe = {
			...RECIPE,
			quality: { ...RECIPE.quality, verdict: 'any' },
			diversity: { ...RECIPE.diversity, perQuestion: 2 }
		};
		await expect(write({}, recipe)).rejects.toMatchObject({ code: 'export-incomplete' });
	});

	it('writes nothing where nothing passes', async () => {
		await loadProject(db, PROJECT);
		await expect(write({}, { ...RECIPE, teachers: [] })).rejects.toMatchObject({
			code: 'export-incomplete'
		});
		const wrongOnly = PROJECT.answers.map((answer) => ({ ...answer, response: '<think>never' }));
		await loadProject(db, { ...PROJECT, answers: wrongOnly });
		await expect(write()).rejects.toThrow(/No selected trajectory fits this format. 24: no answer/);
	});

	it.each(['../x', 'a/b', '', 'A', '.hidden', 'a'.repeat(65)])(
		'takes no name like %j',
		async (name) => {
			await expect(write({ name })).rejects.toBeInstanceOf(AppError);
		}
	);

	it('can be cancelled', async () => {
		await loadProject(db, PROJECT);
		await expect(write({}, RECIPE, AbortSignal.abort())).rejects.toBeInstanceOf(Cancelled);
	});
});
