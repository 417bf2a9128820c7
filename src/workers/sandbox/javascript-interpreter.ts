import type {
	QuickJSContext,
	QuickJSHandle,
	QuickJSRuntime,
	QuickJSWASMModule
} from 'quickjs-emscripten-core';
import { MAX_OUTPUT_CHARS, type Program } from '../../lib/protocol/sandbox-api.ts';
import PRELUDE from './guest-prelude.js?raw';
import type { Interpreter, Said } from './interpreter.ts';
import type { MemoryLimit } from './memory-limit.ts';

const MEGABYTE = 1024 * 1024;
const STACK_BYTES = 1 * MEGABYTE;
const OUT_OF_MEMORY = 'It asked for more memory than it may have.';
const TOO_LONG = 'It wrote more than a million characters.';

/** A guest's world: its context, and the function that runs what its timers wait for. */
interface World {
	readonly context: QuickJSContext;
	readonly next: QuickJSHandle;
}

/** QuickJS inside of WebAssembly: a guest has the language, and of the world what `guest-prelude.js` gives it. */
export class JavaScriptInterpreter implements Interpreter {
	readonly #quickJs: QuickJSWASMModule;
	readonly #memory: MemoryLimit;
	#runtime: QuickJSRuntime | null = null;
	#program: Program | null = null;
	#world: World | null = null;
	#deadline = Infinity;
	#late = false;
	#written: string[] = [];
	#chars = 0;

	constructor(quickJs: QuickJSWASMModule, memory: MemoryLimit) {
		this.#quickJs = quickJs;
		this.#memory = memory;
	}

