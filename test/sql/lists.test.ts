import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { bindNames } from '../../src/workers/db/statement.ts';
import { type Ask, createAsk } from './ask.ts';
import { createListedProject } from './listed-project.ts';
import { type NodeDatabase, readSql } from './node-database.ts';

let db: NodeDatabase;
let ask: Ask;

const ANYTHING = { filter: '', student: '' };
const FIRST = { sort: '', limit: 100, offset: 0 };

beforeAll(async () => {
	db = await createListedProject();
	ask = createAsk(db);
});

describe('every statement', () => {
	const folders = ['lists', 'current-list', 'compare', 'curate', 'project', 'export', 'review'];
	const files = folders.flatMap((folder) =>
		readdirSync(new URL(`../../src/workers/db/sql/${folder}`, import.meta.url)).map(
			(name) => `${folder}/${name}`
		)
	);
	const values: Record<string, string | number> = {
		...ANYTHING,
		...FIRST,
		search: '',
		teachers: '',
		question: '',
		bins: 'tokens=0~10',
		pattern: 'x',
		ids: 'a1|b2',
		domain: '',
		id: 'a1',
		trajectory: 'a1',
		import: 'import',
		name: 'current',
		scorer: 'zoe',
		seed: 1,
		audit: 5,
		pass: 2,
		stratum: ''
	};

	it.each(files)('%s can be planned', async (file) => {
		const { sql, params } = bindNames(readSql(file), values);
		for (const statement of sql.split(/;\s*$/m).filter((part) => part.trim() !== '')) {
			const positions = new Set(statement.match(/\$\d+/g) ?? []);
			const given = params.length > 0 ? params : [...positions].map(() => '1');
			await db.rows(`EXPLAIN ${statement}`, given);
		}
	});

	it('is asked for by no other name than that of its file', () => {
		const source = ['queries', 'review-queries', 'trajectory-queries', 'trajectory-list-queries']
			.map((name) => new URL(`../../src/lib/protocol/${name}.ts`, import.meta.url))
			.map((url) => readFileSync(url, 'utf8'))
			.join('\n');
		const names = [...source.matchAll(/^\t'((?:lists|compare|curate|project|review)\/[a-z-]+)'/gm)];
		expect(names.length).toBeGreaterThan(15);
		for (const [, name] of names) expect(files).toContain(`${name}.sql`);
	});
});

describe('lists/questions', () => {
	it('counts answers, cuts long texts by characters, and lists unanswered questions', async () => {
		const rows = await ask('lists/questions', { search: '', domain: '', ...FIRST });
		expect(
			rows.map(({ id, answers: n, correct, share_correct }) => [id, n, correct, share_correct])
		).toEqual([
			['qa', 2, 1, 0.5],
			['qb', 3, 2, 2 / 3],
			['qc', 1, 0, 0],
			['qd', 0, 0, null]
		]);
		expect(rows[1]!.text).toBe('\u{1F34E}'.repeat(300));
		expect(rows[1]!.gold).toBeNull();
	});

	it.each([
		['APPLES', ['qa', 'qc']],
		['100_0', ['qc']],
		['%', []],
		['(', []],
		['\u0000', []]
	])('searches for %j as it is written, whatever the case', async (search, ids) => {
		const rows = await ask('lists/questions', { search, domain: '', ...FIRST });
		expect(rows.map(({ id }) => id)).toEqual(ids);
		const [counted] = await ask('lists/questions-count', { search, domain: '' });
		expect(counted).toEqual({ count: ids.length });
	});

	it.each([
		['correct', ['qc', 'qa', 'qb', 'qd']],
		['-correct', ['qb', 'qa', 'qc', 'qd']],
		['answers', ['qd', 'qc', 'qa', 'qb']],
		['-domain', ['qb', 'qd', 'qa', 'qc']],
		['domain', ['qa', 'qc', 'qd', 'qb']],
		['no-such-column', ['qa', 'qb', 'qc', 'qd']]
	])('sorts by %s, ties by id, empty ones last', async (sort, ids) => {
		const rows = await ask('lists/questions', { ...FIRST, search: '', domain: '', sort });
		expect(rows.map(({ id }) => id)).toEqual(ids);
	});

	it('gives pages', async () => {
		const page = { search: '', domain: '', sort: '', limit: 2, offset: 1 };
		expect((await ask('lists/questions', page)).map(({ id }) => id)).toEqual(['qb', 'qc']);
		expect(await ask('lists/domains', {})).toEqual([
			{ domain: 'algebra', questions: 2 },
			{ domain: 'empty', questions: 1 },
			{ domain: 'fruit', questions: 1 }
		]);
	});
});

