import { createSHA256, type IHasher } from 'hash-wasm';

/**
 * Ids are content hashes: the same thing gets the same id in every project and on every machine, so
 * that repeating a step never duplicates. An id is the first 128 bits of SHA-256, in hexadecimal
 * (32 characters), over `kind` and `parts`, each written as
 *
 *     'N'                                   for null
 *     'S' u32 little-endian byte length, UTF-8 bytes   for a text
 *
 * The lengths make the encoding unambiguous: ('ab', 'c') and ('a', 'bc') differ. Numbers are hashed
 * as their decimal text. Lone surrogates count as U+FFFD, as they are stored.
 */
export interface Ids {
	/** Questions with the same text, white space around it aside, are one question. */
	question(text: string): string;
	/** `settings` is the JSON of teachers.settings; '{}' for an imported teacher. */
	teacher(name: string, settings: string): string;
	trajectory(parts: TrajectoryIdentity): string;
	import(parts: ImportIdentity): string;
	benchmarkItem(list: string, text: string): string;
}

export interface TrajectoryIdentity {
	readonly questionId: string;
	readonly teacherId: string;
	readonly sampleIndex: number;
	readonly response: string;
	readonly reasoning: string | null;
}

/** The same file read twice with the same mapping is the same import. */
export interface ImportIdentity {
	/** File name or URL. */
	readonly sourceName: string;
	readonly sizeBytes: number | null;
	/** Milliseconds since 1970; null for a URL. */
	readonly modifiedAtMs: number | null;
	/** The mapping as JSON. */
	readonly mapping: string;
}

type Part = string | number | null;

const ID_HEX_CHARS = 32;
const NULL_TAG = 0x4e;
const TEXT_TAG = 0x53;

/** Compiles the hash once; the ids are then computed synchronously. */
export async function createIds(): Promise<Ids> {
	const hash = partHasher(await createSHA256());
	return {
		question: (text) => hash('question', [text.trim()]),
		teacher: (name, settings) => hash('teacher', [name, settings]),
		trajectory: (t) =>
			hash('trajectory', [t.questionId, t.teacherId, t.sampleIndex, t.response, t.reasoning]),
		import: (i) => hash('import', [i.sourceName, i.sizeBytes, i.modifiedAtMs, i.mapping]),
		benchmarkItem: (list, text) => hash('benchmark-item', [list, text.trim()])
	};
}

function partHasher(sha256: IHasher): (kind: string, parts: readonly Part[]) => string {
	const encoder = new TextEncoder();
	const lengthBytes = new Uint8Array(5);
	const lengthView = new DataView(lengthBytes.buffer);
	const nullBytes = Uint8Array.of(NULL_TAG);

	const update = (part: Part): void => {
		if (part === null) {
			sha256.update(nullBytes);
			return;
		}
		const bytes = encoder.encode(String(part));
		lengthBytes[0] = TEXT_TAG;
		lengthView.setUint32(1, bytes.length, true);
		sha256.update(lengthBytes);
		sha256.update(bytes);
	};

	return (kind, parts) => {
		sha256.init();
		update(kind);
		for (const part of parts) update(part);
		return sha256.digest('hex').slice(0, ID_HEX_CHARS);
	};
}
