/**
 * Bytes of rows that a project may hold, saved one upon the other. DuckDB keeps them in memory, of which
 * WebAssembly has 4 GB, beside what queries need: 100,000 trajectories of 8 kB take 0.84 GB here and about twice
 * as much in memory. Beyond, the database would die in the middle of something.
 */
export const MAX_ROW_BYTES = 1.6e9;

/** A project file may hold what was decided about a full project too, and no more. */
export const MAX_FILE_ROW_BYTES = 2e9;
