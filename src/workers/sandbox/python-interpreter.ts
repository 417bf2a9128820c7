import type { PyodideInterface } from 'pyodide';
import type { CaseReply } from '../../lib/core/code/case-result.ts';
import { MAX_OUTPUT_CHARS, type Program } from '../../lib/protocol/sandbox-api.ts';
import type { Interpreter, Said } from './interpreter.ts';
import type { MemoryLimit } from './memory-limit.ts';

const MEGABYTE = 1024 * 1024;

/** The functions of harness.py. Each gives 'kind\ntext'. */
export interface Harness {
	open_program(json: string): string;
	stdio_case(input: string): string;
	function_case(args: string): string;
	script_case(code: string): string;
}

export class PythonInterpreter implements Interpreter {
	readonly #harness: Harness;
	readonly #memory: MemoryLimit;
	readonly #input: Uint8Array[] = [];
	#written: string[] = [];
	#chars = 0;
	#kind: Program['kind'] = 'stdio';

	constructor(pyodide: PyodideInterface, harness: Harness, memory: MemoryLimit) {
		this.#harness = harness;
		this.#memory = memory;
		const decoder = new TextDecoder();
		pyodide.setStdout({
			write: (bytes) => this.#write(decoder.decode(bytes, { stream: true }), bytes)
		});
		pyodide.setStderr({ write: (bytes) => bytes.length });
		pyodide.setStdin({ read: (buffer) => this.#read(buffer), isatty: false });
	}

	open(program: Program): Said {
		this.#kind = program.kind;
		this.#memory.bytes = program.memoryLimitMb * MEGABYTE;
		return this.#said(() => this.#harness.open_program(JSON.stringify(program)));
	}

	runCase(text: string): Said {
		this.#written = [];
		this.#chars = 0;
		switch (this.#kind) {
			case 'function':
				return this.#said(() => this.#harness.function_case(text));
			case 'script':
				return this.#said(() => this.#harness.script_case(text));
			case 'stdio':
				// For those who read the file descriptor; `input()` and `sys.stdin` have a copy.
				this.#input.splice(0, Infinity, new TextEncoder().encode(text));
				return this.#output(this.#said(() => this.#harness.stdio_case(text)));
		}
	}

	#output(said: Said): Said {
		return said.kind === 'done' ? { kind: 'output', text: this.#written.join('') } : said;
	}

	#said(work: () => string): Said {
		let text: string;
		try {
			text = work();
		} catch (error) {
			return this.#memory.reached
				? outOfMemory()
				: { kind: 'error', text: ending(error), over: true };
		}
		if (this.#chars > MAX_OUTPUT_CHARS || text.length > MAX_OUTPUT_CHARS) {
			return { kind: 'error', text: 'It wrote more than a million characters.' };
		}
		const at = text.indexOf('\n');
		const kind = text.slice(0, at) as CaseReply['kind'];
		return kind === 'memory' ? outOfMemory() : { kind, text: text.slice(at + 1) };
	}

	/** @throws where it writes too much: Python sees an OSError */
	#write(text: string, bytes: Uint8Array): number {
		this.#chars += text.length;
		if (this.#chars > MAX_OUTPUT_CHARS) {
			this.#written = [];
			throw new RangeError('too much output');
		}
		this.#written.push(text);
		return bytes.length;
	}

	#read(buffer: Uint8Array): number {
		const [first] = this.#input;
		if (first === undefined) return 0;
		const part = first.subarray(0, buffer.length);
		buffer.set(part);
		if (part.length < first.length) this.#input[0] = first.subarray(part.length);
		else this.#input.shift();
		return part.length;
	}
}

function outOfMemory(): Said {
	return { kind: 'memory', text: 'It asked for more memory than it may have.', over: true };
}

/** An end of Python itself: `os._exit`, a stack that is used up. */
function ending(error: unknown): string {
	const said = error instanceof Error ? error.message : String(error);
	return `Python itself ended: ${said.trim().split('\n').at(-1)!.slice(0, 300)}`;
}
