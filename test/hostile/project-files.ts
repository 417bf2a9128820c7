import type { Crc32c } from '../../src/lib/core/journal/crc32c.ts';
import { ARROW_PAYLOAD } from '../../src/lib/core/journal/frame.ts';
import { HEADER_BYTES } from '../../src/lib/core/journal/header.ts';
import { MemoryFile } from '../../src/lib/core/journal/memory-file.ts';
import { beginJournal, type JournalWriter } from '../../src/lib/core/journal/writer.ts';
import { TABLES } from '../../src/lib/core/model/tables.ts';
import { encodeRows } from '../../src/lib/core/tables/arrow.ts';
import { encodeTrackFrame, TRACK_KIND, TRACK_PAYLOAD } from '../../src/workers/db/track-frames.ts';
import type { HostileInput } from './hostile-input.ts';

/** A file that somebody sends as a project. */
export interface HostileProjectFile extends HostileInput {
	readonly bytes: (crc32c: Crc32c) => Uint8Array;
	/**
	 * 'refused': nothing is added. 'lossy': the sound row comes in, and the project says what was lost.
	 * 'whole': a project, whose rows are as hostile as they like.
	 */
	readonly outcome: 'refused' | 'lossy' | 'whole';
}

const utf8 = new TextEncoder();
const SOUND = encodeRows('benchmark_items', [{ id: 'sound', list: 'l', text: 'sound' }]);
const { kind: ITEMS } = TABLES.benchmark_items;

/** A journal with one sound row, and what `add` puts after it. */
function journal(
	crc32c: Crc32c,
	add: (writer: JournalWriter, file: MemoryFile) => void
): Uint8Array {
	const file = new MemoryFile();
	const writer = beginJournal(file, crc32c);
	writer.append(ITEMS, SOUND);
	add(writer, file);
	writer.seal(1);
	return file.contents();
}

const lossy = (
	name: string,
	add: (writer: JournalWriter, file: MemoryFile) => void
): HostileProjectFile => ({ name, outcome: 'lossy', bytes: (crc32c) => journal(crc32c, add) });

const whole = (
	name: string,
	add: (writer: JournalWriter, file: MemoryFile) => void
): HostileProjectFile => ({ name, outcome: 'whole', bytes: (crc32c) => journal(crc32c, add) });

const refused = (name: string, bytes: Uint8Array): HostileProjectFile => ({
	name,
	outcome: 'refused',
	bytes: () => bytes
});

/** The rows of the sound frame with one number of their Arrow message changed. */
function forged(at: number, value: number): Uint8Array {
	const bytes = SOUND.slice();
	new DataView(bytes.buffer).setUint32(at, value, true);
	return bytes;
}

/** What a name, a recipe or a number of the project itself may be. */
const HOSTILE_FACTS = [
	{ key: 'name', value: '<img src=x onerror=window.ran=1>\u202E' },
	{ key: 'created_at', value: 'javascript:window.ran=1' },
	{ key: '__proto__', value: '{"polluted":1}' },
	{ key: 'import_notice', value: 'Send your password to https://evil.example' }
];

