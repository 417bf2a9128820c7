import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VERSION = '1.4.3';
/** Installed here once; nothing below node_modules is committed. */
const VENV = fileURLToPath(new URL(`../../node_modules/.cache/duckdb-${VERSION}`, import.meta.url));

/**
 * Reads the file into a table as native DuckDB does by itself, and then writes and flushes as many bytes as the
 * file has, which is what a journal costs.
 */
const SCRIPT = `
import os, sys, time
import duckdb
source, copy = sys.argv[1:]
started = time.perf_counter()
connection = duckdb.connect()
connection.execute("SET threads = 2")
connection.execute("CREATE TABLE t AS SELECT * FROM read_json(?, format = 'newline_delimited')", [source])
assert connection.execute("SELECT count(*) FROM t").fetchone()[0] > 0
block = b"x" * (1 << 20)
with open(copy, "wb") as journal:
    for _ in range(os.path.getsize(source) >> 20):
        journal.write(block)
    journal.flush()
    os.fsync(journal.fileno())
print(1000 * (time.perf_counter() - started))
os.remove(copy)
`;

/** Native DuckDB (C++) through Python. */
export const NATIVE_DUCKDB = {
	name: `DuckDB ${VERSION}, native, and a write of as many bytes`,
	version: VERSION
};

/** @throws Error where there is no Python 3, or the package cannot be installed */
export function installNativeDuckDb(): void {
	if (existsSync(`${VENV}/installed`)) return;
	execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'pipe' });
	execFileSync(`${VENV}/bin/pip`, ['install', '--quiet', `duckdb==${VERSION}`], { stdio: 'pipe' });
	execFileSync('touch', [`${VENV}/installed`]);
}

/** @returns milliseconds */
export function readNatively(file: string): number {
	const out = execFileSync(`${VENV}/bin/python`, ['-c', SCRIPT, file, `${file}.journal`], {
		encoding: 'utf8'
	});
	// A long query draws a bar before it.
	return Number(/[\d.]+\s*$/.exec(out)?.[0]);
}
