/** What web-llm's runtime gives the library. AssemblyScript names the import's module after this file. */

/** Frees a place in JavaScript's table of functions. */
export declare function TVMFFIWasmFunctionDeleter(cell: i32): void;
