/** A file of the built page: where it stands below the page, what it weighs, a hash of what it holds. */
export interface BuiltFile {
	readonly path: string;
	readonly bytes: number;
	readonly hash: string;
}

/** A file to keep, and what tells its versions apart: null where the name changes with the content. */
export interface KeptFile {
	readonly path: string;
	readonly revision: string | null;
}

/** What a browser keeps of the page, so that it works without a network. */
export interface OfflinePlan {
	/** Fetched when a version of the page is installed: all that a project needs, or nothing. */
	readonly precached: readonly KeptFile[];
	/** Large, and only some need it: kept when it is first used. */
	readonly firstUse: readonly KeptFile[];
}

/** What is larger waits for its first use, unless no project works without it. */
const LARGEST_PRECACHED_BYTES = 500_000;

/** The database, and the parser of formulas that checks answers. */
const ALWAYS_NEEDED = /^assets\/(?:duckdb-|compute-engine-)/;
/** Only some projects have code; its parts are large together. */
const SANDBOX =
	/^assets\/(?:pyodide|python|javascript-worker|emscripten-module)[^/]*\.(?:wasm|txt|zip)$/;
const SAMPLES = /^samples\/.+\.jsonl$/;
/** Vite puts a hash of the content into every name there. */
const HASHED = /^assets\//;
/**
 * Never kept: models, which the engines keep themselves; papers beside files; what is for the host alone,
 * which may not even answer for it.
 */
const LEFT_OUT = /^(?:models\/|[._]|service-worker\.js$)|(?:\.map|\.md|\/LICENSE)$/;

/** Sorts the files of a build by when a browser should keep them. */
export function planOffline(files: readonly BuiltFile[]): OfflinePlan {
	const wanted = files.filter(({ path }) => !LEFT_OUT.test(path));
	return {
		precached: wanted.filter((file) => !waitsForUse(file)).map(kept),
		firstUse: wanted.filter(waitsForUse).map(kept)
	};
}

function waitsForUse({ path, bytes }: BuiltFile): boolean {
	if (ALWAYS_NEEDED.test(path)) return false;
	return SAMPLES.test(path) || SANDBOX.test(path) || bytes > LARGEST_PRECACHED_BYTES;
}

function kept({ path, hash }: BuiltFile): KeptFile {
	return { path, revision: HASHED.test(path) ? null : hash };
}