describe('lists/teachers', () => {
	it('says how much of each is here', async () => {
		const rows = await ask('lists/teachers', {});
		expect(rows).toMatchObject([
			{ id: 'bob', questions: 2, trajectories: 3, samples_per_question: 1.5, analysed: 3 },
			{ id: 'idle', questions: 0, trajectories: 0, samples_per_question: null, analysed: 0 },
			{ id: 'zoe', questions: 3, trajectories: 3, samples_per_question: 1, analysed: 2 }
		]);
	});
});

describe('what is known of one trajectory', () => {
	it('is what each grader says, a person last, and nothing once it is taken back', async () => {
		const said = (grader: string, verdict: string) => ({
			trajectory_id: 'b1',
			grader,
			grader_version: 1,
			verdict,
			extracted: null,
			expected: null,
			reason: 'for the test'
		});
		const graders = async (id: string) =>
			(await ask('lists/trajectory-verdicts', { id })).map(({ grader }) => grader);
		expect(await graders('a2')).toEqual(['rule', 'reference']);
		await db.insert('verdicts', [said('person', 'correct')]);
		expect(await graders('b1')).toEqual(['rule', 'person']);
		await db.run("UPDATE verdicts SET verdict = 'none' WHERE grader = 'person'");
		expect(await graders('b1')).toEqual(['rule']);
		await db.run("DELETE FROM verdicts WHERE grader = 'person'");
		expect(await graders('c1')).toEqual([]);
	});

	it('is a note, and what a student thinks of it', async () => {
		await db.insert('notes', [{ trajectory_id: 'a2', text: 'look again', updated_at: '2025' }]);
		expect((await ask('lists/trajectory', { id: 'a2', student: '' }))[0]?.note).toBe('look again');
		expect(await ask('lists/trajectory-score', { id: 'a2', scorer: 'zoe' })).toEqual([]);
	});
});

describe('imports, rejects and counts', () => {
	it('are listed', async () => {
		expect(await ask('lists/imports', {})).toMatchObject([{ id: 'import', rows_rejected: 2 }]);
		const rejects = await ask('lists/rejects', { import: 'import', limit: 10, offset: 0 });
		expect(rejects.map(({ line }) => line)).toEqual([2, 9]);
		expect(await ask('project/counts', {})).toEqual([
			{
				questions: 4,
				teachers: 3,
				trajectories: 6,
				analysed: 5,
				rejects: 2,
				imports: 1,
				benchmark_items: 0
			}
		]);
	});
});

describe('compare', () => {
	it.each([
		['all', ['qa', 'qb', 'qc']],
		['disagree', ['qa']],
		['only-one-right', ['qa']],
		['grader-differs', ['qa']],
		['unverifiable', ['qb']]
	] as const)('steps through %s', async (filter, ids) => {
		const rows = await ask('compare/questions', { filter });
		expect(rows.map(({ id }) => id)).toEqual(ids);
	});

	it('shows who is right at a glance, teachers by name', async () => {
		const rows = await ask('compare/questions', { filter: 'all' });
		// Bob, Teacher idle, Zoe.
		expect(rows.map(({ pattern }) => pattern)).toEqual(['0-1', '1-?', '--?']);
	});

	it('puts the answers to one question side by side', async () => {
		const rows = await ask('compare/question', { question: 'qb' });
		expect(rows.map(({ id, teacher: name }) => [id, name])).toEqual([
			['b2', 'Bob'],
			['b3', 'Bob'],
			['b1', 'Zoe']
		]);
		expect(rows[1]).toMatchObject({ reasoning: 'hidden größe', gold: null });
	});

	it('bins lengths alike for all teachers, and loses none', async () => {
		const rows = await ask('compare/lengths', { teachers: 'bob|zoe' });
		// The longest has 399 tokens: 40 bins of 10.
		expect(rows).toEqual([
			{ teacher_id: 'bob', bin_start: 40, bin_end: 50, trajectories: 1 },
			{ teacher_id: 'bob', bin_start: 100, bin_end: 110, trajectories: 1 },
			{ teacher_id: 'bob', bin_start: 390, bin_end: 400, trajectories: 1 },
			{ teacher_id: 'zoe', bin_start: 0, bin_end: 10, trajectories: 1 },
			{ teacher_id: 'zoe', bin_start: 100, bin_end: 110, trajectories: 1 }
		]);
		expect(await ask('compare/lengths', { teachers: 'idle' })).toEqual([]);
	});
});
