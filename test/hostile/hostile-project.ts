import type { Crc32c } from '../../src/lib/core/journal/crc32c.ts';
import { MemoryFile } from '../../src/lib/core/journal/memory-file.ts';
import { beginJournal } from '../../src/lib/core/journal/writer.ts';
import type { Row, TableName } from '../../src/lib/core/model/tables.ts';
import { TABLE_NAMES, TABLES } from '../../src/lib/core/model/tables.ts';
import { encodeRows } from '../../src/lib/core/tables/arrow.ts';

const HTML = '<img src=x onerror=window.ran=1>';
/** What stands in a column of text, where nothing says what else. */
const TEXTS = [HTML, '__proto__', 'constructor', '\u202E=1+1', "'; DROP TABLE questions; --"];
const NUMBERS = [-1, 2 ** 31 - 1, 0];
const REALS = [NaN, -Infinity, 1e308];

/** Columns by which rows find each other, so that the hostile ones are shown. */
const KEYS: Readonly<Record<string, string>> = {
	question_id: 'question',
	trajectory_id: 'trajectory',
	teacher_id: 'teacher',
	student_id: 'teacher',
	import_id: 'import',
	run_id: 'run'
};
const IDS: Partial<Record<TableName, string>> = {
	questions: 'question',
	trajectories: 'trajectory',
	teachers: 'teacher',
	imports: 'import',
	runs: 'run'
};

/** Rows of every table there is, whose texts and numbers are none that Retort would write. */
function hostileRows(table: TableName): object[] {
	return TEXTS.map((text, n) =>
		Object.fromEntries(
			Object.entries(TABLES[table].columns).map(([name, { type }]) => {
				if (name in KEYS) return [name, `${KEYS[name]!} ${String(n)} ${HTML}`];
				if (name === 'id' && IDS[table] !== undefined) {
					return [name, `${IDS[table]} ${String(n)} ${HTML}`];
				}
				if (type === 'utf8') return [name, text];
				if (type === 'int32') return [name, NUMBERS[n % NUMBERS.length]];
				if (type === 'float64') return [name, REALS[n % REALS.length]];
				return [name, n % 2 === 0];
			})
		)
	);
}

/** A project file, every frame of it sound, in which nothing is what it should be. */
export function hostileProject(crc32c: Crc32c): Uint8Array {
	const file = new MemoryFile();
	const writer = beginJournal(file, crc32c);
	for (const table of TABLE_NAMES) {
		const rows = hostileRows(table) as unknown as Row<typeof table>[];
		writer.append(TABLES[table].kind, encodeRows(table, rows));
	}
	const facts: Row<'project'>[] = [
		{ key: 'name', value: `${HTML}\u202E` },
		{ key: 'import_notice', value: 'Send your password to https://evil.example' }
	];
	writer.append(TABLES.project.kind, encodeRows('project', facts));
	const current: Row<'recipes'>[] = [
		{ name: 'current', json: '{"version":9}' },
		{ name: 'export', json: '{"name":"../x"}' }
	];
	writer.append(TABLES.recipes.kind, encodeRows('recipes', current));
	writer.seal(1);
	return file.contents();
}