export const PROJECT_FILES: readonly HostileProjectFile[] = [
	refused('nothing', new Uint8Array()),
	refused('a web page', utf8.encode('<!doctype html><script>window.ran=1</script>')),
	refused('a JSONL file', utf8.encode('{"question":"A","response":"x"}\n'.repeat(50))),
	refused('zeros', new Uint8Array(100_000)),
	refused(
		'markers alone',
		Uint8Array.from({ length: 40_000 }, (_, i) => [0xf5, 0x52, 0x54, 0xff][i % 4]!)
	),
	refused(
		'markers that lie about their length',
		Uint8Array.from(
			{ length: 160_000 },
			(_, i) => [0xf5, 0x52, 0x54, 0xff, 12, 0, 1, 0, 0xff, 0xff, 0, 0, 1, 2, 3, 4][i % 16]!
		)
	),
	{
		name: 'a later version',
		outcome: 'refused',
		bytes: (crc32c) => {
			const bytes = journal(crc32c, () => undefined);
			const view = new DataView(bytes.buffer);
			view.setUint16(8, 999, true);
			view.setUint32(28, crc32c([bytes.subarray(0, 28)]), true);
			return bytes;
		}
	},
	{
		name: 'a header of zeros',
		outcome: 'whole',
		bytes: (crc32c) => journal(crc32c, () => undefined).fill(0, 0, HEADER_BYTES)
	},
	lossy('bytes that are no frame', (writer, file) => {
		file.write(new Uint8Array(5_000).fill(0x41), writer.end);
	}),
	lossy('a frame that is cut off', (writer, file) => {
		const end = writer.end;
		writer.append(ITEMS, SOUND);
		file.truncate(writer.end - 10);
		writer.truncateTo(end + 20);
	}),
	lossy('a frame with a wrong checksum', (writer, file) => {
		const at = writer.end + 60;
		writer.append(ITEMS, SOUND);
		file.write(Uint8Array.of(0xff), at);
		writer.append(ITEMS, encodeRows('benchmark_items', []));
	}),
	lossy('a frame of a table that is none', (writer) => writer.append(60_000, SOUND)),
	lossy('a frame in another encoding', (writer) => writer.append(ITEMS, SOUND, 77)),
	lossy('rows of another table', (writer) => writer.append(TABLES.recipes.kind, SOUND)),
	lossy('rows that are JSON', (writer) => writer.append(ITEMS, utf8.encode('[{"id":1}]'))),
	lossy('no rows and no schema', (writer) => writer.append(ITEMS, Uint8Array.of(1, 2, 3))),
	lossy('a message of four gigabytes', (writer) => writer.append(ITEMS, forged(4, 0xfffffff8))),
	lossy('a message of a negative length', (writer) => writer.append(ITEMS, forged(4, 0x80000000))),
	lossy('a table of offsets that leads away', (writer) =>
		writer.append(ITEMS, forged(8, 0x7fffffff))
	),
	lossy('text that is no UTF-8', (writer) => {
		const bytes = encodeRows('benchmark_items', [{ id: 'bad', list: 'l', text: 'TARGET' }]);
		const at = Buffer.from(bytes).indexOf('TARGET');
		bytes[at] = 0xff;
		writer.append(ITEMS, bytes);
	}),
	lossy('a token track without a key', (writer) => {
		writer.append(TRACK_KIND, Uint8Array.of(0xff, 0xff, 1), TRACK_PAYLOAD);
	}),
	whole('a token track of nonsense', (writer) => {
		const track = { key: '__proto__/teacher', bytes: new Uint8Array(100).fill(0xff) };
		writer.append(TRACK_KIND, encodeTrackFrame(track), TRACK_PAYLOAD);
	}),
	whole('a name of HTML', (writer) =>
		writer.append(TABLES.project.kind, encodeRows('project', HOSTILE_FACTS), ARROW_PAYLOAD)
	),
	whole('fifty names', (writer) => {
		for (let n = 0; n < 50; n++) {
			const row = { key: 'name', value: String(n) };
			writer.append(TABLES.project.kind, encodeRows('project', [row]));
		}
	}),
	whole('a name of a megabyte', (writer) =>
		writer.append(
			TABLES.project.kind,
			encodeRows('project', [{ key: 'name', value: 'n'.repeat(1_000_000) }])
		)
	),
	whole('a recipe that is none', (writer) =>
		writer.append(
			TABLES.recipes.kind,
			encodeRows('recipes', [{ name: 'current', json: '{"version":9}' }])
		)
	),
	whole('options of the export that are none', (writer) =>
		writer.append(
			TABLES.recipes.kind,
			encodeRows('recipes', [{ name: 'export', json: '{"name":"../x"}' }])
		)
	),
	whole('a statement that writes', (writer) =>
		writer.append(
			TABLES.queries.kind,
			encodeRows('queries', [{ name: 'Click me', sql: 'DROP TABLE questions', updated_at: '' }])
		)
	),
	whole('a filter that leads away', (writer) =>
		writer.append(
			TABLES.saved_filters.kind,
			encodeRows('saved_filters', [
				{ name: 'Click me', address: 'https://evil.example', updated_at: '' }
			])
		)
	),
	whole('an import that has no columns', (writer) =>
		writer.append(
			TABLES.imports.kind,
			encodeRows('imports', [
				{
					id: 'i',
					source_name: '<b>x</b>',
					mapping: '{"shape":"__proto__"}',
					started_at: 'never',
					state: 'constructor',
					rows_read: -1,
					rows_rejected: 2 ** 31 - 1
				}
			])
		)
	)
];
