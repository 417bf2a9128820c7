import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportOptions } from '../../src/lib/core/export/options.ts';
import { AppError, Cancelled } from '../../src/lib/core/model/errors.ts';
import type { Recipe } from '../../src/lib/core/model/recipe.ts';
import type { ExportedDataset, ExportedFile } from '../../src/lib/protocol/db-api.ts';
import { Curation } from '../../src/workers/db/curation.ts';
import { exportDataset } from '../../src/workers/db/dataset-export.ts';
import {
	exportRequest,
	fileNamed,
	linesOf,
	NASTY,
	PROJECT,
	RECIPE,
	sizesOf
} from './export-project.ts';
import { createNodeDatabase, type NodeDatabase } from './node-database.ts';
import { type Answer, loadProject } from './project-rows.ts';

let db: NodeDatabase;
beforeAll(async () => {
	db = await createNodeDatabase();
});

async function write(
	options: Partial<ExportOptions> = {},
	recipe: Recipe = RECIPE,
	signal = new AbortController().signal
): Promise<readonly ExportedFile[]> {
	return (await writeAll(options, recipe, signal)).files;
}

async function writeAll(
	options: Partial<ExportOptions>,
	recipe: Recipe = RECIPE,
	signal = new AbortController().signal
): Promise<ExportedDataset> {
	return exportDataset(db, new Curation(db), exportRequest(options, recipe, signal));
}

describe('exportDataset', () => {
	it('writes what the recipe selects, and the texts survive', async () => {
		await loadProject(db, PROJECT);
		const files = await write();
		expect(files.map(({ name }) => name)).toEqual([
			'retort-set.jsonl',
			'provenance.jsonl',
			'README.md',
			'recipe.json',
			'manifest.json'
		]);
		const rows = await linesOf(files, 'retort-set.jsonl');
		const origins = (await linesOf(files, 'provenance.jsonl')) as {
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
		const { files, archive } = await writeAll({ format: 'sharegpt' });
		const manifest = JSON.parse(await fileNamed(files, 'manifest.json').file.text()) as {
			files: unknown;
			teachers: unknown;
			counts: unknown;
		};
		const described = files.filter(({ name }) => name !== 'manifest.json');
		expect(manifest.files).toEqual(sizesOf(described));
		expect(described.map(({ name }) => name)).toContain('dataset_info.json');
		expect(manifest.counts).toEqual({ rows: 24, questions: 12, selected: 24, left_out: [] });
		expect(archive!.name).toBe('retort-set.zip');
		const packed = unzipSync(new Uint8Array(await archive!.arrayBuffer()));
		for (const { name, bytes, sha256, file } of files) {
			const content = new Uint8Array(await file.arrayBuffer());
			expect(content.length).toBe(bytes);
			expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
			expect(packed[name]).toEqual(content);
		}
		expect(Object.keys(packed)).toHaveLength(files.length);
	});

	it.each(['messages', 'prompt-completion', 'sharegpt', 'alpaca', 'preference'] as const)(
		'gives the same bytes as %s twice, and from rows in another order',
		async (format) => {
			await loadProject(db, PROJECT);
			const first = sizesOf(await write({ format }));
			expect(sizesOf(await write({ format }))).toEqual(first);
			await loadProject(db, PROJECT, (rows) => [...rows].reverse());
			expect(sizesOf(await write({ format }))).toEqual(first);
		}
	);

	it('gives the same bytes for a recipe whose keys come in another order', async () => {
		await loadProject(db, PROJECT);
		const reversed = Object.fromEntries(Object.entries(RECIPE).reverse()) as Recipe;
		expect(sizesOf(await write({}, reversed))).toEqual(sizesOf(await write({}, RECIPE)));
	});

	it('names the judge whose verdicts were believed, and no other', async () => {
		const answers = PROJECT.answers.map((answer, n): Answer =>
			n === 0
				? { ...answer, verdict: 'unverifiable', judge: 'correct' }
				: n === 1
					? { ...answer, judge: 'wrong' }
					: answer
		);
		await loadProject(db, { ...PROJECT, answers });
		for (const name of ['strict', 'earlier']) {
			await db.run('INSERT INTO judges VALUES (?, ?, ?, ?, ?, ?)', [
				`${name}-0123456789`,
				name,
				't',
				'{"model":{}}',
				'{}',
				'2026-01-01'
			]);
		}
		// As judgeVerdictRow names it: the first eight characters of the id. The other one's verdict is not believed.
		await db.run(
			`UPDATE verdicts SET reason = CASE trajectory_id
				WHEN 'x00' THEN 'Judge strict-0 (strict): …' ELSE 'Judge earlier- (earlier): …' END
			WHERE grader = 'judge'`
		);
		const trusting = { ...RECIPE, quality: { ...RECIPE.quality, trustJudge: true } };
		const files = await write({}, trusting);
		const manifest = JSON.parse(await fileNamed(files, 'manifest.json').file.text()) as object;
		expect(manifest).toMatchObject({
			graders: [{ gives: 'verdict', name: 'strict', settings: '{"model":{}}' }]
		});
		expect(
			JSON.parse(await fileNamed(await write(), 'manifest.json').file.text())
		).not.toHaveProperty('graders');
		await db.run('DELETE FROM judges');
	});

	it('says with each line what models said of it, where any did, and nothing of labels elsewhere', async () => {
		await loadProject(db, PROJECT);
		const without = await write();
		await loadProject(db, {
			...PROJECT,
			labels: [
				{ aspect: 'category', subject: 'q1', label: 'Coding' },
				{ aspect: 'difficulty', subject: 'q1', label: 'hard' },
				{ aspect: 'input-quality', subject: 'q1', label: null },
				{ aspect: 'response-quality', subject: 'x01', label: 'good' }
			]
		});
		const files = await write();
		const labels = ['task_category', 'rated_difficulty', 'input_quality', 'response_quality'];
		const said = ((await linesOf(files, 'provenance.jsonl')) as Record<string, unknown>[]).map(
			(line) => [line['trajectory'], labels.map((name) => line[name])]
		);
		expect(said.slice(0, 3)).toEqual([
			['x00', [undefined, undefined, undefined, undefined]],
			['x01', ['Coding', 'hard', undefined, 'good']],
			['x02', [undefined, undefined, undefined, undefined]]
		]);
		expect(said[13]).toEqual(['x13', ['Coding', 'hard', undefined, undefined]]);
		const apart = ({ name }: ExportedFile) =>
			!['provenance.jsonl', 'manifest.json', 'README.md'].includes(name);
		// The question's quality was asked for, and not given.
		expect(await fileNamed(files, 'README.md').file.text()).toContain(
			'| Model | task category |\n| Model | difficulty |\n| Model | quality of the response |\n'
		);
		expect(await fileNamed(without, 'README.md').file.text()).not.toContain('labelled');
		expect(sizesOf(files.filter(apart))).toEqual(sizesOf(without.filter(apart)));
		expect(await fileNamed(without, 'provenance.jsonl').file.text()).not.toContain('null');
	});

	it('stays within the budget', async () => {
		await loadProject(db, PROJECT);
		const files = await write({}, { ...RECIPE, budget: { enabled: true, maxExamples: 5 } });
		expect(await linesOf(files, 'retort-set.jsonl')).toHaveLength(5);
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
		const origins = (await linesOf(files, 'provenance.jsonl')) as {
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
		const rows = (await linesOf(files, 'retort-set.jsonl')) as Record<string, { role: string }[]>[];
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
				(await linesOf(await write(options, { ...RECIPE, seed }), 'provenance.jsonl')) as {
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
