import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const RAPIDFUZZ_VERSION = '3.14.3';

/** Installed here once; below node_modules nothing of it is committed. */
const VENV = fileURLToPath(
	new URL(`../../node_modules/.cache/rapidfuzz-${RAPIDFUZZ_VERSION}`, import.meta.url)
);
const SCRIPT = fileURLToPath(new URL('compare-all.py', import.meta.url));
const CORE = '0';

export type Sequences = readonly (string | readonly number[])[];

interface Answer {
	readonly ms: number;
	/** Σ of the distances, so that both sides can be held to the same work. */
	readonly sum: number;
}

/** rapidfuzz (C++, one thread) in a Python of its own, on the core on which this process runs too. */
export class Rapidfuzz {
	readonly #python: ChildProcessWithoutNullStreams;
	readonly #answers: AsyncIterator<string>;

	private constructor(python: ChildProcessWithoutNullStreams) {
		this.#python = python;
		python.stderr.pipe(process.stderr);
		// Whoever writes to a Python that ended learns so from its missing answer.
		python.stdin.on('error', () => undefined);
		this.#answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
	}

	/** @throws Error where there is no Python 3, or the package cannot be installed */
	static start(): Rapidfuzz {
		install();
		const python = `${VENV}/bin/python`;
		const command = canPin() ? ['taskset', '-c', CORE, python] : [python];
		return new Rapidfuzz(spawn(command[0]!, [...command.slice(1), SCRIPT]));
	}

	async load(name: string, groups: readonly Sequences[]): Promise<void> {
		await this.#ask({ load: name, groups });
	}

	/** Distances of all pairs within each of these groups. */
	async run(name: string, groups: readonly number[]): Promise<Answer> {
		return (await this.#ask({ run: name, groups })) as Answer;
	}

	end(): void {
		this.#python.stdin.end();
	}

	async #ask(request: object): Promise<unknown> {
		this.#python.stdin.write(`${JSON.stringify(request)}\n`);
		const { value, done } = await this.#answers.next();
		if (done) throw new Error('rapidfuzz stopped.');
		return JSON.parse(value) as unknown;
	}
}

/** Puts this process onto the core of the peer. False where the system has no `taskset`. */
export function pinToCore(): boolean {
	if (!canPin()) return false;
	execFileSync('taskset', ['-p', '-c', CORE, String(process.pid)], { stdio: 'ignore' });
	return true;
}

function install(): void {
	if (existsSync(`${VENV}/installed`)) return;
	execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'pipe' });
	const pip = ['-m', 'pip', 'install', '--quiet', `rapidfuzz==${RAPIDFUZZ_VERSION}`];
	execFileSync(`${VENV}/bin/python`, pip, { stdio: 'pipe' });
	execFileSync('touch', [`${VENV}/installed`]);
}

function canPin(): boolean {
	try {
		execFileSync('taskset', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
