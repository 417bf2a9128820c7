/** A function of the interface returns OK, or FAILED after noting what went wrong. */
export const OK: i32 = 0;
export const FAILED: i32 = -1;

let lastError: usize = 0;

/** Notes the message for `TVMFFIWasmGetLastError`; JavaScript throws it. */
export function fail(message: string): i32 {
	if (lastError) heap.free(lastError);
	const nullTerminated = true;
	lastError = heap.alloc(String.UTF8.byteLength(message, nullTerminated));
	const source = changetype<usize>(message);
	String.UTF8.encodeUnsafe(source, message.length, lastError, nullTerminated);
	return FAILED;
}

export function lastErrorPointer(): usize {
	return lastError;
}

/** What AssemblyScript calls when an assertion of its own fails: there is no way back from here. */
export function abortLibrary(
	message: string | null,
	file: string | null,
	line: u32,
	_column: u32
): void {
	const text = message ? message : 'assertion';
	const place = file ? file : '?';
	fail(`${text} at ${place}:${line.toString()}`);
	unreachable();
}
