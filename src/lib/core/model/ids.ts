import { createSHA256, type IHasher } from 'hash-wasm';
import { MAX_BYTES_PER_UNIT } from './utf8.ts';

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
	/** A trajectory that is still to be written, and the same one when it is: core/run/run-plan.ts. */
	job(parts: JobIdentity): string;
	run(plan: string, createdAt: string): string;
	import(parts: ImportIdentity): string;
	benchmarkItem(list: string, text: string): string;
	/** `settings` and `rubric` are JSON: core/judge/judge.ts. */
	judge(settings: string, rubric: string, version: number): string;
	/** `settings` and `guide` are JSON: core/annotate/annotator.ts. */
	annotator(aspect: string, settings: string, guide: string, version: number): string;
}

export interface TrajectoryIdentity {
	readonly questionId: string;
	readonly teacherId: string;
	readonly sampleIndex: number;
	/** Texts, or their UTF-8. */
	readonly response: string | Uint8Array;
	readonly reasoning: string | Uint8Array | null;
}

export interface JobIdentity {
	readonly questionId: string;
	readonly teacherId: string;
	readonly sampleIndex: number;
	/** Of the run. */
	readonly seed: number;
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

type Part = string | number | Uint8Array | null;

const ID_HEX_CHARS = 32;
const NULL_TAG = 0x4e;
const TEXT_TAG = 0x53;
const PREFIX_BYTES = 5;

/** Compiles the hash once; the ids are then computed synchronously. */
export async function createIds(): Promise<Ids> {
	const hash = partHasher(await createSHA256());
	return {
		question: (text) => hash('question', [text.trim()]),
		teacher: (name, settings) => hash('teacher', [name, settings]),
		trajectory: (t) =>
			hash('trajectory', [t.questionId, t.teacherId, t.sampleIndex, t.response, t.reasoning]),
		job: (j) => hash('job', [j.questionId, j.teacherId, j.sampleIndex, j.seed]),
		run: (plan, createdAt) => hash('run', [plan, createdAt]),
		import: (i) => hash('import', [i.sourceName, i.sizeBytes, i.modifiedAtMs, i.mapping]),
		benchmarkItem: (list, text) => hash('benchmark-item', [list, text.trim()]),
		judge: (settings, rubric, version) => hash('judge', [settings, rubric, version]),
		annotator: (...parts) => hash('annotator', parts)
	};
}

/** Writes the parts into one buffer that grows and is kept: a call into the hash costs more than bytes. */
function partHasher(sha256: IHasher): (kind: string, parts: readonly Part[]) => string {
	const encoder = new TextEncoder();
	let bytes = new Uint8Array(64 * 1024);
	let view = new DataView(bytes.buffer);
	let length = 0;

	const reserve = (more: number): void => {
		if (length + more <= bytes.length) return;
		const grown = new Uint8Array(Math.max(length + more, bytes.length * 2));
		grown.set(bytes.subarray(0, length));
		bytes = grown;
		view = new DataView(bytes.buffer);
	};
	const writeNull = (): void => {
		reserve(1);
		bytes[length] = NULL_TAG;
		length += 1;
	};
	const writeText = (text: string | Uint8Array): void => {
		const isEncoded = typeof text !== 'string';
		reserve(PREFIX_BYTES + text.length * (isEncoded ? 1 : MAX_BYTES_PER_UNIT));
		bytes[length] = TEXT_TAG;
		const start = length + PREFIX_BYTES;
		if (isEncoded) bytes.set(text, start);
		const written = isEncoded
			? text.length
			: encoder.encodeInto(text, bytes.subarray(start)).written;
		view.setUint32(length + 1, written, true);
		length = start + written;
	};
	const write = (part: Part): void => {
		if (part === null) writeNull();
		else writeText(typeof part === 'number' ? String(part) : part);
	};

	return (kind, parts) => {
		length = 0;
		write(kind);
		for (const part of parts) write(part);
		return sha256.init().update(bytes.subarray(0, length)).digest('hex').slice(0, ID_HEX_CHARS);
	};
}