	open(program: Program, limitMs: number): Said {
		this.#memory.bytes = program.memoryLimitMb * MEGABYTE;
		const runtime = this.#quickJs.newRuntime();
		runtime.setMaxStackSize(STACK_BYTES);
		runtime.setInterruptHandler(() => {
			this.#late ||= performance.now() > this.#deadline;
			// Without memory it would only go on collecting garbage.
			return this.#late || this.#memory.reached;
		});
		this.#runtime = runtime;
		this.#program = program;
		if (program.kind === 'stdio') return { kind: 'done', text: '' };
		return this.#within(limitMs, () => {
			this.#world = this.#newWorld('');
			return this.#run(this.#world, this.#text(program)) ?? { kind: 'done', text: '' };
		});
	}

	runCase(text: string, limitMs: number): Said {
		const program = this.#program!;
		return this.#within(limitMs, () => {
			switch (program.kind) {
				case 'stdio':
					return this.#stdio(text, program);
				case 'function':
					return this.#call(text, program);
				case 'script':
					return this.#script(text, program);
			}
		});
	}

	#text({ preamble, code }: Program): string {
		return preamble === '' ? code : `${preamble}\n${code}`;
	}

	#stdio(input: string, program: Program): Said {
		const world = this.#newWorld(input);
		const failed = this.#run(world, this.#text(program));
		if (failed !== null) return failed;
		return { kind: 'output', text: this.#written.join('') };
	}

	/** The arguments are JSON, which is an expression but for three names. */
	#call(args: string, { entryPoint }: Program): Said {
		const world = this.#world!;
		const [name = '', method = ''] = entryPoint.split('.');
		const found = `(typeof ${name} === 'undefined' ? module.exports[${JSON.stringify(name)}] ?? (typeof module.exports === 'function' ? module.exports : undefined) : ${name})`;
		const callee =
			method === '' ? found : `((it) => it[${JSON.stringify(method)}].bind(it))(new (${found})())`;
		const call = `JSON.stringify((${callee})(...JSON.parse(${JSON.stringify(args)})), (_, value) =>
			value instanceof Set ? [...value] : value instanceof Map ? Object.fromEntries(value) : typeof value === 'bigint' ? Number(value) : value)`;
		const result = world.context.evalCode(call, 'call.js');
		if (result.error) return this.#failure(world, result.error);
		const value: unknown = world.context.dump(result.value);
		result.value.dispose();
		if (typeof value !== 'string') return { kind: 'error', text: 'It gave no result.' };
		return value.length > MAX_OUTPUT_CHARS
			? { kind: 'error', text: TOO_LONG }
			: { kind: 'output', text: value };
	}

	#script(code: string, { setup, entryPoint }: Program): Said {
		const world = this.#world!;
		const candidate = entryPoint === '' ? '' : `const candidate = ${entryPoint};\n`;
		const failed = this.#run(world, `{\n${candidate}${setup}\n${code}\n}`);
		if (failed === null) return { kind: 'done', text: '' };
		return failed.kind === 'error' ? { ...failed, kind: 'wrong' } : failed;
	}

	#newWorld(input: string): World {
		const context = this.#runtime!.newContext();
		const world = context.newObject();
		const write = context.newFunction('write', (text) => {
			const part = context.getString(text);
			this.#chars += part.length;
			if (this.#chars > MAX_OUTPUT_CHARS) throw new Error(TOO_LONG);
			this.#written.push(part);
		});
		context.setProp(world, 'write', write);
		context.setProp(world, 'input', context.newString(input));
		const prelude = context.unwrapResult(context.evalCode(PRELUDE, 'prelude.js'));
		const next = context.unwrapResult(context.callFunction(prelude, context.undefined, world));
		return { context, next };
	}

	/** Runs a text, then what it left for later. Null where all came to its end. */
	#run(world: World, text: string): Said | null {
		const { context, next } = world;
		const result = context.evalCode(asScript(text), 'answer.js', { type: 'global' });
		if (result.error) return this.#unlessEnded(world, result.error);
		result.value.dispose();
		for (;;) {
			const jobs = context.runtime.executePendingJobs();
			if (jobs.error) return this.#unlessEnded(world, jobs.error);
			const more = context.callFunction(next, context.undefined);
			if (more.error) return this.#unlessEnded(world, more.error);
			const goesOn = context.dump(more.value) === true;
			more.value.dispose();
			if (!goesOn && !context.runtime.hasPendingJob()) return null;
		}
	}

	/** `process.exit(0)` is an end like any other, where what was written counts. */
	#unlessEnded(world: World, error: QuickJSHandle): Said | null {
		const { context } = world;
		const code = context
			.getProp(error, 'code')
			.consume((handle) => context.dump(handle) as unknown);
		const name = context
			.getProp(error, 'name')
			.consume((handle) => context.dump(handle) as unknown);
		const ended = name === 'Exit' && code === 0 && this.#program!.kind === 'stdio' && !this.#late;
		return ended ? null : this.#failure(world, error);
	}

	#failure({ context }: World, error: QuickJSHandle): Said {
		const dumped = context.dump(error) as unknown;
		error.dispose();
		if (this.#memory.reached) return { kind: 'memory', text: OUT_OF_MEMORY, over: true };
		if (this.#late) return { kind: 'timeout', text: '', over: true };
		const {
			name = '',
			message = '',
			stack = ''
		} = (
			typeof dumped === 'object' && dumped !== null ? dumped : { message: String(dumped) }
		) as Partial<Record<'name' | 'message' | 'stack', string>>;
		const said = String(message).slice(0, 1_000);
		const where = String(stack).slice(0, 500).trim();
		return {
			kind: 'error',
			text: [where, name === '' ? said : `${name}: ${said}`].join('\n').trim()
		};
	}

	#within(limitMs: number, work: () => Said): Said {
		this.#deadline = performance.now() + limitMs;
		this.#late = false;
		this.#written = [];
		this.#chars = 0;
		const said = work();
		if (this.#memory.reached) return { kind: 'memory', text: OUT_OF_MEMORY, over: true };
		if (this.#late) return { kind: 'timeout', text: '', over: true };
		return this.#chars > MAX_OUTPUT_CHARS ? { kind: 'error', text: TOO_LONG } : said;
	}
}

const MODULES: Readonly<Record<string, string>> = {
	fs: 'fs',
	readline: 'readline',
	process: 'process',
	assert: 'assert'
};

/** Modules become a script: imports of what there is become `require`, exports stay where they are. */
function asScript(text: string): string {
	return text
		.replace(
			/^[ \t]*import\s+(?:\*\s+as\s+)?([\w$]+|\{[^}]*\})\s+from\s+['"](?:node:)?(\w+)['"];?/gm,
			(whole, names: string, module: string) =>
				module in MODULES ? `const ${names.replace(/\bas\b/g, ':')} = require('${module}');` : whole
		)
		.replace(/^export\s+(?:default\s+)?(?=(?:async\s+)?function\b|class\b|const\b|let\b)/gm, '');
}
